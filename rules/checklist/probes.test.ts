import assert from 'node:assert/strict';
import type { Found } from '../api/checklist/check.ts';
import { openTextRepository } from '../../tools/score-tests/text-repository.ts';
import { checklist } from './checklist.generated.ts';
import { codeFinder as drift } from './finders/monitor-2/drift.ts';

const NOTHING: Found = { checks: [], mentions: [], manual: [], counter: [] };

/** `yes path:line text; …`, or `null` where the probe is about nothing there is. */
async function answers(files: Readonly<Record<string, string>>, ...ids: readonly string[]): Promise<readonly string[]> {
  const { repository, programsFacts } = await openTextRepository({ files }, [drift]);
  return ids.map((id) => {
    const probe = checklist.probes.find((each) => each.id === id);
    assert.ok(probe !== undefined, id);
    const outcome = probe.answer({ repository, found: { ...NOTHING, checks: programsFacts.checks } });
    return outcome === null ? 'null' : [outcome.answer, outcome.links.map(({ at, text }) => `${at.path}${at.range === null ? '' : `:${at.range.start.line}`} ${text}`).join('; ')].filter((part) => part !== '').join(' ');
  });
}

const workflow = (...runs: readonly string[]): string => `on: push\njobs:\n  all:\n    runs-on: x\n    steps:\n${runs.map((run) => `      - run: ${run}\n`).join('')}`;

describe('probes', () => {
  it('tests that are collected, what they assert and whether they reach the project', async () => {
    const files = {
      'shop.py': 'def price(x):\n    return x * 2\n',
      'test_shop.py': 'from shop import price\n\n\ndef test_price():\n    assert price(1) == 2\n',
      'test_more.py': 'import pytest\n\n\n@pytest.mark.skip\ndef test_later():\n    assert len([]) >= 0\n',
    };
    assert.deepEqual(await answers(files, 'tests-collected', 'tests-have-oracles', 'oracles-can-fail', 'tests-touch-project', 'tests-not-skipped'), [
      'yes test_more.py:5 `test_later` is collected; test_shop.py:4 `test_price` is collected',
      'yes test_more.py:5 `test_later` can fail; test_shop.py:4 `test_price` can fail',
      'no test_more.py:6 a length is never negative',
      'no test_more.py:5 `test_later` runs no code of the project',
      'no test_more.py:4 it is always skipped',
    ]);
  });

  it('a CI system, what it runs, and whether failures count', async () => {
    const sound = { '.github/workflows/a.yml': workflow('pytest'), 'test_a.py': 'def test_a():\n    assert open("a")\n' };
    assert.deepEqual(await answers(sound, 'ci-present', 'tests-run-in-ci', 'triggers-fire', 'failures-propagate'), [
      'yes .github/workflows/a.yml:1 `a.yml` runs in a CI system',
      'yes .github/workflows/a.yml:6 runs the tests',
      'yes .github/workflows/a.yml:1 the trigger `push` fires',
      'yes .github/workflows/a.yml:6 a failure of this stops the job',
    ]);
    assert.deepEqual(await answers({ Makefile: 'test:\n\tpytest\n' }, 'ci-present', 'tests-run-in-ci', 'triggers-fire', 'schedule-active'), ['no', 'no Makefile:2 only a person runs the tests here', 'null', 'no']);
  });

  it('programs that only define things do nothing when they run', async () => {
    const files = { '.github/workflows/a.yml': workflow('python check.py', 'python -m shop.train'), 'check.py': 'def check():\n    return 1\n', 'shop/train.py': 'print(1)\n' };
    assert.deepEqual(await answers(files, 'entry-points-exist'), ['no .github/workflows/a.yml:6 `check.py` only defines things, so running it does nothing']);
  });

  it('what ships a model waits for the tests', async () => {
    assert.deepEqual(await answers({ '.github/workflows/a.yml': workflow('pytest', 'docker push shop') }, 'promotion-waits'), ['yes .github/workflows/a.yml:7 `docker push shop` ships a model or its service']);
    assert.deepEqual(await answers({ '.github/workflows/a.yml': workflow('docker push shop', 'pytest') }, 'promotion-waits'), ['no .github/workflows/a.yml:6 `docker push shop` ships a model or its service']);
    assert.deepEqual(await answers({ '.github/workflows/a.yml': workflow('pytest') }, 'promotion-waits'), ['null']);
  });

  it('alerts and whom they reach', async () => {
    const rules = 'groups:\n  - name: shop\n    rules:\n      - alert: Slow\n        expr: latency > 1\n';
    const manager = (receiver: string): string => `route:\n  receiver: team\nreceivers:\n  - name: team\n${receiver}`;
    const sound = manager('    email_configs:\n      - to: team@shop.dev\n');
    assert.deepEqual(await answers({ 'rules.yml': rules, 'alertmanager.yml': sound }, 'alert-defined', 'alert-routed'), ['yes rules.yml:4 the alert `Slow`', 'yes alertmanager.yml:4 alerts reach `team`']);
    assert.deepEqual(await answers({ 'alertmanager.yml': manager('') }, 'alert-defined', 'alert-routed'), ['no', 'no alertmanager.yml:4 the receiver `team` tells nobody']);
    assert.deepEqual(await answers({ 'alertmanager.yml': manager('    email_configs:\n      - to: <your-email-address>\n') }, 'alert-routed'), ['no alertmanager.yml:4 the receiver `team` tells nobody']);
  });

  it('documents, containers and templates', async () => {
    const files = { 'docs/load.md': '# Load test 2026-11-02\n\n| p95 | 180 ms |\n|---|---|\n| p50 | 90 ms |\n', Dockerfile: 'FROM python:3.12\n', 'docs/meetings/one.md': '# Notes\n', '{{ name }}/a.txt': 'x\n', 'app.py': '@app.route("/recommend/<user>")\ndef recommend(user):\n    return ""\n' };
    assert.deepEqual(await answers(files, 'results-documented', 'containers-present', 'meeting-notes', 'is-template', 'recommend-route'), [
      'yes docs/load.md:1 `Load test 2026-11-02` has results and the date 2026-11-02',
      'yes Dockerfile builds an image',
      'yes docs/meetings/one.md a file of notes',
      'yes {{ name }}/a.txt is part of a template',
      'yes app.py:1 a route of recommendations',
    ]);
  });

  it('metrics that are given computed values and collected', async () => {
    const service = (feed: string): string => `from fastapi import FastAPI\nfrom prometheus_client import Gauge\n\napp = FastAPI()\nSCORE = Gauge("score", "Mean score")\n\n\n@app.post("/predict")\ndef predict(rows: list):\n    ${feed}\n    return rows\n`;
    const prometheus = (target: string): string => `scrape_configs:\n  - job_name: all\n    static_configs:\n      - targets: ["${target}"]\n`;
    const computed = service('SCORE.set(sum(rows) / len(rows))');
    assert.deepEqual(await answers({ 'app.py': computed, 'prometheus.yml': prometheus('api:8000') }, 'metrics-fed'), ['yes app.py:10 `score` is given a value; prometheus.yml:4 `api:8000` is collected from']);
    assert.deepEqual(await answers({ 'app.py': computed, 'prometheus.yml': prometheus('localhost:9090') }, 'metrics-fed'), ['no app.py:10 `score` is given a value; prometheus.yml:2 this collects from no service of this repository']);
    assert.deepEqual(await answers({ 'app.py': computed }, 'metrics-fed'), ['unknown app.py:10 `score` is given a value']);
    assert.deepEqual(await answers({ 'app.py': service('SCORE.set(0.93)'), 'prometheus.yml': prometheus('api:8000') }, 'metrics-fed'), ['no app.py:10 `score` is always given the same number']);
    assert.deepEqual(await answers({ 'app.py': 'print(1)\n' }, 'metrics-fed'), ['null']);
  });

  it('new data that is compared with other data', async () => {
    const compared = (reference: string, current: string): string => `import pandas as pd\nfrom evidently.report import Report\n\nold = pd.read_csv("data/reference.csv")\nnew = pd.read_csv("logs/inference_log.csv")\nreport = Report(metrics=[])\nreport.run(reference_data=${reference}, current_data=${current})\nif report.as_dict()["drift"] > 0.1:\n    raise SystemExit("drift")\n`;
    assert.deepEqual(await answers({ 'drift.py': compared('old', 'old') }, 'reference-valid'), ['no drift.py:7 both sides are `old`, so nothing can differ']);
    assert.deepEqual(await answers({ 'drift.py': compared('old', 'new') }, 'reference-valid'), ['unknown drift.py:7 `report.run` compares new data with earlier data']);
    assert.deepEqual(await answers({ 'drift.py': 'print(1)\n' }, 'reference-valid'), ['null']);
  });
});
