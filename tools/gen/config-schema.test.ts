import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { rules as allRules } from '../../rules/index.generated.ts';
import { rules, WRONG_TOML, WRONG_YAML } from '../../server/core/config/wrong-configs.test.ts';
import { metaRules } from '../../server/core/meta-rules.ts';
import { configSchema, pyprojectSchema } from './config-schema.ts';

const root = path.resolve(import.meta.dirname, '../..');

function validator(schema: object): (value: unknown) => string | null {
  const ajv = new Ajv({ allowUnionTypes: true, keywords: ['x-taplo'] });
  const accepts = ajv.compile(schema);
  return (value) => (accepts(value) ? null : ajv.errorsText(accepts.errors));
}

/** As an editor hands it to a schema; undefined where the text is no YAML or TOML. */
function read(text: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/** What no schema can say: limits of amounts, days that a month does not have. */
const BEYOND_SCHEMAS: readonly string[] = ['memory-limit: 1MB', 'suppressions: [{rule: outliers/non-finite, reason: r, until: 2027-02-30}]'];

/** Dates become text, as TOML editors hand them to a schema. */
function tomlValue(text: string): unknown {
  return JSON.parse(JSON.stringify(parseToml(text))) as unknown;
}

describe('the schema of lintel.yaml and what the reader refuses', () => {
  const faultOf = validator(configSchema(rules));
  for (const [yaml] of WRONG_YAML) {
    const value = read(yaml, (text) => parseYaml(text, { schema: 'core', merge: false, logLevel: 'error' }) as unknown);
    if (value === undefined || /!!js/.test(yaml)) continue;
    const isBeyond = BEYOND_SCHEMAS.includes(yaml);
    it(`${isBeyond ? 'cannot refuse' : 'refuses'} ${yaml.replaceAll('\n', '\\n')}`, () => assert.equal(faultOf(value) === null, isBeyond));
  }
});

describe('the schema of pyproject.toml', () => {
  const faultOf = validator(pyprojectSchema(rules));
  for (const [toml] of WRONG_TOML) {
    const value = read(toml, tomlValue);
    if (value === undefined) continue;
    it(`refuses ${toml.replaceAll('\n', '\\n')}`, () => assert.notEqual(faultOf(value), null));
  }

  it('says nothing of other tables', () => assert.equal(faultOf({ project: { name: 1 }, tool: { ruff: { selct: [] }, lintel: { select: ['all'] } } }), null));
});

describe('the samples of the guide', () => {
  const known = [...allRules, ...metaRules];
  const inYaml = validator(configSchema(known));
  const inToml = validator(pyprojectSchema(known));
  const guide = readFileSync(path.join(root, 'docs/guide/configuration.md'), 'utf8');
  const samples = (language: string): readonly string[] => [...guide.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'gm'))].map(([, text = '']) => text);

  it('in YAML fit the schema, also as a table of pyproject.toml', () => {
    const all = samples('yaml');
    assert.ok(all.length > 0);
    for (const text of all) {
      const value = read(text, parseYaml);
      assert.deepEqual([inYaml(value), inToml({ tool: { lintel: value } })], [null, null]);
    }
  });

  it('in TOML fit the schema', () => {
    const all = samples('toml');
    assert.ok(all.length > 0);
    for (const text of all) assert.equal(inToml(read(text, tomlValue)), null);
  });
});
