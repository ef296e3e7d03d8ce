import assert from 'node:assert/strict';
import { linesOfScript } from '../../../../../tools/test-runs.ts';

describe('whether a failing command fails its script', () => {
  const cases: Readonly<Record<string, { readonly script: string; readonly lines: readonly string[] }>> = {
    'it does not where `|| true` follows': {
      script: 'set -e\npytest tests || true\nbandit -r src || echo bad\nmypy .\n',
      lines: ['2 pytest tests | enforced no: x.sh:2 `|| true` hides its failure', '3 bandit -r src | enforced no: x.sh:3 `|| echo bad` hides its failure', '4 mypy .'],
    },
    'it does where the script exits because of it': {
      script: 'pytest a || exit 1\npytest b || { echo bad; exit 1; }\nif ! pytest c; then\n  exit 1\nfi\nif pytest d; then echo ok; else exit 2; fi\necho end\n',
      lines: ['1 pytest a', '2 pytest b', '3 pytest c', '6 pytest d'],
    },
    'nobody knows where another command runs instead': {
      script: 'set -e\npytest || python other.py\npytest a || curl hook\necho end\n',
      lines: ['2 pytest | enforced unknown', '2 python other.py (perhaps)', '3 pytest a | enforced unknown', '3 curl hook (perhaps)'],
    },
    'output that is redirected and shown hides it without `set -e`': {
      script: 'pytest tests > result.txt\ncat result.txt\n',
      lines: ['1 pytest tests | enforced no: x.sh:2 the script goes on after a failure', '2 cat result.txt'],
    },
    'and does not with it': { script: 'set -euo pipefail\npytest tests > result.txt\ncat result.txt\n', lines: ['2 pytest tests', '3 cat result.txt'] },
    'a pipe hides it without `pipefail`': { script: 'pytest | tee log\n', lines: ['1 pytest | enforced no: x.sh:1 a pipe without `pipefail` hides its failure', '1 tee log'] },
    'and not with it, or where its status is asked': { script: 'pytest | tee log\nexit ${PIPESTATUS[0]}\n', lines: ['1 pytest', '1 tee log | enforced unknown'] },
    'a status that is kept and given back counts': { script: 'pytest\nRC=$?\necho done\nexit $RC\n', lines: ['1 pytest'] },
    'a status that starts something is not nothing': {
      script: 'pytest\nif [ $? -eq 42 ]; then\n  ./rollback\nfi\nexit 0\n',
      lines: ['1 pytest | enforced unknown', '3 ./rollback (perhaps) | enforced no: x.sh:5 the script goes on after a failure'],
    },
    'a status that is only told is': {
      script: 'pytest\nif [ $? -ne 0 ]; then\n  echo "tests failed"\nfi\n',
      lines: ['1 pytest | enforced no: x.sh:2 the script goes on after a failure'],
    },
    'an `exit 0` after it hides it': { script: 'pytest; exit 0\n', lines: ['1 pytest | enforced no: x.sh:1 the script goes on after a failure'] },
    '`set +e` switches it off': { script: 'set -e\nset +e\npytest\nset -e\npython x.py\n', lines: ['3 pytest | enforced no: x.sh:4 the script goes on after a failure', '5 python x.py'] },
    'the left side of `&&` is not heard by `set -e`': { script: 'set -e\npytest && echo ok\necho end\n', lines: ['2 pytest | enforced no: x.sh:3 the script goes on after a failure'] },
    'functions hand it on': {
      script: 'set -e\ncheck() {\n  local r=0\n  pytest || r=$?\n  return $r\n}\nunused() { mypy .; }\ncheck\necho end\n',
      lines: ['4 pytest (perhaps)'],
    },
    'in the background it is not seen': { script: 'pytest &\necho end\n', lines: ['1 pytest | enforced no: x.sh:1 it runs in the background, where its failure is not seen'] },
    'a trap for errors makes it unclear': { script: 'trap "exit 1" ERR\npytest\necho end\n', lines: ['2 pytest | enforced unknown'] },
    'what stands after `exit` never runs': { script: 'exit 0\npytest\n', lines: [] },
    'a script that does not parse proves nothing': { script: 'if pytest; then (\npytest a\n', lines: ['1 pytest | enforced unknown', '2 pytest a | enforced unknown'] },
  };
  for (const [name, { script, lines }] of Object.entries(cases)) {
    it(name, async () => {
      assert.deepEqual(await linesOfScript(script), lines);
    });
  }
});

describe('commands of a script', () => {
  it('run in the folder `cd` leads to', async () => {
    assert.deepEqual(await linesOfScript('set -e\ncd src && pytest && cd ..\nflake8 src\n(cd a; python x.py)\npushd b\npython y.py\npopd\npython z.py\n'), [
      '2 pytest in src (perhaps) | enforced no: x.sh:3 the script goes on after a failure',
      '3 flake8 src',
      '4 python x.py in a',
      '6 python y.py in b',
      '8 python z.py',
    ]);
  });

  it('have variables of the script filled in', async () => {
    assert.deepEqual(await linesOfScript('ROOT="$(cd "$(dirname "$0")" && pwd)"\nARGS="-x tests"\ncd src\npytest $ARGS ${EXTRA:-a} "$ROOT/b" $UNKNOWN\n'), ['4 pytest -x tests a ../b … in src']);
  });

  it('are found inside wrappers', async () => {
    assert.deepEqual(
      await linesOfScript(
        [
          'set -e',
          'env A=b sudo -u x time poetry run pytest a',
          'bash -c "pytest -x || true; python y.py"',
          'uv run --with x python -m pytest',
          'python -m coverage run -m pytest t',
          'conda run -n x --no-capture-output python t.py',
          'docker run --rm -v $(pwd):/app -w /app/s img pytest tests',
          'find . -name "*.ipynb" -exec jupyter nbconvert {} \\;',
          'ls | xargs -n 1 python a.py',
          "python - <<'EOF'\nimport x\nEOF",
          'timeout 10 xvfb-run -a pytest',
        ].join('\n'),
      ),
      [
        '2 pytest a',
        '3 pytest -x | enforced no: x.sh:3 `|| true` hides its failure',
        '3 python y.py',
        '4 python -m pytest',
        '5 python -m pytest t',
        '6 python t.py',
        '7 docker run --rm -v .:/app -w /app/s img pytest tests',
        '7 pytest tests in s',
        '8 jupyter nbconvert … | enforced no: x.sh:8 `find -exec` ends well whatever its commands do',
        '9 ls | enforced no: x.sh:9 a pipe without `pipefail` hides its failure',
        '9 python a.py …',
        '10 python -c import x⏎',
        '13 pytest',
      ],
    );
  });

  it('run once for each value of a loop', async () => {
    assert.deepEqual(
      await linesOfScript('set -e\nNAMES="unit data"\nfor name in $NAMES more; do\n  pytest "tests/$name"\ndone\nfor f in jobs/*.py; do python "$f"; done\nfor x in $(ls); do python "$x"; done\n'), [
      '4 pytest tests/unit',
      '4 pytest tests/data',
      '4 pytest tests/more',
      '6 python jobs/*.py (perhaps)',
      '7 python … (perhaps)',
    ]);
  });
});
