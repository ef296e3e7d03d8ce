/** The page of one rule, docs/rules/<group>/<name>.md. */
import type { Example, PythonExample, RepositoryExample, TypedExample } from '../../rules/api/example.ts';
import type { Option } from '../../rules/api/option.ts';
import type { Rule } from '../../rules/api/rule.ts';
import { optionKey } from '../../server/core/config/keys.ts';
import type { DescribedRule } from '../../server/core/meta-rules.ts';
import { drawMarks, parseMarkedText } from '../rule-tests/carets.ts';
import { codeBlock, inlineCode, markdownTable } from './markdown.ts';

/** A rule about data or code, or about the configuration, which has no examples. */
type PageRule = DescribedRule & Partial<Pick<Rule, 'examples' | 'yieldsTo'>> & { readonly kind?: Rule['kind'] | undefined; readonly on?: 'python' | 'notebook'; readonly looksAt?: readonly string[] };

export function rulePage(rule: PageRule): string {
  const { docs } = rule;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['What it finds', [docs.what]],
    ['Why it matters', [docs.why]],
    ['What to do instead', [docs.instead]],
    ['Limits', [docs.limits]],
    ['Messages', [Object.entries(rule.messages).map(([id, text]) => `- \`${id}\`: ${text}`).join('\n')]],
    ['Options', optionParts(rule)],
    ['Reported', (rule.examples?.bad ?? []).flatMap(exampleParts)],
    ['Not reported', (rule.examples?.good ?? []).flatMap(exampleParts)],
    ['How to silence it', silenceParts(rule)],
    ['Sources', [rule.sources.map(sourceLine).join('\n')]],
  ];
  const body = sections.filter(([, parts]) => parts.some((part) => part !== '')).flatMap(([title, parts]) => [`## ${title}`, ...parts]);
  return `${[`# ${rule.id}`, `${capital(rule.summary)}.`, facts(rule), ...body, `<!-- Written by npm run gen from the rule. -->`].join('\n\n')}\n`;
}

function facts(rule: PageRule): string {
  const yieldsTo = rule.yieldsTo ?? [];
  const yields = yieldsTo.length === 0 ? [] : [`- gives way to: ${yieldsTo.map((id) => `\`${id}\``).join(', ')}`];
  const subject = subjectOf(rule);
  return [
    `- severity: ${rule.severity}`,
    `- confidence: ${rule.confidence}`,
    `- status: ${rule.status}, since ${rule.since}`,
    `- looks at: ${subject}`,
    ...yields,
  ].join('\n');
}

function subjectOf({ id, kind, on, looksAt = [] }: PageRule): string {
  switch (kind) {
    case 'column':
      return 'one column';
    case 'table':
      return 'the whole table';
    case 'python':
      return on === 'notebook' ? 'notebooks' : 'Python code and notebooks';
    case 'python-project':
      return 'the whole project, once';
    case 'repository':
      return `the repository: ${looksAt.map((glob) => `\`${glob}\``).join(', ')}`;
    case undefined:
      return id.startsWith('attestation/') ? 'what people attest for the score' : 'the configuration and what silences rules in code';
  }
}

function optionParts(rule: PageRule): readonly string[] {
  const entries = Object.entries(rule.options);
  if (entries.length === 0) return [];
  const rows = entries.map(([name, option]) => [`\`${optionKey(name)}\``, option.doc, optionDefault(option), optionRange(option), option.source]);
  return [markdownTable(['option', 'what it changes', 'default', 'range', 'source of the default'], rows)];
}

/** Values shown of a long list. */
const SHOWN_VALUES = 8;

function optionDefault(option: Option): string {
  switch (option.kind) {
    case 'number':
    case 'switch':
      return `\`${option.default}\``;
    case 'strings':
    case 'numbers': {
      const shown = option.default.slice(0, SHOWN_VALUES).map((value) => inlineCode(String(value)));
      const more = option.default.length > SHOWN_VALUES ? [`and ${option.default.length - SHOWN_VALUES} more`] : [];
      return shown.length === 0 ? 'none' : [...shown, ...more].join(', ');
    }
  }
}

function optionRange(option: Option): string {
  switch (option.kind) {
    case 'number':
      return `${Number.isFinite(option.max) ? `${option.min} to ${option.max}` : `at least ${option.min}`} (${option.unit})`;
    case 'switch':
      return 'true or false';
    case 'strings':
      return 'list of texts';
    case 'numbers':
      return 'list of numbers';
  }
}

function exampleParts(example: Example): readonly string[] {
  const settings = [
    ...(!('label' in example) || example.label === undefined ? [] : [`label \`${example.label}\``]),
    ...Object.entries(example.options ?? {}).map(([name, value]) => `option \`${optionKey(name)}\` ${inlineCode(JSON.stringify(value))}`),
    ...('encoding' in example && example.encoding !== undefined ? [`written as ${example.encoding}`] : []),
    ...('fileName' in example && example.fileName !== undefined ? [`file \`${example.fileName}\``] : []),
  ];
  const title = `${capital(example.title)}${settings.length === 0 ? '' : ` (${settings.join(', ')})`}:`;
  if (example.format === 'parquet') return [title, typedTable(example), ...(example.expect.length === 0 ? [] : [`Reports ${example.expect.map((text) => inlineCode(text)).join(', ')}.`])];
  if (example.format === 'python' || example.format === 'notebook') return [title, ...codeParts(example)];
  if (example.format === 'repository') return [title, ...repositoryParts(example)];
  const { text, marks } = parseMarkedText(example.text);
  return [title, codeBlock(example.format, drawMarks(text, marks))];
}

/** Notebooks are shown as scripts with cell markers. */
function codeParts({ text, files = {}, after }: PythonExample): readonly string[] {
  return [
    codeBlock('python', text),
    ...Object.entries(files).flatMap(([name, other]) => [`with \`${name}\`:`, codeBlock(/\.(?:py|ipynb)$/.test(name) ? 'python' : '', other)]),
    ...(after === undefined ? [] : ['After the fix:', codeBlock('python', after)]),
  ];
}

function repositoryParts({ fileName, text, files = {}, after }: RepositoryExample): readonly string[] {
  return [
    codeBlock(languageOf(fileName), text),
    ...Object.entries(files).flatMap(([name, other]) => [`with \`${name}\`:`, codeBlock(languageOf(name), other)]),
    ...(after === undefined ? [] : ['After the fix:', codeBlock(languageOf(fileName), after)]),
  ];
}

const LANGUAGES: readonly (readonly [names: RegExp, language: string])[] = [
  [/Dockerfile/i, 'dockerfile'],
  [/Jenkinsfile|\.groovy$/, 'groovy'],
  [/\.ya?ml$/, 'yaml'],
  [/\.json$/, 'json'],
  [/\.sql$/, 'sql'],
  [/\.toml$/, 'toml'],
  [/\.py$/, 'python'],
  [/\.(?:properties|conf)$/, 'properties'],
  [/\.sh$/, 'sh'],
];

function languageOf(fileName: string): string {
  return LANGUAGES.find(([names]) => names.test(fileName))?.[1] ?? '';
}

/** Rows of a typed example that are printed. */
const PRINTED_ROWS = 12;

function typedTable(example: TypedExample): string {
  const entries = Object.entries(example.columns);
  const rows = entries[0]?.[1].values.length ?? 0;
  const printed = Array.from({ length: Math.min(rows, PRINTED_ROWS) }, (_, row) => entries.map(([, column]) => typedCell(column.values[row] ?? null)));
  const header = entries.map(([name, { type }]) => `${inlineCode(name)} ${type}`);
  return markdownTable(header, rows > PRINTED_ROWS ? [...printed, entries.map(() => '…')] : printed);
}

function typedCell(value: string | null): string {
  return value === null ? '(null)' : value === '' ? '(empty text)' : inlineCode(value);
}

function silenceParts(rule: PageRule): readonly string[] {
  if (rule.kind === undefined) return ['In `lintel.yaml`:', codeBlock('yaml', `ignore: [${rule.id}]`)];
  if (rule.kind === 'python' || rule.kind === 'python-project') {
    const comment = `# lintel: ignore[${rule.id}] why it is right here`;
    return ['In the code, on the line or the line above; `ignore-file` for the whole file; in a notebook also a cell tag:', codeBlock('python', `${comment}\n# lintel: ignore-file[${rule.id}] why it is right here\n`), `Cell tag: \`lintel-ignore:${rule.id}\`. Everywhere, in \`lintel.yaml\`:`, codeBlock('yaml', `ignore: [${rule.id}]`)];
  }
  if (rule.kind === 'repository') {
    const entry = ['suppressions:', `  - rule: ${rule.id}`, '    path: deploy/**', '    reason: why it is right here'].join('\n');
    return ['In the file, on the line or the line above; `ignore-file` for the whole file; after `--` in SQL and `//` in Groovy:', codeBlock('yaml', `# lintel: ignore[${rule.id}] why it is right here\n`), 'In `lintel.yaml`, everywhere or in one place:', codeBlock('yaml', `ignore: [${rule.id}]\n\n${entry}\n`)];
  }
  const text = [`ignore: [${rule.id}]`, '', '# or in one place, with the reason', 'suppressions:', `  - rule: ${rule.id}`, '    path: data/train.csv'];
  const column = rule.kind === 'column' ? ['    column: age'] : [];
  return ['In `lintel.yaml`, everywhere or in one place:', codeBlock('yaml', [...text, ...column, '    reason: why it is right here'].join('\n'))];
}

function sourceLine({ title, where, url }: Rule['sources'][number]): string {
  return `- ${title}${where === undefined ? '' : `, ${where}`}${url === undefined ? '' : ` <${url}>`}`;
}

/** First letter in upper case; text that starts with a backtick is kept. */
function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
