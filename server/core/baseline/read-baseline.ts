/** Reads the text of a baseline. What is wrong with it is a sentence with the line and the next step; nothing is guessed, nothing is repaired. */
import { visit } from 'jsonc-parser';
import { CONFIDENCES } from '../../../rules/api/finding.ts';
import type { Confidence } from '../../../rules/api/finding.ts';
import { relativePath, resolvePath } from '../paths.ts';
import type { BaselineEntry } from '../report.ts';
import { readScoreBaseline } from '../score/score-baseline.ts';
import type { ScoreBaseline } from '../score/score-baseline.ts';
import { settleEntries } from './baseline-entries.ts';

export const BASELINE_SCHEMA_VERSION = 1;

/** Says what a file is; no report begins so, and none is written over a baseline. */
export const BASELINE_KIND = 'lintel-baseline';

/** Larger files are refused. Own choice: 300,000 entries. */
export const MAX_BASELINE_BYTES = 64 * 1024 * 1024;

/** Absolute folders: what paths in the file are relative to, and what those of a report are relative to. */
export interface BaselinePlace {
  readonly root: string;
  readonly workingFolder: string;
}

/** `line` is 1-based, null where it is about the whole file; `text` a sentence without the file's name. */
export type BaselineReading = { readonly ok: true; readonly entries: readonly BaselineEntry[]; readonly toolVersion: string; readonly score?: ScoreBaseline } | { readonly ok: false; readonly line: number | null; readonly text: string };

/** Returns the entries, paths as reports show them, sorted, equal ones added up: two branches may have added the same. */
export function readBaseline(text: string, place: BaselinePlace): BaselineReading {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  const marker = CONFLICT.exec(source);
  if (marker !== null) return fault(lineAt(source, marker.index), 'a merge conflict was left in it; keep the entries of both sides, remove the marks, and run again');
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return fault(brokenLine(source), `it is no JSON; ${RESTORE}`);
  }
  return readDocument(value, { source, place });
}

const RESTORE = 'restore it from version control, or remove it and run `lintel baseline create`';

/** Marks of git, Mercurial and Subversion; each begins a line. */
const CONFLICT = /^(?:<{7}|={7}|>{7}|\|{7})(?: |\r?$)/m;

interface Reading {
  readonly source: string;
  readonly place: BaselinePlace;
}

function readDocument(value: unknown, reading: Reading): BaselineReading {
  if (!isObject(value) || value['kind'] !== BASELINE_KIND) return fault(1, `it is no baseline of Lintel; name another file, or remove it and run \`lintel baseline create\``);
  const { schemaVersion, tool, entries } = value;
  if (typeof schemaVersion !== 'number' || !Number.isInteger(schemaVersion) || schemaVersion < 1) return fault(lineOf('"schemaVersion"', reading), `its \`schemaVersion\` is no whole number; ${RESTORE}`);
  const version = isObject(tool) && typeof tool['version'] === 'string' ? tool['version'] : '';
  if (schemaVersion > BASELINE_SCHEMA_VERSION) {
    return fault(lineOf('"schemaVersion"', reading), `a newer Lintel${version === '' ? '' : ` (${version.slice(0, 40)})`} wrote it, with schemaVersion ${schemaVersion}, and this one reads up to ${BASELINE_SCHEMA_VERSION}; update Lintel`);
  }
  if (!Array.isArray(entries)) return fault(lineOf('"entries"', reading), `its \`entries\` are no list; ${RESTORE}`);
  const read: BaselineEntry[] = [];
  for (const [index, entry] of entries.entries()) {
    const result = readEntry(entry, reading.place);
    if (typeof result === 'string') return fault(lineOfEntry(index, reading), `entry ${index + 1} ${result}; ${RESTORE}`);
    read.push(result);
  }
  const score = value['score'] === undefined ? null : readScoreBaseline(value['score']);
  if (typeof score === 'string') return fault(lineOf('"score"', reading), `its \`score\` ${score}; ${RESTORE}`);
  return { ok: true, entries: settleEntries(read), toolVersion: version, ...(score === null ? {} : { score }) };
}

const HASH = /^[0-9a-f]{16}$/;
const RULE = /^[a-z0-9-]+\/[a-z0-9-]+$/;
/** Would be looked for elsewhere than under the root, on some systems on another machine. */
const ABSOLUTE = /^(?:[\\/]|[A-Za-z]:)/;
/** More findings of one kind in one file than any report holds. */
const MOST = 1_000_000_000;

/** What is wrong with the entry, as the end of a sentence, when it is none. */
function readEntry(value: unknown, { root, workingFolder }: BaselinePlace): BaselineEntry | string {
  if (!isObject(value)) return 'is no object';
  const { rule, path, line, around, count, confidence, message } = value;
  if (typeof rule !== 'string' || !RULE.test(rule)) return 'has no `rule`';
  if (typeof path !== 'string' || path === '' || path.includes('\0')) return 'has no `path`';
  if (ABSOLUTE.test(path)) return 'has an absolute `path`';
  if (typeof line !== 'string' || !HASH.test(line)) return 'has a `line` that is none of Lintel\'s';
  if (typeof around !== 'string' || !HASH.test(around)) return 'has an `around` that is none of Lintel\'s';
  const times = count ?? 1;
  if (typeof times !== 'number' || !Number.isInteger(times) || times < 1 || times > MOST) return 'has a `count` that is no whole number from 1 on';
  if (!isConfidence(confidence)) return `has a \`confidence\` that is none of ${CONFIDENCES.join(', ')}`;
  if (typeof message !== 'string') return 'has no `message`';
  return { rule, path: relativePath(workingFolder, resolvePath(root, path)), identity: { line, around }, count: times, confidence, message };
}

function isConfidence(value: unknown): value is Confidence {
  return CONFIDENCES.some((each) => each === value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fault(line: number | null, text: string): BaselineReading {
  return { ok: false, line, text };
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

function lineOf(words: string, { source }: Reading): number | null {
  const at = source.indexOf(words);
  return at < 0 ? null : lineAt(source, at);
}

/** Line of the first thing that is no JSON. */
function brokenLine(source: string): number | null {
  let first: number | null = null;
  try {
    visit(source, { onError: (_, offset) => void (first ??= offset) }, { disallowComments: true });
  } catch {
    // too deep for its reader
    return null;
  }
  return first === null ? null : lineAt(source, first);
}

/** Line on which an entry begins, wherever lines are broken. */
function lineOfEntry(index: number, { source }: Reading): number | null {
  let [inEntries, depth, seen, found] = [false, 0, -1, -1];
  const item = (offset: number): void => {
    if (!inEntries || depth !== 2) return;
    seen += 1;
    if (seen === index) found = offset;
  };
  const open = (offset: number): void => {
    item(offset);
    depth += 1;
  };
  const close = (): void => {
    depth -= 1;
  };
  try {
    visit(source, {
      onObjectProperty: (name) => {
        if (depth === 1) inEntries = name === 'entries';
      },
      onObjectBegin: open,
      onObjectEnd: close,
      onArrayBegin: open,
      onArrayEnd: close,
      onLiteralValue: (_, offset) => item(offset),
    });
  } catch {
    return null;
  }
  return found < 0 ? null : lineAt(source, found);
}
