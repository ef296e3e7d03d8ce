import assert from 'node:assert/strict';
import { maskSource } from './mask.ts';

describe('masking source text', () => {
  for (const [why, source, code] of [
    ['a line comment', 'a; // any!\nb;', 'a;        \nb;'],
    ['a block comment', 'a /* any\n */ b', 'a       \n    b'],
    ['quotes and what they escape', "f('it\\'s', \"b\", '\\\\')", "f('     ', \" \", '  ')"],
    ['a template and its expressions', 'x = `a ${y + `b ${z}`} c`;', 'x = `   {y + `   {z}`}  `;'],
    ['braces inside a template expression', '`${{ a: 1 }.a} b`', '` {{ a: 1 }.a}  `'],
    ['a pattern with a slash in a set', 'x = /[/"]a/.test(y) / 2;', 'x = /     /.test(y) / 2;'],
    ['a division', 'a / b / c', 'a / b / c'],
  ] as const) {
    it(`blanks ${why}`, () => assert.equal(maskSource(source).code, code));
  }

  it('keeps comments aside', () => {
    assert.deepEqual(maskSource("a('// no');\n// yes\n").comments, [{ offset: 12, text: '// yes' }]);
  });
});
