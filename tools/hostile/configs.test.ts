/** Hostile configuration: refused at once and in its place, or harmless; nothing is checked by half of it. */
import assert from 'node:assert/strict';
import { CONFIGS } from './configs.ts';
import { Sandbox } from './sandbox.ts';
import { cleanCsv } from './table-text.ts';

describe('hostile configuration', function () {
  this.timeout(60_000);

  for (const { title, name = 'lintel.yaml', text, others = {}, says } of CONFIGS) {
    it(title, async () => {
      const sandbox = new Sandbox();
      sandbox.write('good.csv', cleanCsv());
      sandbox.write(name, text());
      for (const [other, content] of Object.entries(others)) sandbox.write(other, content);
      const { code, stdout, stderr } = await sandbox.run(['check', '--format', 'concise', '--ignore', 'packaging/empty-table']);
      sandbox.close();
      assert.equal(stderr, says.map((line) => `lintel: ${line.startsWith(':') ? name : ''}${line}\n`).join(''));
      assert.deepEqual([code, stdout], says.length > 0 ? [2, ''] : [0, 'No findings; 2 datasets checked\n']);
    });
  }
});
