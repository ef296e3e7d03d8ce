import assert from 'node:assert/strict';
import { drawMarks, parseMarkedText } from './carets.ts';

describe('marked text', () => {
  it('carets mark the stretch of the line above them', () => {
    assert.deepEqual(parseMarkedText('name,age\n Ann,3\n^^^^ padded\nBob,4\n'), {
      text: 'name,age\n Ann,3\nBob,4\n',
      marks: [{ kind: 'cell', lineNumber: 2, startColumn: 1, endColumn: 5, message: 'padded' }],
    });
  });

  it('a caret line may start with a hash, and a line may have several marks', () => {
    assert.deepEqual(parseMarkedText('a,bb,c\n# ^^ wide  ^ other\n#    ^ last\n').marks, [
      { kind: 'cell', lineNumber: 1, startColumn: 3, endColumn: 5, message: 'wide' },
      { kind: 'cell', lineNumber: 1, startColumn: 6, endColumn: 7, message: 'last' },
      { kind: 'cell', lineNumber: 1, startColumn: 12, endColumn: 13, message: 'other' },
    ]);
  });

  it('exclamation lines at the top mark the table, further down they are data', () => {
    assert.deepEqual(parseMarkedText('! repeated\n! empty\na\n! data\n'), {
      text: 'a\n! data\n',
      marks: [
        { kind: 'table', message: 'empty' },
        { kind: 'table', message: 'repeated' },
      ],
    });
  });

  it('a mark can name the rule it belongs to', () => {
    assert.deepEqual(parseMarkedText('a\n^ text/padded:padded\n').marks, [
      { kind: 'cell', lineNumber: 1, startColumn: 1, endColumn: 2, message: 'text/padded:padded' },
    ]);
  });

  it('carets without a message are data', () => {
    assert.deepEqual(parseMarkedText('a\n^^^\n'), { text: 'a\n^^^\n', marks: [] });
  });

  it('drawing gives back what was parsed', () => {
    const marked = '! repeated\na,bb\n  ^^ wide\n1,2\n^ one\n  ^ two\n';
    const { text, marks } = parseMarkedText(marked);
    assert.equal(drawMarks(text, marks), marked);
  });

  it('long texts are cut to the lines around the marks', () => {
    const lines = Array.from({ length: 60 }, (_, index) => `row ${index + 1}`);
    const drawn = drawMarks(lines.join('\n'), [{ kind: 'cell', lineNumber: 30, startColumn: 5, endColumn: 7, message: 'odd' }]);
    assert.equal(drawn, 'row 1\nrow 2\n…\nrow 29\nrow 30\n    ^^ odd\nrow 31\n…');
  });
});
