/** JSON and JSON lines of `check`, `data` and `score` as reports again. Texts are foreign: what does not have the shape is refused with its place. */
import type { BaselineUse, CheckedFile, DatasetLoad, Finding, NotChecked, TableProfile } from '../../core/report.ts';
import type { ScoreReport } from '../../core/score/score-report.ts';
import { SCHEMA_VERSION } from '../json.ts';
import { jsonFault } from './json-fault.ts';
import { flag, isObject, list, object, optional, ShapeFault, WRITE_ANEW } from './shape.ts';
import { readBaseline, readChecked, readFinding, readLoad, readNotChecked, readProfile, readRuleId } from './stored-parts.ts';
import { readScore } from './stored-score.ts';

/** What one file holds. */
export interface StoredReport {
  readonly kind: 'check' | 'score';
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
  readonly checked: readonly CheckedFile[];
  readonly rules: readonly string[];
  readonly loads: readonly DatasetLoad[];
  readonly profiles: readonly TableProfile[];
  readonly hasProfiles: boolean;
  readonly baseline: BaselineUse | null;
  readonly score: ScoreReport | null;
  readonly isComplete: boolean;
}

export type Stored = { readonly ok: true; readonly report: StoredReport } | { readonly ok: false; readonly text: string };

/** @param text a whole JSON document */
export function readDocument(text: string): Stored {
  return guarded(() => {
    const value = parsed(text);
    checkHead(value);
    if (Object.hasOwn(value, 'rubric') && Object.hasOwn(value, 'sections')) return ofScore(readScore(value, ''));
    if (!Object.hasOwn(value, 'findings') || !Object.hasOwn(value, 'summary')) throw new ShapeFault('it is no result of `check`, `data` or `score`');
    const { summary, ...rest } = storedDocument(value, '');
    return { kind: 'check', ...rest, hasProfiles: Object.hasOwn(value, 'profiles'), isComplete: isWhole(summary, rest) };
  });
}

const storedDocument = object({
  findings: list(readFinding),
  notChecked: list(readNotChecked),
  checked: optional(list(readChecked), []),
  rules: optional(list(readRuleId), []),
  loads: optional(list(readLoad), []),
  profiles: optional(list(readProfile), []),
  baseline: optional<BaselineUse | null>(readBaseline, null),
  score: optional<ScoreReport | null>(readScore, null),
  summary: object({ complete: flag }),
});

/** What was not checked makes a report incomplete, whatever it says of itself. */
function isWhole({ complete }: { readonly complete: boolean }, { notChecked }: Pick<StoredReport, 'notChecked'>): boolean {
  return complete && notChecked.length === 0;
}

function ofScore(score: ScoreReport): StoredReport {
  return { kind: 'score', findings: score.findings, notChecked: score.notChecked, checked: [], rules: [], loads: [], profiles: [], hasProfiles: false, baseline: null, score, isComplete: score.isComplete };
}

/** Takes the lines of a report one by one, however many there are. */
export interface LineReader {
  /** Returns what is wrong with the line; null when nothing is. */
  add(line: string): string | null;
  /** A report without its last line is marked incomplete. */
  end(): StoredReport;
}

export function createLineReader(): LineReader {
  const [findings, notChecked, checked, loads, profiles]: [Finding[], NotChecked[], CheckedFile[], DatasetLoad[], TableProfile[]] = [[], [], [], [], []];
  let [lineNumber, isEnded, isComplete] = [0, false, false];
  let rules: readonly string[] = [];
  let baseline: BaselineUse | null = null;
  let score: ScoreReport | null = null;
  const shared = createInterner();
  const take = (line: string): void => {
    const value = parsed(line);
    if (lineNumber === 1) checkHead(value);
    if (isEnded) throw new ShapeFault('it stands behind the summary');
    switch (value['type']) {
      case 'finding': return void findings.push(shared(readFinding(value, 'finding')));
      case 'not-checked': return void notChecked.push(readNotChecked(value, 'not-checked'));
      case 'checked': return void checked.push(readChecked(value, 'checked'));
      case 'load': return void loads.push(readLoad(value, 'load'));
      case 'profile': return void profiles.push(readProfile(value, 'profile'));
      case 'baseline': baseline = readBaseline(value, 'baseline'); return;
      case 'score': score = readScore(value, 'score'); return;
      case 'summary': {
        isEnded = true;
        ({ rules, complete: isComplete } = object({ rules: optional(list(readRuleId), []), complete: flag })(value, 'summary'));
      }
    }
  };
  return {
    add: (line) => {
      lineNumber += 1;
      if (line.trim() === '') return null;
      const read = caught(() => take(line));
      return read.ok ? null : `line ${lineNumber}: ${read.text}`;
    },
    end: () => ({ kind: 'check', findings, notChecked, checked, rules, loads, profiles, hasProfiles: profiles.length > 0, baseline, score, isComplete: isEnded && isWhole({ complete: isComplete }, { notChecked }) }),
  };
}

/** A million findings name the same files, rules and columns again and again: each text is kept once. */
function createInterner(): (finding: Finding) => Finding {
  const known = new Map<string, string>();
  const once = <T extends string>(text: T): T => {
    const found = known.get(text);
    if (found !== undefined) return found as T;
    known.set(text, text);
    return text;
  };
  return (finding) => ({ ...finding, rule: once(finding.rule), path: once(finding.path), dataset: finding.dataset === null ? null : once(finding.dataset), column: finding.column === null ? null : once(finding.column), related: finding.related.length === 0 ? NONE : finding.related, fixes: finding.fixes.length === 0 ? NONE : finding.fixes, identity: NO_IDENTITY });
}

const NONE: readonly never[] = [];
const NO_IDENTITY: Finding['identity'] = { line: '', around: '' };

function parsed(text: string): Readonly<Record<string, unknown>> {
  const value = parseJson(text);
  if (!isObject(value)) throw new ShapeFault(NO_REPORT);
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ShapeFault(jsonFault(text));
  }
}

const NO_REPORT = 'it is no JSON report of Lintel';

function checkHead(value: Readonly<Record<string, unknown>>): void {
  const tool = value['tool'];
  const version = value['schemaVersion'];
  if (!isObject(tool) || tool['name'] !== 'lintel' || typeof version !== 'number' || !Number.isInteger(version) || version < 1) throw new ShapeFault(NO_REPORT);
  if (version > SCHEMA_VERSION) throw new ShapeFault(`a newer Lintel wrote it, with schemaVersion ${version}, and this one reads up to ${SCHEMA_VERSION}`, 'update Lintel');
}

function guarded(read: () => StoredReport): Stored {
  const result = caught(read);
  return result.ok ? { ok: true, report: result.value } : result;
}

function caught<T>(read: () => T): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly text: string } {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (error instanceof ShapeFault) return { ok: false, text: error.message };
    if (error instanceof RangeError) return { ok: false, text: `it is nested too deeply; ${WRITE_ANEW}` };
    throw error;
  }
}
