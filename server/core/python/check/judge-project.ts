/** Lets project rules judge what they collected from all programs, once per project. */
import type { PythonProjectRule, KeptPlace, ProjectVerdict } from '../../../../rules/api/python-rule.ts';
import type { CodeRule } from '../../../../rules/api/python-rule.ts';
import type { PythonDocument } from '../../../../rules/api/python/document.ts';
import type { ProjectFacts } from '../../../../rules/api/python/project-facts.ts';
import type { Word } from '../../../../rules/api/rule.ts';
import type { Config } from '../../config.ts';
import { fillMessage } from '../../data/message.ts';
import { contentAt } from '../../identity.ts';
import type { Content } from '../../identity.ts';
import { relativePath } from '../../paths.ts';
import type { NotChecked } from '../../report.ts';
import { lineIndexOf, lineText } from '../line-index.ts';
import type { CodePorts, FoundProgram } from './check-code.ts';
import { documentPlaces } from './code-places.ts';
import type { DocumentPlaces, FilePlace } from './code-places.ts';
import { suppressionsOf } from './code-suppressions.ts';
import type { Documents } from './documents.ts';
import type { CheckedProgram, CodeSuppression, Draft } from './draft.ts';
import { codeOptions } from './run-code-rules.ts';

export interface ProjectJudging {
  readonly programs: readonly FoundProgram[];
  readonly codeRules: readonly CodeRule[];
  readonly checked: readonly CheckedProgram[];
  /** Whether each program of the project is among them. */
  readonly hasAllPrograms: boolean;
  readonly documents: Documents;
  readonly facts: ProjectFacts;
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
  const atlas = createAtlas(request.documents, ports);
  const drafts: Draft[] = [];
  const notChecked: NotChecked[] = [];
  for (const rule of request.codeRules) {
    if (rule.kind !== 'python-project' || (rule.needs === 'all-programs' && !request.hasAllPrograms)) continue;
    const programs = request.checked.flatMap(({ path, collected }) => (collected.has(rule.id) ? [{ path, collected: collected.get(rule.id) }] : []));
    const [first] = programs;
    const config = request.programs.find(({ program }) => program.path === first?.path)?.config;
    if (config === undefined) continue;
    try {
      for (const verdict of verdictsOf(rule, { programs, config, facts: request.facts })) drafts.push(await writeDraft(verdict, { rule, atlas }));
    } catch (error) {
      const path = relativePath(request.workingFolder, request.facts.root);
      ports.log.warn(`rule ${rule.id} failed on ${path}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      notChecked.push({ path, reason: 'internal-error', message: `rule ${rule.id} failed; all other rules ran. Run with -v for the log and report it` });
    }
  }
  return { drafts, suppressions: atlas.suppressions(), notChecked };
}

interface Collected {
  readonly programs: readonly { readonly path: string; readonly collected: unknown }[];
  readonly config: Config;
  readonly facts: ProjectFacts;
}

function verdictsOf(rule: PythonProjectRule, { programs, config, facts }: Collected): readonly ProjectVerdict[] {
  return rule.judge({ programs, project: facts, options: codeOptions(rule, config) });
}

interface Located {
  readonly place: FilePlace;
  readonly lines: readonly number[];
  readonly content: Content;
}

/** Finds kept places again, in programs and in other files of the project. */
interface Atlas {
  locate(kept: KeptPlace): Promise<Located>;
  suppressions(): ReadonlyMap<string, readonly CodeSuppression[]>;
}

/** Manifests and lock files larger than this are placed at their first line. */
const MAX_TEXT_BYTES = 4_000_000;

function createAtlas(documents: Documents, { files }: CodePorts): Atlas {
  const suppressions = new Map<string, readonly CodeSuppression[]>();
  // verdicts of one program mostly follow each other
  let latest: { readonly document: PythonDocument; readonly places: DocumentPlaces } | null = null;
  const placesIn = (document: PythonDocument): DocumentPlaces => {
    if (latest?.document !== document) latest = { document, places: documentPlaces(document) };
    return latest.places;
  };
  return {
    locate: async (kept) => {
      const read = documents.read(kept.path);
      if (read === null || !read.ok) {
        const text = (await files.readText(kept.path, MAX_TEXT_BYTES)) ?? '';
        const lines = lineIndexOf(text);
        return { place: { cell: null, range: lines.rangeOf(kept) }, lines: [], content: contentAt((line) => lineText(text, { lines, line }), lines.positionAt(kept.start).line) };
      }
      const places = placesIn(read.document);
      if (!suppressions.has(kept.path)) suppressions.set(kept.path, suppressionsOf(read.document, places));
      return { place: places.placeOf(kept), lines: places.linesOf(kept), content: places.contentOf(kept) };
    },
    suppressions: () => suppressions,
  };
}

async function writeDraft(verdict: ProjectVerdict, { rule, atlas }: { readonly rule: PythonProjectRule; readonly atlas: Atlas }): Promise<Draft> {
  const related: Draft['related'][number][] = [];
  for (const [index, { at, text }] of (verdict.related ?? []).entries()) {
    related.push({ path: at.path, place: (await atlas.locate(at)).place, text: `${index + 1}. ${text}` });
  }
  return {
    rule: rule.id,
    messageId: verdict.message,
    message: fillMessage(rule.messages[verdict.message] ?? verdict.message, { words: (verdict.data ?? {}) as Readonly<Record<string, Word>>, isPersonal: false }),
    severity: verdict.severity ?? rule.severity,
    confidence: verdict.confidence ?? rule.confidence,
    path: verdict.at.path,
    start: verdict.at.start,
    end: verdict.at.end,
    ...(await atlas.locate(verdict.at)),
    column: null,
    related,
    fixes: [],
  };
}
