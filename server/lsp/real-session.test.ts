/** The server with all rules and the real engine: from the bytes of a file to what the editor shows. */
import assert from 'node:assert/strict';
import type { Hover } from 'vscode-languageserver';
import { rules } from '../../rules/index.generated.ts';
import { openTestPorts } from '../../tools/test-ports.ts';
import { check } from '../core/check.ts';
import type { Ports } from '../core/ports.ts';
import { withSession, type SessionOptions } from './session-harness.test.ts';

describe('a session with all rules and the engine', () => {
  let ports: Ports;
  let close: () => Promise<void>;

  before(async () => {
    ({ ports, close } = await openTestPorts());
  });

  after(() => close());

  function options(files: SessionOptions['files']): SessionOptions {
    return { files, rules, check: (request) => check(request, ports) };
  }

  const rows = Array.from({ length: 24 }, (_, index) => `${7 + index * 3},batch-7`);

  it('places a finding at the header cell and shows the profile there', () =>
    withSession(options({ 'data.csv': `amount,batch\n${rows.join('\n')}\n` }), async (session) => {
      await session.idle();
      const [finding, ...others] = session.diagnostics.get('data.csv') ?? [];
      assert.deepEqual(others, []);
      assert.deepEqual([finding?.code, finding?.message, finding?.range], [
        'packaging/constant-column',
        '`batch` is `batch-7` in all 24 rows',
        { start: { line: 0, character: 7 }, end: { line: 0, character: 12 } },
      ]);
      await session.open('data.csv');
      const hover = await session.client.sendRequest<Hover>('textDocument/hover', { textDocument: { uri: session.uri('data.csv') }, position: { line: 3, character: 0 } });
      assert.deepEqual(hover.contents, {
        kind: 'markdown',
        value: ['**amount** · integer · 24 rows', '', '| | |', '|:--|:--|', '| missing | 0 (0 \\%) |', '| distinct | 24 |', '| range | 7 – 76 |', '| mean | 41\\.5 (std 20\\.8) |', '| shape | `█▆▆█▆▆█▆▆█` |'].join('\n'),
      });
    }));

  it('says of a damaged file why it was not checked', () =>
    withSession(options({ 'cut.parquet': 'PAR1' }), async (session) => {
      await session.idle();
      const [note] = session.diagnostics.get('cut.parquet') ?? [];
      assert.deepEqual([note?.code, note?.severity, note?.range.start.line], ['damaged', 2, 0]);
      assert.match(String(note?.message), /^Not checked: /);
    }));
});
