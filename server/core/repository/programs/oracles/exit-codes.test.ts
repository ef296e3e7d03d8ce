import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { linesOfOracles } from '../../../../../tools/test-programs.ts';

const HEAD = 'import sys\n';
const EXITING = '\nif __name__ == "__main__":\n    sys.exit(main())\n';

function oracles(...lines: readonly string[]): Promise<readonly string[]> {
  return linesOfOracles(`${HEAD}${lines.join('\n')}${EXITING}`);
}

const WRONG = '| points wrong: `rmse` is better when lower, and this passes when it is higher';

describe('codes a program ends with', () => {
  it('are those its `main` returns', async () => assert.deepEqual(await oracles('def main():', '    rmse = score()', '    if rmse > 3:', '        return 1', '    return 0'), ['5 exit']));
  it('may be worked out', async () => assert.deepEqual(await oracles('def main():', '    rmse = score()', '    return int(rmse > 3)'), ['4 exit']));
  it('fail where nothing before left with success', async () => assert.deepEqual(await oracles('def main():', '    rmse = score()', '    if rmse < 3:', '        return 0', '    return 2'), ['6 exit']));
  it('point the wrong way', async () => assert.deepEqual(await oracles('def main():', '    rmse = score()', '    return 1 if rmse < 3 else 0'), [`4 exit ${WRONG}`]));
  it('come from functions whose result `main` hands on', async () => assert.deepEqual(await oracles('def gate(rmse):', '    if rmse > 3:', '        return 1', '    return 0', 'def main():', '    return gate(score())'), ['4 exit']));
  it('are nothing where nobody hands them on', async () =>
    assert.deepEqual(await linesOfOracles('def main():\n    rmse = score()\n    if rmse > 3:\n        return 1\n    return 0\nif __name__ == "__main__":\n    main()\n'), [
      '4 exit | cannot fail: nothing reads what `main` returns, so the program ends well all the same',
    ]));
  it('are no codes in other functions', async () => assert.deepEqual(await oracles('def count(rmse):', '    if rmse > 3:', '        return 1', '    return 0', 'def main():', '    print(count(score()))'), []));
});

describe('what was noted before', () => {
  const after = ['    if problems:', '        sys.exit(1)'];
  it('is a list of errors', async () => assert.deepEqual(await oracles('def main():', '    problems = []', '    rmse = score()', '    if rmse < 3:', '        problems.append("rmse")', ...after), [`8 exit ${WRONG}`]));
  it('is a filter', async () => assert.deepEqual(await oracles('def main():', '    problems = [rmse for rmse in score() if rmse < 3]', ...after), [`5 exit ${WRONG}`]));
  it('is a flag', async () => assert.deepEqual(await oracles('def main():', '    problems = False', '    rmse = score()', '    if rmse < 3:', '        problems = True', ...after), [`8 exit ${WRONG}`]));
  it('is what a function of the project answers', async () => assert.deepEqual(await oracles('def is_bad(rmse):', '    if rmse < 3:', '        return True', '    return False', 'def main():', '    problems = is_bad(score())', ...after), [`9 exit ${WRONG}`]));
  it('is a table of answers', async () => assert.deepEqual(await oracles('def main():', '    rmse = score()', '    checks = {"rmse": rmse > 3}', '    if not all(checks.values()):', '        sys.exit(1)'), [`6 exit ${WRONG}`]));
  it('can fail the right way', async () => assert.deepEqual(await oracles('def main():', '    problems = []', '    rmse = score()', '    if rmse > 3:', '        problems.append("rmse")', '    if len(problems) > 0:', '        sys.exit(1)'), ['8 exit']));
  it('is left alone in what a test asserts of the project', async () => assert.deepEqual(await oracles('def needs(rmse):', '    return rmse > 3', 'def main():', '    assert needs(5)'), ['5 assert']));
});
