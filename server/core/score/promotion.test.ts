import assert from 'node:assert/strict';
import type { FoundCheck } from '../../../rules/api/checklist/check.ts';
import { wholeFile, YES } from '../../../rules/api/repository/place.ts';
import { items } from '../../../rules/checklist/items.generated.ts';
import { openTextRepository } from '../../../tools/score-tests/text-repository.ts';
import { reachOf } from '../repository/reach/reach-of.ts';
import { judgeItem } from './judge-item.ts';

const gate = items.find(({ id }) => id === 'infra-4');

/** Status and broken links of the gate `python evaluate.py` in this workflow. */
async function judged(workflow: string, others: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const { repository } = await openTextRepository({ files: { '.github/workflows/release.yml': workflow, 'evaluate.py': 'raise SystemExit(1)\n', ...others } });
  const runs = repository.runs.filter(({ command, started }) => command.words.includes('evaluate.py') && started !== null);
  const check: FoundCheck = { items: ['infra-4'], at: wholeFile('evaluate.py'), text: 'compares the model with a bound', isReal: YES, data: 'test', ranBy: { kind: 'runs', runs } };
  assert.ok(gate !== undefined && runs.length > 0);
  const { status, broken } = judgeItem({ item: gate, found: { checks: [check], mentions: [], manual: [], counter: [] }, repository, reach: reachOf(repository) });
  return [status, ...broken.map(({ at, text }) => `${at.path}:${at.range?.start.line ?? 0} ${text}`)];
}

const steps = (...lines: readonly string[]): string => lines.map((line) => `      - ${line}\n`).join('');

describe('a gate before a model is served', () => {
  it('a step after it ships the model', async () => {
    assert.deepEqual(await judged(`on: push\njobs:\n  release:\n    runs-on: x\n    steps:\n${steps('run: python evaluate.py', 'run: docker push acme/model')}`), ['automated']);
  });

  it('a job that needs it ships the model, over another job', async () => {
    const workflow = `on: push\njobs:\n  gate:\n    runs-on: x\n    steps:\n${steps('run: python evaluate.py')}  build:\n    runs-on: x\n    needs: gate\n    steps:\n${steps('run: make')}  deploy:\n    runs-on: x\n    needs: build\n    steps:\n${steps('run: kubectl apply -f k8s')}`;
    assert.deepEqual(await judged(workflow), ['automated']);
  });

  it('a job beside it ships the model', async () => {
    const workflow = `on: push\njobs:\n  gate:\n    runs-on: x\n    steps:\n${steps('run: python evaluate.py')}  deploy:\n    runs-on: x\n    steps:\n${steps('run: kubectl apply -f k8s')}`;
    assert.deepEqual(await judged(workflow), ['void', '.github/workflows/release.yml:10 `kubectl apply -f k8s` does not wait for the check']);
  });

  it('a step before it ships the model', async () => {
    const workflow = `on: push\njobs:\n  release:\n    runs-on: x\n    steps:\n${steps('uses: softprops/action-gh-release@v2', 'run: python evaluate.py')}`;
    assert.deepEqual(await judged(workflow), ['void', '.github/workflows/release.yml:6 `softprops/action-gh-release@v2` does not wait for the check']);
  });

  it('an image that is built and not pushed ships nothing', async () => {
    const workflow = `on: push\njobs:\n  release:\n    runs-on: x\n    steps:\n${steps('run: python evaluate.py', 'uses: docker/build-push-action@v6')}`;
    assert.deepEqual(await judged(workflow), ['unknown', 'evaluate.py:0 nothing that ships a model was found, so it cannot be told what this check stops']);
  });

  it('another workflow ships the model without waiting', async () => {
    const other = `on: push\njobs:\n  deploy:\n    runs-on: x\n    steps:\n${steps('run: helm upgrade shop chart')}`;
    assert.deepEqual(await judged(`on: push\njobs:\n  gate:\n    runs-on: x\n    steps:\n${steps('run: python evaluate.py')}`, { '.github/workflows/deploy.yml': other }), [
      'void',
      '.github/workflows/deploy.yml:6 `helm upgrade shop chart` does not wait for the check',
    ]);
  });

  it('another workflow that follows a workflow may wait', async () => {
    const other = `on:\n  workflow_run:\n    workflows: [gate]\n    types: [completed]\njobs:\n  deploy:\n    runs-on: x\n    steps:\n${steps('run: helm upgrade shop chart')}`;
    assert.deepEqual(await judged(`on: push\njobs:\n  gate:\n    runs-on: x\n    steps:\n${steps('run: python evaluate.py')}`, { '.github/workflows/deploy.yml': other }), [
      'unknown',
      '.github/workflows/deploy.yml:9 it is not certain that `helm upgrade shop chart` waits for the check',
    ]);
  });
});
