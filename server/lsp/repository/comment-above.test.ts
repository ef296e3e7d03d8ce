import assert from 'node:assert/strict';
import { commentAbove } from './comment-above.ts';

const RULE = 'pipeline/a-rule';

function comment(path: string, text: string, line: number): string | null {
  return commentAbove({ path, text, line, rule: RULE, reason: 'it is\nmeant so' });
}

const SAID = 'lintel: ignore[pipeline/a-rule] it is meant so\n';

describe('a comment above a finding', () => {
  for (const [what, path, text, line, expected] of [
    ['begins as comments of the format do', 'Dockerfile', 'FROM python\n', 0, `# ${SAID}`],
    ['stands between the lines of an instruction of a Dockerfile', 'api/Dockerfile', 'RUN apt-get update \\\n    && pip install pandas\n', 1, `    # ${SAID}`],
    ['keeps the indentation', '.github/workflows/ci.yml', 'jobs:\n  test:\n    runs-on: x\n', 2, `    # ${SAID}`],
    ['follows two dashes in SQL', 'a.sql', 'SELECT *\nFROM t;\n', 1, `-- ${SAID}`],
    ['follows two slashes in a Jenkinsfile', 'Jenkinsfile', "pipeline {\n  agent any\n}\n", 1, `  // ${SAID}`],
    ['is no command in a Makefile', 'Makefile', 'train:\n\tpython train.py\n', 1, `# ${SAID}`],
    ['stands within an array of TOML', 'pyproject.toml', 'a = [\n  "x",\n  "y",\n]\n', 2, `  # ${SAID}`],
    ['has the line ends of the file', 'a.yaml', 'a: 1\r\nb: 2\r\n', 1, `# ${SAID.trimEnd()}\r\n`],
  ] as const) {
    it(what, () => assert.equal(comment(path, text, line), expected));
  }

  for (const [what, path, text, line] of [
    ['formats without comments', 'a.json', '{"a": 1}\n', 0],
    ['a text over several lines of YAML', 'a.yaml', 'run: |\n  pip install x\n  pytest\n', 2],
    ['YAML that cannot be read', 'a.yaml', 'a: [\n', 0],
    ['a text over several lines of TOML', 'a.toml', 'a = """\nx\ny\n"""\n', 2],
    ['a script in a Jenkinsfile', 'Jenkinsfile', "steps {\n  sh '''\n    pip install x\n  '''\n}\n", 2],
    ['a command over several lines of a script', 'a.sh', 'python train.py \\\n  --rows 10\n', 1],
    ['a text within a script', 'a.sh', 'cat <<EOF\na\nEOF\n', 1],
    ['a value over several lines of SQL', 'a.sql', "SELECT 'a\nb' FROM t;\n", 1],
    ['a line that is not there', 'a.yaml', 'a: 1\n', 7],
  ] as const) {
    it(`does not stand in ${what}`, () => assert.equal(comment(path, text, line), null));
  }
});
