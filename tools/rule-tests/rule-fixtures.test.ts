/** The literate cases under test-fixtures/rules. `RULES=group/name` runs only some. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import assert from 'node:assert/strict';
import { listRuleFiles, loadRule } from '../gen/discover.ts';
import { isChosen } from './chosen.ts';
import { isCodeRule, isDataRule, isRepositoryRule } from '../../rules/api/rule.ts';
import { parseFixtureFile, pythonSectionCase, repositorySectionCase, sectionCase, type FixtureFile } from './fixture-file.ts';
import { startHarness, type Harness } from './harness.ts';
import { createPythonHarness } from './python-harness.ts';
import { createRepositoryHarness } from './repository-harness.ts';
import { runCase } from './run-case.ts';
import { runPythonCase } from './run-python-case.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, 'test-fixtures/rules');
const loaded = listRuleFiles(root).map((file) => loadRule(root, file));
const rules = loaded.flatMap((entry) => (entry.ok ? [entry.rule] : []));
const fixtures = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .map((name) => name.replaceAll(path.sep, '/').slice(0, -'.md'.length))
  .filter(isChosen)
  .sort();

function readFixture(id: string): FixtureFile | { readonly text: string } {
  try {
    return parseFixtureFile(readFileSync(path.join(folder, `${id}.md`), 'utf8'));
  } catch (error) {
    return { text: error instanceof Error ? error.message : String(error) };
  }
}

describe('literate cases of the rules', () => {
  let harness: Harness;
  const code = createPythonHarness();
  const repositories = createRepositoryHarness();
  const codeRules = rules.filter(isCodeRule);
  const hasDataRules = fixtures.some((id) => rules.some((rule) => rule.id === id && isDataRule(rule)));
  before(async () => {
    if (hasDataRules) harness = await startHarness();
  });
  after(() => (hasDataRules ? harness.close() : undefined));

  for (const id of fixtures) {
    describe(id, () => {
      const rule = rules.find((one) => one.id === id);
      const file = readFixture(id);
      if (rule === undefined || !('id' in file) || file.id !== id || file.sections.length === 0) {
        const problem = 'text' in file ? file.text : `needs a rule \`${id}\` that can be loaded, the heading \`# ${id}\`, and cases`;
        it('belongs to a rule', () => assert.fail(`test-fixtures/rules/${id}.md: ${problem}`));
        return;
      }
      for (const section of file.sections) {
        if (isDataRule(rule)) it(section.title, () => runCase(harness, sectionCase(rule, section), rules));
        else if (isRepositoryRule(rule)) it(section.title, () => runPythonCase(repositories, repositorySectionCase(rule, section), rules));
        else it(section.title, () => runPythonCase(code, pythonSectionCase(rule, section), codeRules));
      }
    });
  }
});
