/** The literate cases under test-fixtures/score. `SCORE=data-1` or `SCORE=data-1/case` runs only some; LINTEL_UPDATE=1 writes their verdicts. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checklist } from '../../rules/checklist/checklist.generated.ts';
import { finders } from '../../rules/checklist/finders.generated.ts';
import { findAll } from '../../server/core/score/find-all.ts';
import { judgeItem } from '../../server/core/score/judge-item.ts';
import { readScoreCase, withVerdict } from './case-file.ts';
import { reachOf } from '../../server/core/repository/reach/reach-of.ts';
import { openTextRepository } from './text-repository.ts';
import { verdictText } from './verdict-text.ts';

const folder = path.resolve(import.meta.dirname, '../../test-fixtures/score');
const chosen = process.env['SCORE'] ?? '';
const cases = (existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [])
  .filter((name) => name.endsWith('.md'))
  .map((name) => name.replaceAll(path.sep, '/').slice(0, -'.md'.length))
  .filter((name) => chosen === '' || name === chosen || name.startsWith(`${chosen}/`))
  .sort();

describe('literate cases of the checklist', () => {
  for (const name of cases) {
    it(name, async function () {
      this.timeout(20_000);
      const file = path.join(folder, `${name}.md`);
      const markdown = readFileSync(file, 'utf8');
      const read = readScoreCase(markdown);
      if (!read.ok) return assert.fail(`test-fixtures/score/${name}.md: ${read.text}`);
      const item = checklist.items.find(({ id }) => id === path.dirname(name));
      if (item === undefined) return assert.fail(`test-fixtures/score/${name}.md: the folder is no item`);
      const { repository, programsFacts, notChecked } = await openTextRepository(read.value, finders.code);
      const { found, failed } = findAll({ repository, inPrograms: [programsFacts], finders: finders.repository });
      assert.deepEqual(notChecked.filter(({ reason }) => reason === 'internal-error'), []);
      assert.deepEqual(failed, []);
      const verdict = verdictText(judgeItem({ item, found, repository, reach: reachOf(repository) }));
      if (process.env['LINTEL_UPDATE'] === '1') writeFileSync(file, withVerdict(markdown, verdict));
      else assert.equal(verdict, read.value.verdict);
    });
  }
});
