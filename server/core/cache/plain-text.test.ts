import assert from 'node:assert/strict';
import { fromPlainText, isMovable, toPlainText } from './plain-text.ts';

describe('plain data as text', () => {
  it('comes back as it was', () => {
    const value = { map: new Map<unknown, unknown>([['a', new Set([1, 2])]]), list: [undefined, null, NaN, -0, Infinity], text: '\ud800 "ä"', nested: [{ a: [] }] };
    assert.deepEqual(fromPlainText(toPlainText(value, '/p') ?? '', '/p'), value);
  });

  it('moves with its root, and knows what cannot', () => {
    const text = toPlainText({ path: '/old/p/a.py', key: new Map([['/old/p', 1]]), sibling: 'x /old/p2/b' }, '/old/p') ?? '';
    assert.deepEqual(fromPlainText(text, '/new'), { path: '/new/a.py', key: new Map([['/new', 1]]), sibling: 'x /old/p2/b' });
    assert.equal(isMovable(text), true);
    assert.equal(isMovable(toPlainText(['/old/data.csv'], '/old/p') ?? ''), false);
  });

  it('is not made of what is no plain data', () => {
    const ring: unknown[] = [];
    ring.push(ring);
    for (const value of [ring, new Date(0), () => 1, 1n, ['\uf8ff']]) assert.equal(toPlainText(value, '/p'), null);
  });
});
