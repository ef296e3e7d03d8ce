/** The guide shows only what there is: its configurations are valid, its flags and settings exist. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { CHECK_FLAGS, DATA_FLAGS } from '../../server/cli/check-flags.ts';
import { INIT_FLAGS } from '../../server/cli/init-flags.ts';
import { SCORE_FLAGS } from '../../server/cli/score-flags.ts';
import { STORED_FLAGS } from '../../server/cli/stored-flags.ts';
import { CONFIG_KEYS } from '../../server/core/config/keys.ts';
import { readSettings } from '../../server/core/config/read-settings.ts';
import { readYaml } from '../../server/core/config/read-yaml.ts';
import { metaRules } from '../../server/core/meta-rules.ts';
import { configSchema } from './config-schema.ts';
import { loadRules } from './discover.ts';

const root = path.resolve(import.meta.dirname, '../..');
const page = (name: string): string => readFileSync(path.join(root, 'docs/guide', `${name}.md`), 'utf8');
const rules = [...loadRules(root).map(({ rule }) => rule), ...metaRules];

describe('the guide', () => {
  const blocks = ['configuration', 'suppressions'].flatMap((name) => [...page(name).matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? ''));

  it('shows valid configurations', () => {
    const accepts = new Ajv({ allowUnionTypes: true }).compile(configSchema(rules));
    for (const block of blocks) {
      assert.ok(accepts(parse(block)), JSON.stringify(accepts.errors));
      const read = readYaml(block);
      assert.ok(read.ok);
      assert.deepEqual(readSettings({ root: read.root, file: 'lintel.yaml', rules }).problems, []);
    }
    assert.equal(blocks.length, 2);
  });

  it('explains every key of the configuration', () => {
    const explained = [...page('configuration').matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1]);
    assert.deepEqual(explained, CONFIG_KEYS.map(({ key }) => key));
  });

  it('names only flags that exist', () => {
    const known = new Set([...STORED_FLAGS, ...CHECK_FLAGS, ...SCORE_FLAGS, ...DATA_FLAGS, ...INIT_FLAGS].map(({ name }) => `--${name}`).concat('--help', '--stdio'));
    const named = ['configuration', 'suppressions', 'command-line', 'editor'].flatMap((name) => [...page(name).matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map(([flag]) => flag));
    assert.deepEqual(named.filter((flag) => !known.has(flag)), []);
  });

  it('explains every setting of the editor but the trace', () => {
    const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { readonly contributes: { readonly configuration: { readonly properties: object } } };
    const explained = new Set([...page('editor').matchAll(/`(lintel\.\w+(?:\.\w+)?)`/g)].map((match) => match[1]));
    assert.deepEqual(Object.keys(manifest.contributes.configuration.properties).filter((key) => !explained.has(key)), ['lintel.trace.server']);
  });
});
