/**
 * Literate cases of one rule, `test-fixtures/rules/<group>/<name>.md`. Pure.
 *
 * `# <group>/<name>` names the rule; each `## heading` is a case. A case has one block with the table (csv, tsv, jsonl or json, marks
 * drawn into it) and may have a yaml block with `options` (spelled as in lintel.yaml), `label`, `ids`, `select` and `not-checked`. Anything else is prose.
 * Cases of rules on code have a python or notebook block (see `PythonExample`), and may have more blocks with `file=NAME` for the other files of
 * the project, a block with `after=fix` that shows the first file after the fix, and `confidence` in the yaml block.
 * Cases of rules on repositories have a block for each file: with `file=NAME`, or dockerfile, groovy, sql, python blocks, which have names of their own.
 * Words after the block's language: `file=NAME`, `repeat=N` (the rows below the first line N times), `once=N` (the first N rows are not
 * repeated), `number=CHARACTER` (stands for 1, 2, 3 … in the repeated rows), `encoding=utf-8-bom | utf-16le | utf-16be | windows-1252 |
 * broken-utf-8` (`�` stands for the byte FF), `eol=crlf`, `end=open` (no line break at the end), `nul=yes` (`␀` stands for a NUL byte).
 */
import { parse } from 'yaml';
import { CONFIDENCES } from '../../rules/api/finding.ts';
import type { Confidence } from '../../rules/api/finding.ts';
import type { CodeRule } from '../../rules/api/python-rule.ts';
import type { RepositoryRule } from '../../rules/api/repository-rule.ts';
import type { DataRule, Rule } from '../../rules/api/rule.ts';
import { optionKey } from '../../server/core/config/keys.ts';
import type { NotCheckedReason } from '../../server/core/ports.ts';
import { parseMarkedText } from './carets.ts';
import { readCaseFile, readRepositoryFile, type PythonCase } from './python-case.ts';
import type { RuleCase } from './rule-cases.ts';
import { ENCODINGS, encodeText } from './text-bytes.ts';

export interface FixtureFile {
  /** The rule named by the first heading. */
  readonly id: string;
  readonly sections: readonly FixtureSection[];
}

export interface FixtureSection {
  readonly title: string;
  readonly lineNumber: number;
  readonly blocks: readonly FixtureBlock[];
}

export interface FixtureBlock {
  readonly language: string;
  readonly words: ReadonlyMap<string, string>;
  readonly text: string;
}

const TABLE_LANGUAGES: readonly string[] = ['csv', 'tsv', 'jsonl', 'json'];
const BLOCK_WORDS: readonly string[] = ['file', 'repeat', 'once', 'number', 'encoding', 'eol', 'end', 'nul', 'after'];
const SETTINGS: readonly string[] = ['options', 'label', 'ids', 'select', 'not-checked', 'confidence'];

/** Returns the headings and blocks of a fixture file. Errors: throws on a block that is never closed or a missing first heading. */
export function parseFixtureFile(markdown: string): FixtureFile {
  const lines = markdown.split('\n');
  const sections: { title: string; lineNumber: number; blocks: FixtureBlock[] }[] = [];
  let id: string | null = null;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const fence = /^(`{3,})(\w+)?[ \t]*(.*)$/.exec(line);
    if (fence !== null) {
      const end = lines.indexOf(fence[1] ?? '', index + 1);
      if (end < 0) throw new Error(`line ${index + 1}: the block is never closed`);
      const body = lines.slice(index + 1, end);
      sections.at(-1)?.blocks.push({ language: fence[2] ?? '', words: parseWords(fence[3] ?? '', index + 1), text: body.map((text) => `${text}\n`).join('') });
      index = end;
    } else if (line.startsWith('## ')) sections.push({ title: line.slice(3).trim(), lineNumber: index + 1, blocks: [] });
    else if (line.startsWith('# ') && id === null) id = line.slice(2).trim();
  }
  if (id === null) throw new Error('line 1: `# <group>/<name>` is missing');
  return { id, sections };
}

function parseWords(info: string, lineNumber: number): ReadonlyMap<string, string> {
  const pairs = info.split(/[ \t]+/).filter((word) => word !== '').map((word) => {
    const [name = '', ...value] = word.split('=');
    if (!BLOCK_WORDS.includes(name) || value.length === 0) throw new Error(`line ${lineNumber}: \`${word}\` is none of ${BLOCK_WORDS.join('=, ')}=`);
    return [name, value.join('=')] as const;
  });
  return new Map(pairs);
}

interface Settings {
  readonly options?: Readonly<Record<string, unknown>>;
  readonly label?: string;
  readonly ids?: readonly string[];
  readonly select?: readonly string[];
  readonly 'not-checked'?: NotCheckedReason;
  readonly confidence?: Confidence;
}

/** Returns the case of one section. Errors: throws when the section does not hold exactly one table, or has unknown settings. */
export function sectionCase(rule: DataRule, section: FixtureSection): RuleCase {
  const tables = section.blocks.filter((block) => TABLE_LANGUAGES.includes(block.language));
  const [table] = tables;
  if (table === undefined || tables.length > 1) throw new Error(`line ${section.lineNumber}: a case has one csv, tsv, jsonl or json block, this one has ${tables.length}`);
  const settings = readSettings(section);
  const marked = parseMarkedText(table.text);
  const text = finishText(table, repeatRows(table, marked.text));
  const bytes = encodeText(text, word(table, 'encoding', ENCODINGS));
  return {
    title: section.title,
    rule,
    input: { kind: 'text', fileName: table.words.get('file') ?? `table.${table.language}`, bytes, text, marks: marked.marks },
    options: optionsIn(rule, settings),
    label: settings.label ?? null,
    ids: settings.ids ?? [],
    select: settings.select ?? [],
    notChecked: settings['not-checked'] ?? null,
  };
}

/** Returns the case of one section of a rule on code. Errors: throws when it has no code, or unknown settings. */
export function pythonSectionCase(rule: CodeRule, section: FixtureSection): PythonCase {
  const settings = readSettings(section);
  const after = section.blocks.find((block) => block.words.has('after'));
  const blocks = section.blocks.filter((block) => block !== after && (block.words.has('file') || CODE_LANGUAGES.has(block.language)));
  const files = blocks.map((block) => readCaseFile(block.words.get('file') ?? CODE_LANGUAGES.get(block.language) ?? '', block.text));
  return filesCase(rule, { section, settings, files, after });
}

/** Returns the case of one section of a rule on repositories. Errors: throws when it has no file, or unknown settings. */
export function repositorySectionCase(rule: RepositoryRule, section: FixtureSection): PythonCase {
  const after = section.blocks.find((block) => block.words.has('after'));
  const blocks = section.blocks.filter((block) => block !== after && repositoryFileName(block) !== '');
  const files = blocks.map((block) => readRepositoryFile(repositoryFileName(block), block.words.get('eol') === 'crlf' ? block.text.replaceAll('\n', '\r\n') : block.text));
  return filesCase(rule, { section, settings: readSettings(section), files, after });
}

const REPOSITORY_LANGUAGES: ReadonlyMap<string, string> = new Map([
  ['dockerfile', 'Dockerfile'],
  ['groovy', 'Jenkinsfile'],
  ['sql', 'query.sql'],
  ['python', 'main.py'],
]);

/** Empty for blocks that are no file. */
export function repositoryFileName({ language, words }: FixtureBlock): string {
  return words.get('file') ?? REPOSITORY_LANGUAGES.get(language) ?? '';
}

interface FilesSection {
  readonly section: FixtureSection;
  readonly settings: Settings;
  readonly files: PythonCase['files'];
  readonly after: FixtureBlock | undefined;
}

function filesCase(rule: PythonCase['rule'], { section, settings, files, after }: FilesSection): PythonCase {
  const repeated = files.find(({ name }, index) => files.findIndex((other) => other.name === name) !== index);
  if (files.length === 0 || repeated !== undefined) throw new Error(`line ${section.lineNumber}: a case has python or notebook blocks, each with a file name of its own`);
  const confidence = settings.confidence ?? 'possible';
  if (!CONFIDENCES.includes(confidence)) throw new Error(`line ${section.lineNumber}: \`confidence\` is one of ${CONFIDENCES.join(', ')}`);
  return {
    title: section.title,
    rule,
    files,
    options: optionsIn(rule, settings),
    select: settings.select ?? [],
    confidence,
    notChecked: settings['not-checked'] ?? null,
    after: after?.text ?? null,
  };
}

/** Languages of blocks that need no file name, with the name they get. */
const CODE_LANGUAGES: ReadonlyMap<string, string> = new Map([
  ['python', 'main.py'],
  ['notebook', 'main.ipynb'],
]);

function optionsIn(rule: Rule, { options = {} }: Settings): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(options).map(([key, value]) => [optionName(rule, key), value]));
}

function optionName(rule: Rule, key: string): string {
  const name = Object.keys(rule.options).find((one) => optionKey(one) === key);
  if (name === undefined) throw new Error(`\`${key}\` is no option of ${rule.id}; it has ${Object.keys(rule.options).map(optionKey).join(', ') || 'none'}`);
  return name;
}

function readSettings(section: FixtureSection): Settings {
  const blocks = section.blocks.filter((block) => block.language === 'yaml' && !block.words.has('file'));
  const settings: unknown = parse(blocks.map((block) => block.text).join('')) ?? {};
  if (typeof settings !== 'object' || settings === null) throw new Error(`line ${section.lineNumber}: the yaml block is not a mapping`);
  const unknown = Object.keys(settings).find((key) => !SETTINGS.includes(key));
  if (unknown !== undefined) throw new Error(`line ${section.lineNumber}: \`${unknown}\` is none of ${SETTINGS.join(', ')}`);
  return settings as Settings;
}

/** JSON lines have no header: all lines are repeated. */
function repeatRows(block: FixtureBlock, text: string): string {
  const times = Number(block.words.get('repeat') ?? 1);
  if (times === 1) return text;
  if (!Number.isInteger(times) || times < 1 || block.language === 'json') throw new Error(`repeat=${block.words.get('repeat') ?? ''} cannot be done on ${block.language}`);
  const lines = text.split(/(?<=\n)/);
  const first = (block.language === 'jsonl' ? 0 : 1) + Number(block.words.get('once') ?? 0);
  const repeated = lines.slice(first).join('');
  const number = block.words.get('number');
  const rows = number === undefined ? [repeated.repeat(times)] : Array.from({ length: times }, (_, index) => repeated.replaceAll(number, String(index + 1)));
  return [...lines.slice(0, first), ...rows].join('');
}

function finishText(block: FixtureBlock, text: string): string {
  const ended = word(block, 'end', ['closed', 'open']) === 'open' ? text.replace(/\n$/, '') : text;
  const lines = word(block, 'eol', ['lf', 'crlf']) === 'crlf' ? ended.replaceAll('\n', '\r\n') : ended;
  return word(block, 'nul', ['no', 'yes']) === 'yes' ? lines.replaceAll('\u2400', '\0') : lines;
}

/** The first value holds when the word is not there. */
function word<T extends string>(block: FixtureBlock, name: string, values: readonly T[]): T {
  const written = block.words.get(name) ?? values[0];
  const value = values.find((one) => one === written);
  if (value === undefined) throw new Error(`${name}=${written ?? ''} is none of ${values.join(', ')}`);
  return value;
}
