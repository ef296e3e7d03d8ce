/** Lets project rules judge what they collected from all programs, once per project. */
import type { PythonProjectRule, KeptPlace, ProjectVerdict } from '../../../../rules/api/python-rule.ts';
import type { CodeRule } from '../../../../rules/api/python-rule.ts';
import type { ProjectFacts } from '../../../../rules/api/python/project-facts.ts';
import type { Word } from '../../../../rules/api/rule.ts';
import type { Config } from '../../config.ts';
import { fillMessage } from '../../data/message.ts';
import { contentAt } from '../../identity.ts';
import { relativePath } from '../../paths.ts';
import type { NotChecked } from '../../report.ts';
import { lineIndexOf, lineText } from '../line-index.ts';
import type { CodePorts, FoundProgram } from './check-code.ts';
import type { Span } from './code-places.ts';
import type { Documents } from './documents.ts';
import type { CheckedProgram, CodeSuppression, Draft } from './draft.ts';
import { placesIn } from './program-places.ts';
import type { Located } from './program-places.ts';
import { codeOptions } from './run-code-rules.ts';
import type { Sources } from './sources.ts';

export interface ProjectJudging {
  readonly programs: readonly FoundProgram[];
  readonly codeRules: readonly CodeRule[];
  readonly checked: readonly CheckedProgram[];
  /** Whether each program of the project is among them. */
  readonly hasAllPrograms: boolean;
  /** Texts of the project by absolute path. */
  readonly sources: Sources;
  readonly facts: ProjectFacts;
  /** Documents of the sources; asked for when a place is not known. */
  readonly openDocuments: () => Promise<Documents>;
  readonly workingFolder: string;
}

export interface JudgedProject {
  readonly drafts: readonly Draft[];
  /** Of the files blamed. */
  readonly suppressions: ReadonlyMap<string, readonly CodeSuppression[]>;
  readonly notChecked: readonly NotChecked[];
}

export const NOTHING_JUDGED: JudgedProject = { drafts: [], suppressions: new Map(), notChecked: [] };

export async function judgeProject(request: ProjectJudging, ports: CodePorts): Promise<JudgedProject> {
  const told: Told[] = [];
  const notChecked: NotChecked[] = [];
  for (const rule of request.codeRules) {
    if (rule.kind !== 'python-project' || (rule.needs === 'all-programs' && !request.hasAllPrograms)) continue;
    const programs = request.checked.flatMap(({ path, collected }) => (collected.has(rule.id) ? [{ path, collected: collected.get(rule.id) }] : []));
    const [first] = programs;
    const config = request.programs.find(({ program }) => program.path === first?.path)?.config;
    if (config === undefined) continue;
    try {
      for (const verdict of verdictsOf(rule, { programs, config, facts: request.facts })) told.push({ rule, verdict, message: messageOf(verdict, rule) });
    } catch (error) {
      const path = relativePath(request.workingFolder, request.facts.root);
      ports.log.warn(`rule ${rule.id} failed on ${path}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      notChecked.push({ path, reason: 'internal-error', message: `rule ${rule.id} failed; all other rules ran. Run with -v for the log and report it` });
    }
  }
  const { locate, suppressions } = await openAtlas(placesOf(told), request, ports);
  return { drafts: told.map((one) => draftOf(one, locate)), suppressions, notChecked };
}

interface Told {
  readonly rule: PythonProjectRule;
  readonly verdict: ProjectVerdict;
  /** Filled in. */
  readonly message: string;
}

function messageOf(verdict: ProjectVerdict, rule: PythonProjectRule): string {
  return fillMessage(rule.messages[verdict.message] ?? verdict.message, { words: (verdict.data ?? {}) as Readonly<Record<string, Word>>, isPersonal: false });
}

interface Collected {
  readonly programs: readonly { readonly path: string; readonly collected: unknown }[];
  readonly config: Config;
  readonly facts: ProjectFacts;
}

function verdictsOf(rule: PythonProjectRule, { programs, config, facts }: Collected): readonly ProjectVerdict[] {
  return rule.judge({ programs, project: facts, options: codeOptions(rule, config) });
}

function placesOf(told: readonly Told[]): readonly KeptPlace[] {
  return told.flatMap(({ verdict: { at, related = [] } }) => [at, ...related.map((step) => step.at)]);
}

/** Kept places found again, in programs and in other files of the project. */
interface Atlas {
  /** @param kept one of those it was made of */
  readonly locate: (kept: KeptPlace) => Located;
  readonly suppressions: ReadonlyMap<string, readonly CodeSuppression[]>;
}

/** Manifests and lock files larger than this are placed at their first line. */
const MAX_TEXT_BYTES = 4_000_000;

async function openAtlas(all: readonly KeptPlace[], { sources, openDocuments }: ProjectJudging, { files, cache = null }: CodePorts): Promise<Atlas> {
  const located = new Map<KeptPlace, Located>();
  const suppressions = new Map<string, readonly CodeSuppression[]>();
  for (const [path, spans] of byPath(all)) {
    const text = sources.get(path);
    const known = text === undefined ? null : await placesIn({ path, text, spans, read: async () => (await openDocuments()).read(path) }, cache);
    if (known !== null) suppressions.set(path, known.suppressions);
    const found = known?.located ?? placesInText((await files.readText(path, MAX_TEXT_BYTES)) ?? '', spans);
    for (const [index, kept] of spans.entries()) {
      const one = found[index];
      if (one !== undefined) located.set(kept, one);
    }
  }
  return { locate: (kept) => located.get(kept) ?? never(kept), suppressions };
}

function byPath(all: readonly KeptPlace[]): ReadonlyMap<string, readonly KeptPlace[]> {
  const grouped = new Map<string, KeptPlace[]>();
  for (const kept of all) {
    const before = grouped.get(kept.path);
    if (before === undefined) grouped.set(kept.path, [kept]);
    else before.push(kept);
  }
  return grouped;
}

/** Of a file that is no program, or cannot be read as one. */
function placesInText(text: string, spans: readonly Span[]): readonly Located[] {
  const lines = lineIndexOf(text);
  return spans.map((span) => ({ place: { cell: null, range: lines.rangeOf(span) }, lines: [], content: contentAt((line) => lineText(text, { lines, line }), lines.positionAt(span.start).line) }));
}

function never({ path }: KeptPlace): never {
  throw new Error(`a place in ${path} was not asked for`);
}

function draftOf({ rule, verdict, message }: Told, locate: Atlas['locate']): Draft {
  return {
    rule: rule.id,
    messageId: verdict.message,
    message,
    severity: verdict.severity ?? rule.severity,
    confidence: verdict.confidence ?? rule.confidence,
    path: verdict.at.path,
    start: verdict.at.start,
    end: verdict.at.end,
    ...locate(verdict.at),
    column: null,
    related: (verdict.related ?? []).map(({ at, text }, index) => ({ path: at.path, place: locate(at).place, text: `${index + 1}. ${text}` })),
    fixes: [],
  };
}
