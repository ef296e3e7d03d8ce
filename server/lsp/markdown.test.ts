import assert from 'node:assert/strict';
import { commandLink, escapeMarkdown, escapeValue } from './markdown.ts';

describe('Markdown from foreign text', () => {
  it('leaves no markup, link, HTML, entity or icon', () => {
    assert.equal(escapeMarkdown('[x](command:a) <b> &lt; $(bug)'), '\\[x\\]\\(command\\:a\\) \\<b\\> \\&lt\\; \\$\\(bug\\)');
    assert.equal(escapeMarkdown('https://x.y `a` **b** |c|'), 'https\\:\\/\\/x\\.y \\`a\\` \\*\\*b\\*\\* \\|c\\|');
  });

  it('keeps everything on one line', () => {
    assert.equal(escapeMarkdown('a\r\n# b\tc'), 'a \\# b c');
  });

  it('shows control and direction characters as replacement characters', () => {
    assert.equal(escapeMarkdown('a\u202eb\u0000c\u200bd'), 'a\ufffdb\ufffdc\ufffdd');
  });

  it('leaves letters of any script alone', () => {
    assert.equal(escapeMarkdown('Größe 年齢 😀'), 'Größe 年齢 😀');
  });

  it('cuts values at 40 characters and never inside one', () => {
    assert.equal(escapeValue('😀'.repeat(41)), `${'😀'.repeat(39)}…`);
    assert.equal(escapeValue('😀'.repeat(40)), '😀'.repeat(40));
    assert.equal(escapeValue(''), '\\(empty\\)');
  });

  it('encodes arguments of command links so that they cannot end the link', () => {
    assert.equal(commandLink('Explain', 'lintel.explainRule', ["a)'(b"]), '[Explain](command:lintel.explainRule?%5B%22a%29%27%28b%22%5D)');
  });
});
