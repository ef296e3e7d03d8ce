import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { manPage } from './man-page.ts';

describe('man page', () => {
  const page = manPage('1.2.3');

  it('tells of commands and flags in words that can be pasted', () => {
    for (const line of ['.TH LINTEL 1 "" "lintel 1.2.3" "User Commands"', '.SS "lintel check [path...]"', '\\fB\\-\\-fail\\-on\\fR \\fISEVERITY\\fR', '.SS "lintel init [path]"', '\\fB\\-y\\fR, \\fB\\-\\-yes\\fR', '.SS "lintel completions <shell>"']) {
      assert.ok(page.split('\n').includes(line), line);
    }
  });

  it('is what groff reads without a complaint', function () {
    if (spawnSync('groff', ['--version']).status !== 0) this.skip();
    const { status, stdout, stderr } = spawnSync('groff', ['-man', '-ww', '-Tutf8', '-rLL=80n'], { input: page, encoding: 'utf8' });
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout.replaceAll(/\u001b\[\d*m|.\u0008/g, ''), /^EXIT STATUS\n {7}0 {6}everything was checked, nothing reached the threshold$/m);
  });
});
