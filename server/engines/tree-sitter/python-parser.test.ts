import assert from 'node:assert/strict';
import type { Node } from '../../../rules/api/python/syntax.ts';
import { walk } from '../../../rules/api/python/children.ts';
import { testParser } from '../../../tools/python-parser.ts';
import { dumpTree } from '../testing/tree-dump.ts';

/** The statements of a text that must parse. */
async function treeOf(text: string): Promise<string> {
  const { body, syntaxErrors } = (await testParser()).parse(text, 0);
  assert.deepEqual(syntaxErrors, []);
  return body.map(dumpTree).join('\n');
}

/** `statement` -> tree, each on its own. */
function gives(cases: Readonly<Record<string, string>>): void {
  for (const [text, tree] of Object.entries(cases)) {
    it(text.replaceAll('\n', '⏎'), async () => assert.equal(await treeOf(text), tree));
  }
}

describe('python parser', () => {
  describe('statements', () => {
    gives({
      'x = y = f(1, *a, k=2, **b)': '(Assign x y (Call f 1 (Starred a) k=2 **=b))',
      'a, *b = c': '(Assign (Tuple a (Starred b)) c)',
      '(a) = 1': '(Assign a 1)',
      'x: list[int] | None = []': '(AnnAssign x (BinOp | (Subscript list int) None) (List))',
      'x: A[b] | C | D': '(AnnAssign x (BinOp | (BinOp | (Subscript A b) C) D))',
      'df["a"] += 1': '(AugAssign + (Subscript df "a") 1)',
      'del a, b[0]': '(Delete a (Subscript b 0))',
      'assert x, "m"': '(Assert x "m")',
      'raise A from B': '(Raise A B)',
      'raise': '(Raise)',
      'return *f(), b': '(Return (Tuple (Starred (Call f)) b))',
      'if a: b\nelif c: d\nelse: e': '(If a (Expr b) (If c (Expr d) (Expr e)))',
      'for i, in x:\n  pass\nelse:\n  y': '(For (Tuple i) x (Pass) (Expr y))',
      'while x: break': '(While x (Break))',
      'with a as b, c: pass': '(With a b c (Pass))',
      'with (open(a) as f, open(b)): pass': '(With (Call open a) f (Call open b) (Pass))',
      'try: a\nexcept A as e: b\nexcept (B, C): c\nexcept: d\nelse: f\nfinally: g': '(Try (Expr a) (ExceptHandler as e A (Expr b)) (ExceptHandler (Tuple B C) (Expr c)) (ExceptHandler (Expr d)) (Expr f) (Expr g))',
      'global a, b': '(Global a b)',
      'import a.b as c, d': '(Import (ImportAlias a.b as c) (ImportAlias d))',
      'from ..x import (y, z as w,)': '(ImportFrom ..x (ImportAlias y) (ImportAlias z as w))',
      'from . import *': '(ImportFrom . (ImportAlias *))',
      'from __future__ import annotations': '(ImportFrom __future__ (ImportAlias annotations))',
      '@a.b(c)\nclass D(E, metaclass=F): x = 1; y = 2': '(ClassDef D (Call (Attribute .b a) c) E metaclass=F (Assign x 1) (Assign y 2))',
      'type(x).y = 1': '(Assign (Attribute .y (Call type x)) 1)',
    });
  });

  describe('expressions', () => {
    gives({
      'a and b and c or d': '(Expr (BoolOp or (BoolOp and a b c) d))',
      'a < b not in c': '(Expr (Compare <,not in a b c))',
      '-a ** -b': '(Expr (UnaryOp - (BinOp ** a (UnaryOp - b))))',
      'a & b ^ c': '(Expr (BinOp ^ (BinOp & a b) c))',
      'a ^ b & c': '(Expr (BinOp ^ a (BinOp & b c)))',
      'x[1:, ::2, ...]': '(Expr (Subscript x (Tuple (Slice 1) (Slice 2) Ellipsis)))',
      'x[a,]': '(Expr (Subscript x (Tuple a)))',
      '{**a, "b": c}': '(Expr (Dict a "b" c))',
      '{*a, b}': '(Expr (Set (Starred a) b))',
      '[x for x in y if z for w in x]': '(Expr (ListComp x (ComprehensionFor x y z) (ComprehensionFor w x)))',
      '{k: v for k, v in x}': '(Expr (DictComp k v (ComprehensionFor (Tuple k v) x)))',
      'f(x for x in y)': '(Expr (Call f (GeneratorExp x (ComprehensionFor x y))))',
      'a if b else c': '(Expr (IfExp a b c))',
      'lambda a, *b, c=1, **d: a': '(Expr (Lambda (Parameter a plain) (Parameter b args) (Parameter c keyword-only 1) (Parameter d kwargs) a))',
      'x = yield from y': '(Assign x (Yield from y))',
      '0xFF_FF, 0o17, 1_0.5e1, 2j, None, True': '(Expr (Tuple 65535 15 105 complex None true))',
    });
  });

  describe('strings', () => {
    gives({
      '"a\\n\\x41\\u00e9\\101\\q" \'b\'': '(Expr "a\\nAéA\\\\qb")',
      "r'\\\\' b'\\xff'": '(Expr b"\\\\\\\\ÿ")',
      "r'\\\\'": '(Expr "\\\\\\\\")',
      '"""a\r\nb\\\nc"""': '(Expr "a\\nbc")',
      'f"a{x!r:>{w}}{{}}" "c"': '(Expr (JoinedStr "a" x w "{}" "c"))',
      'f"{d["k"]}"': '(Expr (JoinedStr (Subscript d "k")))',
      't"{x}"': '(Expr (JoinedStr x))',
    });
  });

  describe('syntax of 3.8 to 3.14', () => {
    gives({
      'def f(a, /, b, *, c: int = 1): pass': '(FunctionDef f (Parameter a positional-only) (Parameter b plain) (Parameter c keyword-only int 1) (Pass))',
      'if (n := f()): pass': '(If (NamedExpr n (Call f)) (Pass))',
      'async def f():\n  async with a as b:\n    return [await x async for x in b]': '(FunctionDef async f (With async a b (Return (ListComp (Await x) (ComprehensionFor async x b)))))',
      'match x:\n  case [a, *r] if a: pass\n  case {"k": v, **m} | P(q, n=w): pass\n  case (1 | 2) as y: pass\n  case A.B | None | -1: pass\n  case _: pass':
        '(Match x (MatchCase [a r] a (Pass)) (MatchCase [v m q w] (Pass)) (MatchCase [y] (Pass)) (MatchCase [] (Pass)) (MatchCase [] (Pass)))',
      'match = 1\nmatch(x)\ntype = case': '(Assign match 1)\n(Expr (Call match x))\n(Assign type case)',
      'try: a\nexcept* A as e: b': '(Try (Expr a) (ExceptHandler as e A (Expr b)))',
      'a[*f(b)]': '(Expr (Subscript a (Tuple (Starred (Call f b)))))',
      'def f(*args: *Ts): pass': '(FunctionDef f (Parameter args args (Starred Ts)) (Pass))',
      'def f[T: int, *Ts](x: T): pass': '(FunctionDef f (Parameter x plain T) (Pass))',
      'class A[T = int]: pass': '(ClassDef A (Pass))',
      'type X[T] = list[T]': '(TypeAlias X (Subscript list T))',
      'try: a\nexcept A, B: b': '(Try (Expr a) (ExceptHandler (Tuple A B) (Expr b)))',
    });
  });

  describe('Python 2', () => {
    gives({
      'print "a" % x, y': '(Expr (Call print (BinOp % "a" x) y))',
      'print >>f, x': '(Expr (Call print file=f x))',
      'exec "x" in ns': '(Expr (Call exec "x" ns))',
      'try: a\nexcept A, e: b': '(Try (Expr a) (ExceptHandler as e A (Expr b)))',
      'x = 0777, 10L, 1 <> 2': '(Assign x (Tuple 511 10 (Compare != 1 2)))',
    });
  });

  it('gives nodes the place they are written at', async () => {
    const source = `\ufeffs = "😀"\r\n@d\r\ndef f(p):\r\n  return (p.q).r # c\r\n`;
    const { body, comments } = (await testParser()).parse(source, 100);
    const places: string[] = [];
    for (const statement of body) {
      walk(statement, (node: Node) => void places.push(`${node.kind}: ${source.slice(node.start - 100, node.end - 100)}`));
    }
    assert.deepEqual(places, [
      'Assign: s = "😀"',
      'Name: s',
      'Constant: "😀"',
      'FunctionDef: @d\r\ndef f(p):\r\n  return (p.q).r',
      'Name: d',
      'Parameter: p',
      'Return: return (p.q).r',
      'Attribute: (p.q).r',
      'Attribute: p.q',
      'Name: p',
    ]);
    assert.deepEqual(comments.map(({ start, end }) => source.slice(start - 100, end - 100)), ['# c']);
  });

  it('keeps places right however the text falls into the parser’s pieces of input', async () => {
    const parser = await testParser();
    for (let shift = 0; shift < 4; shift += 1) {
      const text = `${'x'.repeat(shift)} = "${'😀'.repeat(12_000)}"\nlast = 1\n`;
      const last = parser.parse(shift === 0 ? `y${text}` : text, 0).body.at(-1);
      assert.equal(last?.start, (shift === 0 ? 1 : 0) + text.indexOf('last'));
    }
  });

  it('sets every parent below the pieces', async () => {
    const [statement] = (await testParser()).parse('def f(a=1):\n  return [x for x in a if x]', 0).body;
    assert.ok(statement !== undefined);
    walk(statement, (node) => {
      if (node !== statement) assert.notEqual(node.parent?.kind, 'Module');
    });
  });

  it('makes broken expressions of the names where an expression nests too deep', async () => {
    const { body, syntaxErrors } = (await testParser()).parse(`x = ${'a + '.repeat(5_000)}b`, 0);
    let deepest = 0;
    for (const statement of body) {
      walk(statement, (node) => {
        let depth = 0;
        for (let at: Node | null = node; at !== null; at = at.parent) depth += 1;
        deepest = Math.max(deepest, depth);
      });
    }
    assert.deepEqual({ kinds: body.map(({ kind }) => kind), syntaxErrors, isShallow: deepest < 450 }, { kinds: ['Assign'], syntaxErrors: [], isShallow: true });
  });

  it('refuses a grammar that is not one', async () => {
    const { createPythonParser } = await import('./python-parser.ts');
    await assert.rejects(createPythonParser({ runtimeWasm: new Uint8Array(), grammarWasm: new Uint8Array([1, 2, 3]) }));
  });
});
