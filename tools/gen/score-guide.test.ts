import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checklist } from '../../rules/checklist/checklist.generated.ts';
import { readRubric } from '../../server/core/score/read-rubric.ts';
import { readAttestations } from '../../server/core/score/attestations/read-attestations.ts';
import { openTextRepository } from '../score-tests/text-repository.ts';

const guide = readFileSync(path.resolve(import.meta.dirname, '../../docs/guide/score.md'), 'utf8');
const blocks = [...guide.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);

describe('the guide to the score', () => {
  it('names every probe with its question', () => {
    const rows = [...guide.matchAll(/^\| `([\w-]+)` \| (.+\?) \|$/gm)].map(([, ...cells]) => cells);
    assert.deepEqual(rows, checklist.probes.map(({ id, question }) => [id, question]));
  });

  it('shows attestations that can be read', async () => {
    const { repository } = await openTextRepository({ files: { '.lintel/attestations.yaml': blocks[0] ?? '' } });
    const { entries, problems } = readAttestations(repository.files);
    assert.deepEqual([entries.map(({ id }) => id), problems], [['load-test-november'], []]);
  });

  it('shows a rubric that can be read', () => {
    const read = readRubric({ path: 'team.yaml', text: blocks[1] ?? '', known: checklist.rubrics, items: checklist.items.map(({ id }) => id), probes: checklist.probes.map(({ id }) => id) });
    assert.deepEqual(read.ok ? [read.rubric.id, read.rubric.tests.length, read.rubric.sections.map(({ id }) => id)] : read.problems, ['our-team', 29, ['data', 'model', 'infra', 'monitor', 'release']]);
  });
});
