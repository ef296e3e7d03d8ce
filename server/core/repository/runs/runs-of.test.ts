import assert from 'node:assert/strict';
import { linesOfRuns } from '../../../../tools/test-runs.ts';

function workflow(...run: readonly string[]): string {
  return `on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n${run.map((line) => `      - run: ${line}\n`).join('')}`;
}

describe('runs through targets', () => {
  it('lead from a step through a Makefile to its lines', async () => {
    const lines = await linesOfRuns({
      '.github/workflows/ci.yml': workflow('make check'),
      Makefile: 'PY ?= python3\nTESTS = tests \\\n  more\nall: check\n\ncheck: lint\n\t@$(PY) -m pytest $(TESTS)\n\tcd src; \\\n\t  $(MAKE) -C .. deep\n\nlint:\n\t-flake8 src\n\tmypy src || true\n\ndeep:\n\techo $@ && python x.py > log; cat log\n',
    });
    assert.deepEqual(lines, [
      '.github/workflows/ci.yml:6 make check < test',
      'Makefile:12 flake8 src < test < make check < make lint | enforced no: Makefile:12 `-` before the line ignores its failure',
      'Makefile:13 mypy src < test < make check < make lint | enforced no: Makefile:13 `|| true` hides its failure',
      'Makefile:7 python3 -m pytest tests more < test < make check',
      'Makefile:8 make -C .. deep in src < test < make check | enforced yes',
    ]);
  });
});
