import assert from 'node:assert/strict';
import { selectRules } from './rule-selection.ts';

const rules = [
  { id: 'a/one', status: 'stable' },
  { id: 'a/two', status: 'preview' },
  { id: 'a/old', status: 'deprecated' },
  { id: 'b/one', status: 'stable' },
] as const;

function selected(select: readonly string[], { extendSelect = [] as readonly string[], ignore = [] as readonly string[] } = {}): readonly string[] {
  return selectRules(rules, { select, extendSelect, ignore }).map((rule) => rule.id);
}

describe('rule selection', () => {
  it('`all` is every stable and preview rule', () => assert.deepEqual(selected(['all']), ['a/one', 'a/two', 'b/one']));
  it('a deprecated rule runs only when named', () => assert.deepEqual(selected(['a/old']), ['a/old']));
  it('a group outweighs `all`', () => assert.deepEqual(selected(['all'], { ignore: ['a'] }), ['b/one']));
  it('a rule outweighs its group', () => assert.deepEqual(selected(['all'], { extendSelect: ['a/two'], ignore: ['a'] }), ['a/two', 'b/one']));
  it('between equals `ignore` wins', () => assert.deepEqual(selected(['b'], { ignore: ['b'] }), []));
});
