import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { LIBRARIES } from '../../rules/knowledge/index.ts';
import { readUserKnowledge } from '../../server/core/python/knowledge/read-user-knowledge.ts';
import { apiSchema } from './api-schema.ts';

const accepts = new Ajv({ allowUnionTypes: true }).compile(apiSchema());
const file = (entry: object): { readonly libraries: readonly object[] } => ({ libraries: [{ library: 'acme', entries: [entry] }] });

const guide = readFileSync(path.resolve(import.meta.dirname, '../../docs/guide/api-knowledge.md'), 'utf8');

describe('the guide to what Lintel knows of libraries', () => {
  it('shows a file that is right', () => {
    const [, block = ''] = /^```json\n([\s\S]*?)^```$/m.exec(guide) ?? [];
    const { libraries, problems } = readUserKnowledge(block);
    assert.deepEqual(problems, []);
    assert.equal(libraries[0]?.entries.length, 8);
    assert.ok(accepts(JSON.parse(block)), JSON.stringify(accepts.errors));
  });

  it('names every library with the version its facts were read from', () => {
    const rows = [...guide.matchAll(/^\| `(\w+)` \| (.+) \| ([\d.]+) \| (\d+) \|$/gm)].map(([, ...cells]) => cells);
    assert.deepEqual(rows, LIBRARIES.map(({ library, distributions, version, entries }) => [library, distributions[0] ?? '(Python)', version, String(entries.length)]));
  });
});

describe('the schema of lintel.api.json', () => {
  it('accepts everything that Lintel knows itself, and so does the reader', () => {
    const whole = { libraries: LIBRARIES };
    assert.ok(accepts(whole), JSON.stringify(accepts.errors?.slice(0, 3)));
    assert.deepEqual(readUserKnowledge(JSON.stringify(whole)).problems, []);
    assert.deepEqual(readUserKnowledge(JSON.stringify(whole)).libraries, JSON.parse(JSON.stringify(LIBRARIES)));
  });

  for (const [why, entry] of [
    ['no kind', { names: ['acme.x'] }],
    ['an unknown kind', { is: 'datum', names: ['acme.x'] }],
    ['an unknown row effect', { is: 'data', names: ['acme.x'], rows: 'some' }],
    ['an unknown key', { is: 'data', names: ['acme.x'], rows: 'same', learn: 'labels' }],
    ['a key of another kind', { is: 'seed', names: ['acme.x'], seeds: ['numpy'], parameter: 'seed', rows: 'same' }],
    ['a member that is missing', { is: 'metric', names: ['acme.x'], truth: 'a', isSymmetric: true, task: 'any', needs: 'labels' }],
  ] as const) {
    it(`refuses ${why}, and so does the reader`, () => {
      assert.equal(accepts(file(entry)), false);
      assert.notDeepEqual(readUserKnowledge(JSON.stringify(file(entry))).problems, []);
    });
  }
});
