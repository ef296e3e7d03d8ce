/** Runs the rules on one analysed program. Pure; a rule that breaks gives one note and loses nothing else. */
import { defaultOptions } from '../../../../rules/api/option.ts';
import type { OptionTable, OptionValues } from '../../../../rules/api/option.ts';
import type { CodePlace, CodeRule, CodeVerdict, PythonRule } from '../../../../rules/api/python-rule.ts';
import type { PythonDocument } from '../../../../rules/api/python/document.ts';
import type { Facts } from '../../../../rules/api/python/facts.ts';
import { moduleOf } from '../../../../rules/api/python/syntax.ts';
import type { Word } from '../../../../rules/api/rule.ts';
import type { Config } from '../../config.ts';
import { fillMessage } from '../../data/message.ts';
import { documentPlaces } from './code-places.ts';
import type { DocumentPlaces, FilePlace, Span } from './code-places.ts';
import type { Told } from '../fix/mend-program.ts';
import { plainRead } from '../reading-data/look-at-tables.ts';
import { suppressionsOf } from './code-suppressions.ts';
import type { CheckedProgram, CodeSuppression, Draft, RuleFailureNote } from './draft.ts';

export interface ProgramRequest {
  readonly facts: Facts;
  /** Selected already. */
  readonly rules: readonly CodeRule[];
  readonly config: Pick<Config, 'rules'>;
}

/** The rule's options: the user's where configured, else the defaults. */
export function codeOptions(rule: CodeRule, config: Pick<Config, 'rules'>): OptionValues<OptionTable> {
  return { ...defaultOptions(rule.options), ...config.rules[rule.id] } as OptionValues<OptionTable>;
}

/** What was found, as plain data, and what the rules said of it. */
export interface ProgramFindings {
  readonly checked: CheckedProgram;
  readonly told: readonly Told[];
}

export function checkProgram({ facts, rules, config }: ProgramRequest): ProgramFindings {
  const atlas = createAtlas(facts);
  const failures: RuleFailureNote[] = [];
  const told: Told[] = [];
  const collected = new Map<string, unknown>();
  for (const rule of rules) {
    const options = codeOptions(rule, config);
    try {
      if (rule.kind === 'python-project') {
        const kept = rule.collect({ facts, options });
        if (kept !== null) collected.set(rule.id, kept);
      } else if (runsOn(rule, facts.document)) {
        told.push(...rule.find({ facts, options }).map((verdict) => ({ rule, verdict, options, draft: writeDraft(verdict, { rule, atlas }) })));
      }
    } catch (error) {
      failures.push({ rule: rule.id, detail: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
  const drafts = told.map(({ draft }) => draft);
  const reads = facts.reads.filter(({ path }) => path !== null).map(plainRead);
  return { told, checked: { path: facts.document.path, drafts, suppressions: atlas.suppressions(), collected, failures, followed: [...facts.followed.keys()], reads, isWhole: !facts.isCutShort, hasSyntaxErrors: facts.document.syntaxErrors.length > 0 } };
}

/** Rules on code have nothing to say of a notebook in another language; rules on notebooks have. */
function runsOn({ on }: PythonRule, document: PythonDocument): boolean {
  return on === 'notebook' ? document.kind === 'notebook' : document.language === 'python';
}

interface PlacedSpan {
  readonly path: string;
  readonly span: Span;
  readonly place: FilePlace;
  readonly places: DocumentPlaces;
}

/** The documents of one program, with their places. */
interface Atlas {
  locate(place: CodePlace): PlacedSpan;
  /** Of the program, and of every document located so far. */
  suppressions(): ReadonlyMap<string, readonly CodeSuppression[]>;
}

function createAtlas(facts: Facts): Atlas {
  const opened = new Map<PythonDocument, DocumentPlaces>();
  const open = (document: PythonDocument): DocumentPlaces => {
    const places = opened.get(document) ?? documentPlaces(document);
    opened.set(document, places);
    return places;
  };
  open(facts.document);
  const documentOf = (path: string): PythonDocument => {
    const document = path === facts.document.path ? facts.document : facts.followed.get(path);
    if (document === undefined) throw new Error(`a node of ${path} is blamed, which was not followed from ${facts.document.path}`);
    return document;
  };
  return {
    locate: (place) => {
      const document = 'document' in place ? place.document : documentOf(moduleOf(place).path);
      const places = open(document);
      if ('cellIndex' in place) return { path: document.path, span: cellSpan(document, place.cellIndex), place: places.placeOfCell(place.cellIndex), places };
      if (!('start' in place)) return { path: document.path, span: { start: 0, end: 0 }, place: places.placeOfFile(), places };
      const span = { start: place.start, end: place.end };
      return { path: document.path, span, place: places.placeOf(span), places };
    },
    suppressions: () => new Map([...opened].map(([document, places]) => [document.path, suppressionsOf(document, places)])),
  };
}

/** Where a cell that is no part of the text would stand: before the next one that is. */
function cellSpan({ cells, text }: PythonDocument, cellIndex: number): Span {
  const own = cells[cellIndex]?.range;
  if (own != null) return { start: own.start, end: own.start };
  const next = cells.slice(cellIndex + 1).find(({ range }) => range !== null)?.range?.start ?? text.length;
  return { start: next, end: next };
}

function writeDraft(verdict: CodeVerdict, { rule, atlas }: { readonly rule: PythonRule; readonly atlas: Atlas }): Draft {
  const { path, span, place, places } = atlas.locate(verdict.at);
  return {
    rule: rule.id,
    messageId: verdict.message,
    message: fillMessage(rule.messages[verdict.message] ?? verdict.message, { words: (verdict.data ?? {}) as Readonly<Record<string, Word>>, isPersonal: false }),
    severity: verdict.severity ?? rule.severity,
    confidence: verdict.confidence ?? rule.confidence,
    path,
    ...span,
    place,
    lines: places.linesOf(span),
    content: places.contentOf(span),
    column: verdict.column ?? null,
    related: (verdict.related ?? []).map(({ at, text }, index) => {
      const step = atlas.locate(at);
      return { path: step.path, place: step.place, text: `${index + 1}. ${text}` };
    }),
    fixes: [],
  };
}
