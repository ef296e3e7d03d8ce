import assert from 'node:assert/strict';
import { testParser } from '../../../tools/python-parser.ts';
import { dumpTree } from '../testing/tree-dump.ts';

/** Trees, and errors as `text: message`. */
async function brokenTree(text: string): Promise<{ readonly tree: readonly string[]; readonly errors: readonly string[] }> {
  const { body, syntaxErrors } = (await testParser()).parse(text, 0);
  return { tree: body.map(dumpTree), errors: syntaxErrors.map(({ start, end, message }) => `${text.slice(start, end)}: ${message}`) };
}

describe('python that does not parse', () => {
  it('costs one statement where a bracket is never closed', async () => {
    assert.deepEqual(await brokenTree('df = pd.read_csv("a"\nX = df.drop("y")\ny = 1\n'), {
      tree: ['(Broken (Assign df (BrokenExpression)))', '(Assign X (Call (Attribute .drop df) "y"))', '(Assign y 1)'],
      errors: ['(: `(` is never closed'],
    });
  });

  it('keeps the body of a function whose colon is missing', async () => {
    assert.deepEqual(await brokenTree('def f(a, b)\n    return a\nx = 1\n'), {
      tree: ['(Broken (FunctionDef f (Parameter a plain) (Parameter b plain) (Return a)))', '(Assign x 1)'],
      errors: [': `:` is missing at the end of the line'],
    });
  });

  it('keeps the methods around an unfinished line', async () => {
    assert.deepEqual(await brokenTree('class A:\n    def f(self):\n        x = \n        return x\n\n    def g(self): pass\n'), {
      tree: ['(ClassDef A (FunctionDef f (Parameter self plain) (Broken (Assign x (BrokenExpression))) (Return x)) (FunctionDef g (Parameter self plain) (Pass)))'],
      errors: ['x =: `x =` is not understood here'],
    });
  });

  it('takes a string without an end for the rest of its line', async () => {
    assert.deepEqual(await brokenTree('q = "abc\nw = """d\nz = 1\n'), {
      tree: ['(Broken (Assign q (BrokenExpression abc)))', '(Broken (Assign w (BrokenExpression d)))', '(Assign z 1)'],
      errors: ['": this string is never closed', '": this string is never closed'],
    });
  });

  it('keeps what an unfinished import names', async () => {
    assert.deepEqual(await brokenTree('from y import (c, d\nz = 1\n'), {
      tree: ['(Broken (ImportFrom y (ImportAlias c) (ImportAlias d)))', '(Assign z 1)'],
      errors: ['(: `(` is never closed'],
    });
  });

  it('takes a line in brackets however little it is indented, with its comment', async () => {
    const text = 'def f():\n    if a:\n        x = (b.\n  c) # d\n';
    const { body, comments, syntaxErrors } = (await testParser()).parse(text, 0);
    assert.deepEqual(
      { tree: body.map(dumpTree), syntaxErrors, comments: comments.map(({ start, end }) => text.slice(start, end)) },
      { tree: ['(FunctionDef f (If a (Assign x (Attribute .c b))))'], syntaxErrors: [], comments: ['# d'] },
    );
  });

  it('says of other languages what it does not understand', async () => {
    assert.deepEqual(await brokenTree('SELECT a FROM b;\n'), {
      tree: ['(Broken (Expr SELECT))'],
      errors: ['a FROM b: `a FROM b` is not understood here'],
    });
  });
});
