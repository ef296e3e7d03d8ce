import assert from 'node:assert/strict';
import { testParser } from '../../../tools/python-parser.ts';
import { childrenOf, walk } from './children.ts';
import type { Node } from './syntax.ts';

const PROGRAM = `@a
def b(c: d = e, *f) -> g:
    with h as i:
        for j in k: l(m, n=o, *p, **q)
    return [r for s in t if u] if v else {w: x, **y}
`;

const nameOf = (node: Node): readonly string[] => (node.kind === 'Name' ? [node.id] : []);

describe('walking a syntax tree', () => {
  it('meets every node in the order of the text', async () => {
    const [program] = (await testParser()).parse(PROGRAM, 0).body;
    assert.ok(program !== undefined);
    const names: string[] = [];
    walk(program, (node) => void names.push(...nameOf(node)));
    assert.equal(names.join(''), 'adeghijklmopqrstuvwxy');
  });

  it('leaves out what is below a node when told so', async () => {
    const [program] = (await testParser()).parse(PROGRAM, 0).body;
    assert.ok(program !== undefined);
    const kinds: string[] = [];
    walk(program, (node) => {
      kinds.push(node.kind);
      return node === program ? undefined : 'skip';
    });
    assert.deepEqual(kinds, [program.kind, ...childrenOf(program).map(({ kind }) => kind)]);
    assert.deepEqual(kinds, ['FunctionDef', 'Name', 'Parameter', 'Parameter', 'Name', 'With', 'Return']);
  });
});
