import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { factsOf } from '../../../../../tools/analyse-python.ts';
import { describeVariable } from '../../../../../tools/describe-facts.ts';

/** What variables hold after programs that show one thing of the language each. */
const programs: readonly { readonly name: string; readonly program: string; readonly holds: Readonly<Record<string, string>>; readonly files?: Readonly<Record<string, string>> }[] = [
  { name: 'numbers and text are reckoned', program: "a = 2 * 3 + 1\nb = 'x' + '.csv'\nc = f'{a}-{b}'\nd = '%s_%d' % ('x', 3)\ne = '{}/{n}'.format('d', n=1)", holds: { a: '7', b: '"x.csv"', c: '"7-x.csv"', d: '"x_3"', e: '"d/1"' } },
  { name: 'paths are put together', program: "import os\nfrom pathlib import Path\nROOT = Path('data')\na = ROOT / 'raw' / 'x.csv'\nb = os.path.join('data', 'x.csv')\nc = a.parent\nd = a.stem\ne = Path(__file__).parent / 'x.csv'", holds: { a: '"data/raw/x.csv"', b: '"data/x.csv"', c: '"data/raw"', d: '"x"', e: '"/p/x.csv"' } },
  { name: 'values are taken apart', program: 'a, *b, c = [1, 2, 3, 4]\n(d, e), f = (5, 6), 7', holds: { a: '1', b: 'list[2, 3]', c: '4', d: '5', e: '6', f: '7' } },
  { name: 'aliases see what is added', program: 'a = []\nb = a\nb.append(1)\nb += [2]\nc = {}\nd = c\nd["k"] = 3', holds: { a: 'list[1, 2]', c: '{k: 3}' } },
  { name: 'comprehensions over few elements are known', program: "a = [x * 2 for x in [1, 2, 3] if x > 1]\nb = {k: v for k, v in zip(['p', 'q'], [1, 2])}\nc = [i for i in something]", holds: { a: 'list[4, 6]', b: '{p: 1, q: 2}', c: 'list[unknown, ...]' } },
  { name: 'functions bind their arguments', program: 'def f(a, *args, b=2, **rest):\n    return a, args, b, rest\nx = f(1, 2, 3, b=4, z=5)', holds: { x: 'tuple[1, tuple[2, 3], 4, {z: 5}]' } },
  { name: 'a known flag takes one way through a function', program: "def f(mode='train'):\n    if mode == 'train':\n        return 1\n    return 2\na = f()\nb = f('test')\nc = f(unknown)", holds: { a: '1', b: '2', c: 'int' } },
  { name: 'closures, global and nonlocal', program: 'total = 0\ndef outer(k):\n    def inner(v):\n        nonlocal k\n        global total\n        k = v\n        total = v\n    inner(3)\n    return k\na = outer(1)', holds: { a: '3', total: '3' } },
  { name: 'classes of the project', program: "class Base:\n    kind = 'base'\n    def __init__(self, v=1):\n        self.v = v\n    @property\n    def twice(self):\n        return self.v * 2\n    @classmethod\n    def make(cls, v):\n        return cls(v)\n    def name(self):\n        return self.kind\nclass Child(Base):\n    kind = 'child'\n    def name(self):\n        return super().name() + '!'\no = Child.make(4)\na = o.name()\nb = o.twice", holds: { o: 'Child object', a: '"child!"', b: '8' } },
  { name: 'data classes fill their fields', program: 'from dataclasses import dataclass\n@dataclass\nclass C:\n    a: int\n    b: int = 2\nc = C(5)\nx = c.a', holds: { x: '5' } },
  { name: 'recursion is unknown', program: 'def f(n):\n    return 1 if n == 0 else n * f(n - 1)\na = f(3)', holds: { a: 'unknown' } },
  { name: 'branches join', program: "if unknown:\n    a = 1\n    b = 1\nelif other:\n    a = 2\n    b = 1\nelse:\n    a = 3\n    b = 1\nc = None\nif unknown:\n    c = 'x'", holds: { a: 'int', b: '1', c: '"x"' } },
  { name: 'what changes from turn to turn is unknown after a loop', program: "n = 0\nwhile n < unknown:\n    n += 1\n    s = 'same'", holds: { n: 'int', s: '"same"' } },
  { name: 'continue and break leave their state behind', program: "a = 0\nfor x in [1, 2]:\n    if unknown:\n        a = 5\n        continue\n    b = x", holds: { a: 'int', b: '2' } },
  { name: 'what fails gives way to the body', program: 'try:\n    import torch\n    a = 1\nexcept ImportError:\n    a = 2\n    b = 3', holds: { a: '1', b: '3' } },
  { name: 'generators give what they yield', program: "def g(n):\n    for i in range(n):\n        yield i, 'x'\na = [s for _, s in g(3)]", holds: { a: 'list["x", ...]' } },
  { name: 'matches bind and join', program: "match unknown:\n    case 1:\n        a = 'one'\n    case x:\n        a = 'one'", holds: { a: '"one"' } },
  { name: 'walrus in a condition', program: 'if (n := 10) > 5:\n    a = n', holds: { n: '10', a: '10' } },
  { name: 'modules of the project run once', program: 'from shop.prep import PATH, join as j\nimport shop.prep\nfrom shop import *\na = j(PATH)\nb = shop.prep.PATH', files: { 'shop/__init__.py': 'from .prep import PATH as P2', 'shop/prep.py': "PATH = 'x.csv'\ndef join(p):\n    return 'data/' + p" }, holds: { a: '"data/x.csv"', b: '"x.csv"' } },
  { name: 'a module is imported by its name as a text', program: "import importlib\nNAME = 'shop.prep'\ndef prep():\n    return importlib.import_module(NAME)\na = prep().join('x.csv')\nb = importlib.import_module('shop.' + unknown)\nc = importlib.import_module('.prep', 'shop')", files: { 'shop/__init__.py': '', 'shop/prep.py': "def join(p):\n    return 'data/' + p" }, holds: { a: '"data/x.csv"', b: 'unknown', c: 'unknown' } },
  { name: 'what a module imports and does not use is not looked at', program: 'from a import x', files: { 'a.py': 'from b import f\nx = 1', 'b.py': 'def f():\n    return 2' }, holds: { x: '1' } },
  { name: 'a module that a branch comes to first is there for all others', program: 'import a\nif unknown:\n    x = a.f()\nelse:\n    x = 2\ny = a.g()', files: { 'a.py': 'from b import two\ndef f():\n    return two()\ndef g():\n    return two()', 'b.py': 'def two():\n    return 2' }, holds: { x: '2', y: '2' } },
  { name: 'names that a module binds in several ways', program: 'from a import f, g\nx = f()\ny = g()', files: { 'a.py': 'from b import one, one as f\ntry:\n    from b import two as g\nexcept ImportError:\n    g = None\nif one():\n    f = one', 'b.py': 'def one():\n    return 1\ndef two():\n    return 2' }, holds: { x: '1', y: '2' } },
  { name: 'circles of imports end', program: 'import b\nx = b.y', files: { 'b.py': 'import c\ny = 1', 'c.py': 'import b\nz = b.y' }, holds: { x: '1' } },
  { name: 'a broken line loses only itself', program: 'a = 1\nb = = 2\nc = 3', holds: { a: '1', c: '3' } },
];

describe('the language as programs use it', () => {
  for (const { name, program, holds, files } of programs) {
    it(name, async () => {
      const variables = Object.keys(holds);
      const facts = await factsOf(`${program}\n${variables.join('\n')}\n`, files);
      assert.deepEqual(Object.fromEntries(variables.map((variable) => [variable, describeVariable(facts, variable)])), holds);
    });
  }

  it('a program as it is run has `__name__` of a script, an imported one its own', async () => {
    const facts = await factsOf("import b\nif __name__ == '__main__':\n    a = 1\na\nx = b.n\nx\n", { 'b.py': "n = __name__\nif __name__ == '__main__':\n    n = 'no'" });
    assert.deepEqual([describeVariable(facts, 'a'), describeVariable(facts, 'x')], ['1', '"b"']);
  });
});
