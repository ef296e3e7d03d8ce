import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { columnRule } from '../../rules/api/rule.ts';
import { loadChecklist } from './checklist.ts';
import { configSchema } from './config-schema.ts';
import { listRuleFiles, loadRule, loadRules } from './discover.ts';
import { generate, staleFiles } from './generate.ts';
import { manifestWithSettings } from './manifest.ts';
import { readmeWithTable, startingReadme } from './readme-table.ts';
import { rulePage } from './rule-page.ts';

const root = path.resolve(import.meta.dirname, '../..');

const padded = columnRule({
  id: 'text/padded',
  summary: 'text with | around it',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.1.0',
  sources: [{ title: 'A paper', where: 'section 2', url: 'https://example.org/' }],
  docs: { what: 'What.', why: 'Why.', instead: 'Instead.', limits: 'Limits.' },
  options: { minRows: { kind: 'number', default: 2, min: 1, max: Infinity, unit: 'rows', doc: 'Fewest rows.', source: "Lintel's own choice" } },
  messages: { padded: '`{column}` is padded' },
  fix: 'none',
  examples: {
    bad: [{ title: 'a space in front', format: 'csv', text: 'a,b\n1, x\n# ^^ padded\n', options: { minRows: 1 } }],
    good: [{ title: 'none', format: 'parquet', columns: { a: { type: 'VARCHAR', values: ['x', null] } }, expect: [] }],
  },
  yieldsTo: [],
  mend: null,
  applies: () => false,
  measures: () => ({}),
  judge: () => [],
});

describe('generated files', () => {
  it('are up to date', () => {
    assert.deepEqual(staleFiles(root, generate(root, loadRules(root), loadChecklist(root))), [], 'run: npm run gen');
  });

  it('a page of a rule that is gone is stale', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'gen-'));
    mkdirSync(path.join(folder, 'docs/rules/old'), { recursive: true });
    writeFileSync(path.join(folder, 'docs/rules/old/gone.md'), '');
    writeFileSync(path.join(folder, 'same.md'), 'same');
    assert.deepEqual(staleFiles(folder, new Map([['same.md', 'same'], ['missing.md', 'text']])), ['docs/rules/old/gone.md', 'missing.md']);
    rmSync(folder, { recursive: true });
  });

  it('a page holds everything a rule says', () => {
    assert.equal(rulePage(padded), PAGE);
  });

  it('the README keeps its text around the table', () => {
    const readme = startingReadme().replace('## Rules', '## Start\n\n## Rules') + '\nEnd.\n';
    const renewed = readmeWithTable(readme, [padded]);
    assert.equal(readmeWithTable(renewed, [padded]), renewed);
    assert.ok(renewed.includes('## Start') && renewed.endsWith('<!-- end of rules -->\n\nEnd.\n'));
    assert.ok(renewed.includes('| [text/padded](docs/rules/text/padded.md) | text with \\| around it (preview) | info |'));
    assert.throws(() => readmeWithTable('# Lintel\n', [padded]), /put both lines back/);
  });

  it('the manifest changes nowhere else', () => {
    const before = '{\n  "keywords": ["a", "b"],\n  "contributes": {\n    "commands": [{ "command": "c" }],\n    "configuration": ';
    const renewed = manifestWithSettings(`${before}{},\n    "yamlValidation": [],\n    "menus": { "a": [] }\n  }\n}\n`);
    assert.ok(renewed.startsWith(`${before}{\n      "title": "Lintel",\n`));
    assert.ok(renewed.endsWith('],\n    "menus": { "a": [] }\n  }\n}\n'));
    assert.equal(manifestWithSettings(renewed), renewed);
  });
});

describe('the schema of lintel.yaml', () => {
  const accepts = new Ajv({ allowUnionTypes: true }).compile(configSchema([padded]));
  const check = (yaml: string): boolean => accepts(parse(yaml));

  it('accepts what the guide shows', () => {
    assert.ok(check('select: [all]\nignore: [text]\nseverity: {text/padded: error}\nrules: {text/padded: {min-rows: 3}}\nfail-on: never\nmemory-limit: 512MB\ntime-limit: 10m\n'), JSON.stringify(accepts.errors));
    assert.ok(check('datasets: [{path: a.csv, label: y}]\nsuppressions: [{rule: text/padded, reason: meant, until: "2027-01-31"}]\nextends: ../lintel.yaml\n'), JSON.stringify(accepts.errors));
  });

  for (const [why, yaml] of [
    ['an unknown key', 'selekt: [all]'],
    ['an unknown rule', 'select: [text/paded]'],
    ['an option out of range', 'rules: {text/padded: {min-rows: 0}}'],
    ['an unknown option', 'rules: {text/padded: {minRows: 3}}'],
    ['a suppression without a reason', 'suppressions: [{rule: text/padded}]'],
    ['a size without a unit', 'memory-limit: "512"'],
  ] as const) {
    it(`refuses ${why}`, () => assert.equal(check(yaml), false));
  }
});

describe('finding rules', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'discover-'));
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  before(() => {
    write('rules/api/rule.ts', '');
    write('rules/data/text/padded.test.ts', '');
    write('rules/data/text/padded.ts', "export const rule = { id: 'text/padded' };\n");
    write('rules/data/text/moved.ts', "export const rule = { id: 'text/elsewhere' };\n");
    write('rules/data/text/two.ts', "export const rule = { id: 'text/two' };\nexport const more = 1;\n");
    write('rules/data/text/Camel.ts', "export const rule = { id: 'text/Camel' };\n");
    write('rules/data/text/broken.ts', "throw new Error('boom');\n");
  });
  after(() => rmSync(folder, { recursive: true }));

  it('tests and the contract are no rules, and what is wrong with a rule is said', () => {
    const loaded = listRuleFiles(folder).map((file) => loadRule(folder, file));
    assert.deepEqual(
      loaded.map((entry) => (entry.ok ? entry.rule.id : entry.text)),
      [
        'rules/data/text/Camel.ts: folders and file are named in kebab-case',
        'rules/data/text/broken.ts: cannot be loaded: boom',
        'rules/data/text/moved.ts: its id is `text/elsewhere`; the path says `text/moved`',
        'text/padded',
        'rules/data/text/two.ts: exports more, rule; a rule file exports exactly `rule`',
      ],
    );
    assert.throws(() => loadRules(folder), /Camel.*\n.*broken.*\n.*moved.*\n.*two/);
  });
});

const PAGE = `# text/padded

Text with | around it.

- severity: info
- confidence: certain
- status: preview, since 0.1.0
- looks at: one column

## What it finds

What.

## Why it matters

Why.

## What to do instead

Instead.

## Limits

Limits.

## Messages

- \`padded\`: \`{column}\` is padded

## Options

| option | what it changes | default | range | source of the default |
|---|---|---|---|---|
| \`min-rows\` | Fewest rows. | \`2\` | at least 1 (rows) | Lintel's own choice |

## Reported

A space in front (option \`min-rows\` \`1\`):

\`\`\`csv
a,b
1, x
  ^^ padded
\`\`\`

## Not reported

None:

| \`a\` VARCHAR |
|---|
| \`x\` |
| (null) |

## How to silence it

In \`lintel.yaml\`, everywhere or in one place:

\`\`\`yaml
ignore: [text/padded]

# or in one place, with the reason
suppressions:
  - rule: text/padded
    path: data/train.csv
    column: age
    reason: why it is right here
\`\`\`

## Sources

- A paper, section 2 <https://example.org/>

<!-- Written by npm run gen from the rule. -->
`;
