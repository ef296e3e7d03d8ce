import assert from 'node:assert/strict';
import type { PythonDocument } from '../../../../rules/api/python/document.ts';
import type { Names } from '../../../../rules/api/python/names.ts';
import type { Expression, Name, Node, UnaryOp } from '../../../../rules/api/python/syntax.ts';
import { walk } from '../../../../rules/api/python/children.ts';
import { testParser } from '../../../../tools/python-parser.ts';
import { readScript } from '../read-script.ts';
import { resolveNames, type NameSurroundings } from './resolve-names.ts';

const library: NameSurroundings['knowledge'] = {
  canonical: (name) => (name === 'sklearn.svm._classes.SVC' ? 'sklearn.svm.SVC' : name),
  namesIn: (module) => (module === 'numpy' ? ['array', 'sum'] : []),
};

async function documentOf(text: string, path = '/shop/main.py'): Promise<PythonDocument> {
  const read = readScript({ path, text }, await testParser());
  assert.ok(read.ok);
  return read.document;
}

/** A project of these files, by path below `/shop`. */
async function namesIn(files: Readonly<Record<string, string>>, path = 'main.py'): Promise<{ readonly names: Names; readonly document: PythonDocument }> {
  const documents = new Map<string, PythonDocument>();
  for (const [name, text] of Object.entries(files)) documents.set(`/shop/${name}`, await documentOf(text, `/shop/${name}`));
  const document = documents.get(`/shop/${path}`);
  assert.ok(document);
  const resolve = (module: string, level: number, from: string): PythonDocument | null => {
    const folder = level === 0 ? '/shop' : from.split('/').slice(0, -level).join('/');
    const base = module === '' ? folder : `${folder}/${module.replaceAll('.', '/')}`;
    const inSource = base.replace('/shop/', '/shop/src/');
    return [`${base}.py`, `${base}/__init__.py`, `${inSource}/__init__.py`].map((file) => documents.get(file)).find((found) => found !== undefined) ?? null;
  };
  return { names: resolveNames(document, { knowledge: library, project: { root: '/shop', resolve } }), document };
}

async function unbound(text: string): Promise<readonly string[]> {
  const { names } = await namesIn({ 'main.py': text });
  return names.unbound.map(({ id }) => id);
}

/** The qualified name of each expression statement. */
async function qualified(files: Readonly<Record<string, string>>, path = 'main.py'): Promise<readonly (string | null)[]> {
  const { names, document } = await namesIn(files, path);
  const found: (string | null)[] = [];
  walk(document.module, (node) => {
    if (node.kind === 'Expr') found.push(names.qualifiedName(node.value));
  });
  return found;
}

function expressionsNamed(document: PythonDocument, id: string): readonly Name[] {
  const found: Name[] = [];
  walk(document.module, (node) => {
    if (node.kind === 'Name' && node.id === id) found.push(node);
  });
  return found;
}

describe('names bound nowhere', () => {
  for (const [why, text, expected] of [
    ['a name without a definition', 'print(total)\n', ['total']],
    ['builtins, module names and later definitions are there', 'def f():\n    return g(), __file__, len\ndef g(): pass\n', []],
    ['defaults and decorators are evaluated outside', 'def f(a, b=a): pass\n@f.wrap(b)\ndef g(b): pass\n', ['a', 'b']],
    ['methods do not see the class', 'class A:\n    size = 1\n    twice = size\n    def m(self):\n        return size\n', ['size']],
    ['comprehensions in a class see its names only in the first iterable', 'class A:\n    n = 2\n    a = [n for _ in [1]]\n    b = [i for i in [n]]\n', ['n']],
    ['a class body reads the outer name until it binds its own', 'name = 1\nclass A:\n    name = name\n', []],
    ['variables of comprehensions stay inside', '[i for i in range(3)]\nprint(i)\n', ['i']],
    ['a walrus in a comprehension binds outside', 'any((last := x) for x in [1])\nprint(last, x)\n', ['x']],
    ['global names are bound by the functions that write them', 'def f():\n    global count\n    count = 1\nprint(count)\n', []],
    ['nonlocal names belong to the function around', 'def f():\n    def g():\n        nonlocal n\n        n = 2\n        return n\n    n = 1\n    return g, n\nprint(n)\n', ['n']],
    ['the name of an exception is gone after its clause', 'try:\n    pass\nexcept ValueError as e:\n    print(e)\nprint(e)\n', ['e']],
    ['adding to a name that has no value', 'count += 1\n', ['count']],
    ['patterns bind', 'match [1, 2]:\n    case [a, *rest] if a: print(a, rest)\n    case {"k": v, **more}: print(v, more)\n', []],
    ['type parameters are seen in the signature and the body', 'def f[T: int](a: T) -> T:\n    b: list[T] = [a]\n    return b\nclass A[S](list[S]):\n    def m(self) -> S: return S\nprint(T, S)\n', ['T', 'S']],
    ['type aliases bind their name', 'type Pair[T] = tuple[T, T]\nprint(Pair)\n', []],
    ['methods have `__class__`', 'class A:\n    where = __qualname__\n    def m(self): return __class__\nprint(__class__)\n', ['__class__']],
    ['del is a binding too', 'def f():\n    a = 1\n    del a\n    return a\n', []],
  ] as const) {
    it(why, async () => assert.deepEqual(await unbound(text), expected));
  }
});

describe('names that may be bound unseen', () => {
  for (const [why, text] of [
    ['star import of a library', 'from helpers import *\nprint(total)\n'],
    ['exec', 'exec(source)\nsource = 1\nprint(total)\n'],
    ['writing into globals', "globals()['total'] = 1\nprint(total)\n"],
    ['updating the own module', "import sys\nsetattr(sys.modules[__name__], 'total', 1)\nprint(total)\n"],
    ['asking for the name', "if 'total' in globals():\n    print(total)\n"],
    ['expecting the name to be missing', 'try:\n    total\nexcept NameError:\n    pass\n'],
    ['names for type checkers', 'import typing\nif typing.TYPE_CHECKING:\n    print(total)\n'],
    ['annotations that are never evaluated', 'from __future__ import annotations\ndef f(a: Total): pass\n'],
    ['annotations of local variables', 'def f():\n    a: Total = 1\n    return a\n'],
    ['text that does not parse', 'def total(:\n    return 1\n)\nprint(total)\n'],
  ] as const) {
    it(why, async () => assert.deepEqual(await unbound(text), []));
  }

  it('reading namespaces opens nothing', async () => assert.deepEqual(await unbound("print(globals()['a'], len(vars()), '{a}'.format(**locals()), total)\n"), ['total']));
});

describe('qualified names', () => {
  for (const [why, text, expected] of [
    ['aliases', 'import numpy as np\nfrom numpy import random as r\nnp.random.rand\nr.rand\n', ['numpy.random.rand', 'numpy.random.rand']],
    ['imports of submodules', 'import os.path\nimport os.fancy as f\nos.path.join\nf.x\n', ['os.path.join', 'os.fancy.x']],
    ['one name for a thing known by several', 'from sklearn.svm._classes import SVC\nSVC\n', ['sklearn.svm.SVC']],
    ['a name bound in several ways', 'from a import x\nx = 1\nx\n', [null]],
    ['the same import twice', 'import numpy as np\nimport numpy as np\nnp\n', ['numpy']],
    ['alternatives of a missing library keep the first', 'try:\n    import cupy as xp\nexcept ImportError:\n    import numpy as xp\nxp.zeros\n', ['cupy.zeros']],
    ['None for a missing library', 'try:\n    import xgboost as xgb\nexcept ImportError:\n    xgb = None\nxgb.train\n', ['xgboost.train']],
    ['imports for type checkers', 'if TYPE_CHECKING:\n    from torch import nn\nelse:\n    nn = object()\nnn.Linear\n', ['torch.nn.Linear']],
    ['star imports of a described library', 'from numpy import *\nsum\nother\nlen\n', ['numpy.sum', null, null]],
    ['locals hide imports', 'import numpy as np\ndef f(np):\n    np.array\n', [null]],
  ] as const) {
    it(why, async () => assert.deepEqual(await qualified({ 'main.py': text }), expected));
  }

  it('the project passes names on', async () => {
    const files = {
      'src/pack/__init__.py': 'from .models import Net as Network\nfrom .tools import *\nfrom . import models\nimport numpy as np\n',
      'src/pack/models.py': 'class Net: pass\n',
      'src/pack/tools.py': 'from sklearn.svm import SVC\ndef clean(): pass\n',
      'main.py': 'from src.pack import Network, clean, SVC, models\nimport src.pack as p\nNetwork\nclean\nSVC\nmodels.Net\np.np.array\np.missing\n',
    };
    const expected = ['pack.models.Net', 'pack.tools.clean', 'sklearn.svm.SVC', 'pack.models.Net', 'numpy.array', 'pack.missing'];
    assert.deepEqual(await qualified(files), expected);
  });

  it('relative imports are made absolute, whether the file is there or not', async () => {
    const files = { 'pack/sub/a.py': 'from . import b\nfrom .c import d\nfrom ..e import f\nfrom ... import g\nb\nd\nf\ng\n', 'pack/sub/b.py': '' };
    assert.deepEqual(await qualified(files, 'pack/sub/a.py'), ['pack.sub.b', 'pack.sub.c.d', 'pack.e.f', 'g']);
  });

  it('modules that import each other come to an end', async () => {
    assert.deepEqual(await qualified({ 'a.py': 'from b import x\n', 'b.py': 'from a import x\n', 'main.py': 'from a import x\nx\n' }), ['a.x']);
  });

  it('a star import of a project module brings its public names and leaves the scope closed', async () => {
    const files = { 'tools.py': 'import numpy as np\n_hidden = 1\ndef clean(): pass\n', 'main.py': 'from tools import *\nclean(np, _hidden)\n' };
    const { names } = await namesIn(files);
    assert.deepEqual(names.unbound.map(({ id }) => id), ['_hidden']);
    assert.equal(names.module.isOpen, false);
  });
});

describe('bindings and scopes', () => {
  it('a binding knows its definitions and reads, nested scopes included', async () => {
    const text = 'n = 1\nfor n in []: pass\ndef f(m):\n    return n + m\n';
    const { names } = await namesIn({ 'main.py': text });
    const all = [...names.module.bindings.values()].map(({ name, definitions, reads }) => ({
      name,
      definitions: definitions.map(({ kind, node }) => `${kind}@${node.start}`),
      reads: reads.map(({ start }) => start),
    }));
    assert.deepEqual(all, [
      { name: 'n', definitions: ['assignment@0', 'loop@10'], reads: [text.indexOf('n + m')] },
      { name: 'f', definitions: ['function@24'], reads: [] },
    ]);
  });

  it('each part of a definition belongs to its scope', async () => {
    const { names, document } = await namesIn({ 'main.py': '@x\ndef f(a=x) -> x:\n    return [x for x2 in x if (lambda b=x: x)]\n' });
    const scopes = expressionsNamed(document, 'x').map((name: Expression) => names.scopeOf(name).node.kind);
    assert.deepEqual(scopes, ['Module', 'Module', 'Module', 'ListComp', 'FunctionDef', 'ListComp', 'Lambda']);
  });

  it('imports are listed as written and as meant', async () => {
    const { names } = await namesIn({ 'pack/a.py': 'import a.b\nimport c.d as e\nfrom .x import y as z\nfrom k import *\n' }, 'pack/a.py');
    assert.deepEqual(names.imports.map(({ module, name, boundAs }) => ({ module, name, boundAs })), [
      { module: 'a.b', name: null, boundAs: 'a' },
      { module: 'c.d', name: null, boundAs: 'e' },
      { module: 'pack.x', name: 'y', boundAs: 'z' },
      { module: 'k', name: '*', boundAs: '*' },
    ]);
  });

  it('trees of any depth are walked', async () => {
    const document = await documentOf('a\n');
    const [statement] = document.module.body;
    assert.ok(statement?.kind === 'Expr');
    let value: Expression = statement.value;
    for (let depth = 0; depth < 100_000; depth += 1) {
      const around: { -readonly [K in keyof UnaryOp]: UnaryOp[K] } = { kind: 'UnaryOp', operator: '-', operand: value, start: 0, end: 1, parent: statement };
      (value as { parent: Node }).parent = around;
      value = around;
    }
    const body = [{ ...statement, value }];
    const { unbound } = resolveNames({ ...document, module: { ...document.module, body } }, { knowledge: library, project: { root: '/shop', resolve: () => null } });
    assert.deepEqual(unbound.map(({ id }) => id), ['a']);
  });
});
