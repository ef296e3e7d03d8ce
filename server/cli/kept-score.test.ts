/** `lintel baseline create --score` and `lintel score --fail-below-baseline`, by the built command. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freshBundle } from '../../tools/fresh-bundle.ts';

const bundle = path.join(path.resolve(import.meta.dirname, '..', '..'), 'dist', 'cli.cjs');

const CHECK = 'def test_schema():\n    import pandas as pd\n    frame = pd.read_csv("data.csv")\n    assert frame["y"].between(0, 1).all()\n    assert frame.notna().all().all()\n';
const WORKFLOW = 'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: pip install pytest pandas && pytest\n';
const LEAK = 'import pandas as pd\nx = pd.read_csv("data.csv")\nprint(x == float("nan"))\n';

describe('a score that is kept', function () {
  this.timeout(60_000);
  let folder = '';
  before(() => freshBundle());
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'project-'));
    mkdirSync(path.join(folder, '.git'));
    mkdirSync(path.join(folder, 'tests'));
    mkdirSync(path.join(folder, '.github/workflows'), { recursive: true });
    for (const [name, text] of Object.entries({ 'tests/test_data.py': CHECK, '.github/workflows/ci.yml': WORKFLOW, 'train.py': LEAK, 'data.csv': 'x,y\n1,0\n2,1\n' })) writeFileSync(path.join(folder, name), text);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function run(...args: readonly string[]): { readonly code: number | null; readonly stdout: string; readonly stderr: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, [bundle, ...args, '--no-cache'], { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '' } });
    return { code: status, stdout, stderr };
  }

  const gate = (): { readonly code: number | null; readonly stderr: string } => {
    const { code, stderr } = run('score', '--fail-below-baseline');
    return { code, stderr };
  };

  const file = (): string => readFileSync(path.join(folder, '.lintel/baseline.json'), 'utf8');

  it('fails the run when a test falls, and says which', () => {
    assert.deepEqual(gate(), { code: 2, stderr: 'lintel: --fail-below-baseline: there is no baseline; write one with `lintel baseline create --score`\n' });
    const created = run('baseline', 'create', '--score');
    assert.deepEqual([created.code, created.stderr], [0, '']);
    assert.deepEqual(gate(), { code: 0, stderr: '' });
    rmSync(path.join(folder, 'tests'), { recursive: true });
    const { code, stderr } = gate();
    assert.equal(code, 1);
    assert.match(stderr, /^lintel: 1 test fell below `\.lintel\/baseline\.json`; the proven score stays 0\nlintel: {3}data-1 .*: \S+ before, 0 now\nlintel: to see why: lintel explain data-1\nlintel: to see it here: lintel score --fail-below-baseline\n$/);
  });

  it('is added to a baseline and leaves what is known as it was', () => {
    run('baseline', 'create');
    const entries = (): unknown => (JSON.parse(file()) as { readonly entries: unknown }).entries;
    const before = entries();
    assert.deepEqual(gate(), { code: 2, stderr: 'lintel: --fail-below-baseline: `.lintel/baseline.json` keeps no score; add it with `lintel baseline create --score`\n' });
    writeFileSync(path.join(folder, 'more.py'), LEAK);
    assert.match(run('baseline', 'create', '--score').stdout, /^\.lintel\/baseline\.json: a proven score of 0; \d+ known findings? as before\.\n$/);
    assert.deepEqual(entries(), before);
    assert.equal(gate().code, 0);
    run('baseline', 'prune');
    assert.equal(gate().code, 0, 'pruning keeps the score');
  });

  it('is refused when it was spoiled, or is one of another rubric', () => {
    run('baseline', 'create', '--score');
    const sound = file();
    const spoil = (from: string | RegExp, to: string): string => {
      const text = sound.replace(from, to);
      assert.notEqual(text, sound);
      writeFileSync(path.join(folder, '.lintel/baseline.json'), text);
      const { code, stderr } = gate();
      assert.equal(code, 2);
      assert.equal(file(), text);
      return stderr;
    };
    assert.match(spoil(/"proven": [\d.]+/, '"proven": "much"'), /^lintel: --fail-below-baseline: \.lintel\/baseline\.json:\d+: its `score` has a `proven` that is no number of points; /);
    assert.match(spoil('"id": "breck-2017"', '"id": "\\u001b[31mcourse"'), /^lintel: --fail-below-baseline: `\.lintel\/baseline\.json` cannot be compared: it holds a score by `\\u\{1b\}\[31mcourse`, and this is one by `breck-2017`; /);
  });
});
