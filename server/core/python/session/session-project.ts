/**
 * One project of a session: its texts, what was found in each program, and who depends on whom. It checks what it is told to; when
 * is not its business.
 */
import type { Facts } from '../../../../rules/api/python/facts.ts';
import type { CodeRule } from '../../../../rules/api/python-rule.ts';
import type { Config } from '../../config.ts';
import { relativePath } from '../../paths.ts';
import type { CancelSignal } from '../../ports.ts';
import type { Finding, NotChecked } from '../../report.ts';
import { noteOf } from '../check/check-code.ts';
import type { CodePorts, FoundProgram } from '../check/check-code.ts';
import type { LookAtTable, UnitProgram, UnitResult } from '../check/check-unit.ts';
import type { Documents } from '../check/documents.ts';
import type { CheckedProgram, Draft } from '../check/draft.ts';
import { createExchange, frozenExchange } from '../check/exchange.ts';
import type { Exchange } from '../check/exchange.ts';
import { judgeProject, NOTHING_JUDGED } from '../check/judge-project.ts';
import { knowledgeFindings } from '../check/knowledge-findings.ts';
import type { JudgedProject } from '../check/judge-project.ts';
import { linkPrograms, linksOf } from '../check/link-programs.ts';
import { settleDrafts } from '../check/settle-drafts.ts';
import { openUnitWork } from '../check/unit-work.ts';
import type { UnitWork, UnitWorkers } from '../check/unit-work.ts';
import type { FixesWanted } from '../fix/mend-program.ts';
import type { Manifest } from '../project/dependencies/manifest.ts';
import { knowledgeFor } from '../project/project-knowledge.ts';
import type { ProjectKnowledge } from '../project/project-knowledge.ts';
import type { PythonTools } from '../python-tools.ts';
import type { LookedAt, PlainRead } from '../reading-data/look-at-tables.ts';
import { openLiveDocuments } from './live-documents.ts';
import type { OpenNotebookCells } from './live-documents.ts';
import { fileTextOf } from './live-notebook.ts';

export interface SessionProjectRequest {
  /** Absolute. */
  readonly root: string;
  /** See `Project`. */
  readonly home: string;
  readonly workingFolder: string;
  /** Every known rule on code. */
  readonly rules: readonly CodeRule[];
  /** Ids of all rules there are. */
  readonly knownIds: readonly string[];
  readonly tools: PythonTools;
  readonly ports: CodePorts;
}

/** Files of a project as they were read. */
export interface ProjectFiles {
  readonly programs: readonly FoundProgram[];
  readonly sources: ReadonlyMap<string, string>;
  readonly manifests: readonly Manifest[];
  readonly knowledge: ProjectKnowledge | null;
  /** Programs that could not be read. */
  readonly notChecked: readonly NotChecked[];
}

interface Unit {
  /** Absolute paths, writers first. */
  readonly members: readonly string[];
  readonly exchange: Exchange;
}

/** What is kept of a program that was checked. */
interface Known {
  readonly checked: CheckedProgram | null;
  readonly notes: readonly NotChecked[];
}

export interface Checking {
  readonly signal: CancelSignal;
  readonly pause: (path: string) => Promise<void>;
  readonly lookAtTable: LookAtTable | null;
  readonly onFacts: (facts: Facts) => void;
}

export interface CheckingApart extends Omit<Checking, 'onFacts'> {
  readonly workers: UnitWorkers;
  /** Told of files whose findings may be others now. */
  readonly onChecked: (path: string, files: ReadonlySet<string>) => void;
  /** Told of programs for which what was found holds no more. */
  readonly onOutdated: (path: string) => void;
  /** Whether tables are what they were when it began. */
  readonly hasSameTables: () => boolean;
}

export class SessionProject {
  readonly root: string;
  /** See `Project`. */
  readonly home: string;
  readonly #request: SessionProjectRequest;
  readonly #sources = new Map<string, string>();
  readonly #notebooks = new Map<string, OpenNotebookCells>();
  readonly #looks = new Map<string, LookedAt>();
  readonly #known = new Map<string, Known>();
  readonly #unitOf = new Map<string, Unit>();
  readonly documents: Documents;
  #files: ProjectFiles;
  /** With what the project says of libraries. */
  #tools: PythonTools;
  #work: UnitWork;
  #judged: JudgedProject = NOTHING_JUDGED;
  #programs: ReadonlyMap<string, FoundProgram> = new Map();
  /** Whether everything that could blame a program was looked at. */
  #isWhole = false;

  constructor(request: SessionProjectRequest, files: ProjectFiles) {
    this.root = request.root;
    this.home = request.home;
    this.#request = request;
    this.#files = files;
    this.#tools = request.tools;
    this.documents = openLiveDocuments({ sources: this.#sources, notebooks: this.#notebooks, home: this.home, parser: request.tools.parser });
    this.#work = this.#openWork();
    this.take(files);
  }

  /** Takes over the files as they were read anew. What is open stays open. @returns programs to check again */
  take(files: ProjectFiles): readonly string[] {
    const before = { programs: this.#programs, sources: new Map(this.#sources), beside: besideOf(this.#files) };
    this.#files = files;
    this.#programs = new Map(files.programs.map((found) => [found.program.path, found]));
    for (const path of this.#sources.keys()) if (!files.sources.has(path)) this.#forget(path);
    for (const [path, text] of files.sources) if (!this.#notebooks.has(path)) this.#sources.set(path, text);
    this.#work = this.#openWork();
    const cameOrWent = [...new Set([...before.sources.keys(), ...this.#sources.keys()])].filter((path) => before.sources.has(path) !== this.#sources.has(path));
    const isOther = before.beside !== besideOf(files) || cameOrWent.length > MANY_FILES;
    const changed = files.programs.filter(({ program: { path }, config }) => {
      const old = before.programs.get(path);
      return isOther || old === undefined || this.#known.get(path)?.checked == null || before.sources.get(path) !== this.#sources.get(path) || JSON.stringify(old.config) !== JSON.stringify(config);
    });
    const importers = isOther ? [] : [...this.#sources].filter(([, text]) => cameOrWent.some((path) => mayImport(text, path))).map(([path]) => path);
    return this.#ofProject([...changed.map(({ program }) => program.path), ...importers, ...this.relink()]);
  }

  /** @param open null for a script, whose text is all there is */
  setText(path: string, text: string, open: OpenNotebookCells | null): void {
    this.#sources.set(path, text);
    if (open === null) this.#notebooks.delete(path);
    else this.#notebooks.set(path, open);
  }

  has(path: string): boolean {
    return this.#programs.has(path);
  }

  hasText(path: string): boolean {
    return this.#sources.has(path);
  }

  textOf(path: string): string | null {
    return this.#sources.get(path) ?? null;
  }

  configOf(path: string): Config | null {
    return this.#programs.get(path)?.config ?? null;
  }

  paths(): readonly string[] {
    return [...this.#programs.keys()];
  }

  /** The programs that hand each other values, writers first. */
  unitOf(path: string): readonly string[] {
    return this.#unitOf.get(path)?.members ?? [path];
  }

  /** Looks anew which programs hand values to which. @returns members of groups that are new */
  relink(): readonly string[] {
    const before = new Map(this.#unitOf);
    this.#unitOf.clear();
    const changed: string[] = [];
    for (const members of linkPrograms([...this.#programs.keys()].filter((path) => this.#sources.has(path)), this.#sources)) {
      const old = before.get(members[0] ?? '');
      const isSame = old?.members.join('\0') === members.join('\0');
      const unit: Unit = isSame && old !== undefined ? old : { members, exchange: createExchange(this.root) };
      if (!isSame) changed.push(...members);
      for (const path of members) this.#unitOf.set(path, unit);
    }
    return changed;
  }

  /** Equal texts tie a program to the same others. */
  linksOf(path: string): string {
    return linksOf(this.#sources.get(path) ?? '');
  }

  /** Programs that import this one, straight or by way of others. */
  importersOf(path: string): readonly string[] {
    return this.#ofProject([...this.#known].filter(([, { checked }]) => checked?.followed.includes(path) === true).map(([other]) => other));
  }

  /** Programs that read what this one has written since they were checked. */
  readersOf(path: string): readonly string[] {
    const unit = this.#unitOf.get(path);
    return this.#ofProject(unit?.members.filter((other) => other !== path && unit.exchange.isOutdated(other)) ?? []);
  }

  readersOfData(): readonly string[] {
    return [...this.#known.keys()].filter((path) => this.readsOf(path).length > 0);
  }

  readsOf(path: string): readonly PlainRead[] {
    return this.#known.get(path)?.checked?.reads ?? [];
  }

  forgetTables(): void {
    this.#looks.clear();
  }

  notChecked(path: string): readonly NotChecked[] {
    const displayPath = this.#display(path);
    return [...this.#files.notChecked.filter((note) => note.path === displayPath), ...(this.#known.get(path)?.notes ?? [])];
  }

  /** Checks programs of one unit. @returns absolute paths of the files whose findings may be others now; null when cancelled */
  async check(paths: readonly string[], checking: Checking): Promise<ReadonlySet<string> | null> {
    const programs = this.#unitPrograms(paths);
    const { exchange } = this.#unitOf.get(paths[0] ?? '') ?? { exchange: createExchange(this.root) };
    const results = await this.#work.check(programs, { ...checking, exchange, fixes: null });
    if (checking.signal.aborted) return null;
    return new Set(results.flatMap((result) => [...this.#takeResult(result)]));
  }

  /** True when it hands no values to others. */
  isAlone(path: string): boolean {
    return this.#sources.has(path) && this.unitOf(path).length === 1;
  }

  /** Checks programs that are alone in other processes. What rests on texts or tables that have changed meanwhile is not taken. */
  async checkApart(paths: readonly string[], { workers, signal, pause, lookAtTable, onChecked, onOutdated, hasSameTables }: CheckingApart): Promise<void> {
    const sources = new Map(this.#sources);
    const holds = (result: UnitResult): boolean => {
      const { followed, reads } = result.kind === 'checked' ? result.program : { followed: [], reads: [] };
      return [pathOf(result), ...followed].every((path) => sources.get(path) === this.#sources.get(path)) && (reads.length === 0 || hasSameTables());
    };
    const onResults = (results: readonly UnitResult[]): void => {
      for (const result of signal.aborted ? [] : results) {
        if (holds(result)) onChecked(pathOf(result), this.#takeResult(result));
        else onOutdated(pathOf(result));
      }
    };
    const units = this.#unitPrograms(paths).map((program) => [program]);
    const { manifests, knowledge } = this.#files;
    await workers.check({ root: this.root, home: this.home, sources, manifests, knowledge }, { units, lookAtTable, signal, pause, fixes: null, onResults });
  }

  #unitPrograms(paths: readonly string[]): readonly UnitProgram[] {
    return paths.flatMap((path) => {
      const found = this.#programs.get(path);
      return found === undefined || !this.#sources.has(path) ? [] : [{ path, config: found.config }];
    });
  }

  #takeResult(result: UnitResult): ReadonlySet<string> {
    const path = pathOf(result);
    const before = this.#known.get(path)?.checked?.drafts ?? [];
    const checked = result.kind === 'checked' ? result.program : null;
    const notes = noteOf(result, this.#request, this.#request.ports);
    this.#known.set(path, { checked, notes });
    return new Set([path, ...[...before, ...(checked?.drafts ?? [])].map((draft) => draft.path)]);
  }

  /** Lets project rules judge. @returns files whose findings may be others now */
  async judge(isWholeFolder: boolean): Promise<ReadonlySet<string>> {
    const checked = this.paths().flatMap((path) => this.#known.get(path)?.checked ?? []);
    const before = this.#judged.drafts;
    const { rules, workingFolder, ports } = this.#request;
    const hasAllPrograms = isWholeFolder && checked.length === this.#programs.size;
    this.#judged = await judgeProject({ programs: [...this.#programs.values()], codeRules: rules, checked, hasAllPrograms, sources: this.#sources, facts: this.#work.facts, openDocuments: async () => this.documents, workingFolder }, ports);
    const isWhole = hasAllPrograms && checked.every((program) => program.isWhole && program.failures.length === 0);
    const isNews = isWhole !== this.#isWhole;
    this.#isWhole = isWhole;
    return new Set([...before, ...this.#judged.drafts].map(({ path }) => path).concat(isNews ? this.paths() : []));
  }

  /** The findings on one file, as they stand. Errors: none when nothing of the project was checked. */
  findingsOn(path: string): readonly Finding[] {
    const all = [...this.#known.values()].flatMap(({ checked }) => checked ?? []);
    const drafts = [...all.flatMap((program) => program.drafts), ...this.#judged.drafts].filter((draft) => draft.path === path);
    const [first] = this.#programs.values();
    const ofKnowledge = knowledgeFindings(this.#files.knowledge, { config: first?.config ?? null, displayPath: (each) => this.#display(each) });
    return [...this.#settle(path, drafts), ...ofKnowledge.filter((finding) => finding.path === this.#display(path))];
  }

  /** What was found in a program, with fixes that hold. Paths in fixes are display paths. */
  async fixesOf(path: string, { wanted, checking }: { readonly wanted: FixesWanted; readonly checking: Checking }): Promise<readonly Finding[]> {
    const found = this.#programs.get(path);
    const unit = this.#unitOf.get(path);
    if (found === undefined || unit === undefined) return [];
    // edits of a notebook are tried on the file as it would be saved
    const sources = new Map(this.#sources);
    for (const [each, { live, saved }] of this.#notebooks) sources.set(each, fileTextOf(live, saved));
    const { rules, ports } = this.#request;
    const work = openUnitWork({ root: this.root, home: this.home, sources, manifests: this.#files.manifests, knowledge: null }, { tools: this.#tools, rules, clock: ports.clock, looks: this.#looks });
    const [result] = await work.check([{ path, config: found.config }], { ...checking, exchange: frozenExchange(unit.exchange), fixes: wanted });
    if (result?.kind !== 'checked') return [];
    const { drafts } = result.program;
    return [...new Set(drafts.map((draft) => draft.path))].flatMap((each) => this.#settle(each, drafts.filter((draft) => draft.path === each)));
  }

  #settle(path: string, drafts: readonly Draft[]): readonly Finding[] {
    const own = this.#known.get(path)?.checked?.suppressions.get(path);
    const others = [...this.#known.values()].flatMap(({ checked }) => checked?.suppressions.get(path) ?? []);
    const suppressions = own ?? (others.length > 0 ? others : (this.#judged.suppressions.get(path) ?? []));
    const [first] = this.#programs.values();
    return settleDrafts({
      drafts,
      suppressions: new Map([[path, suppressions]]),
      rules: this.#request.rules,
      knownIds: this.#request.knownIds,
      configOf: (each) => (this.#programs.get(each) ?? first ?? never(each)).config,
      displayPath: (each) => this.#display(each),
      isWhole: () => this.#isWhole && this.#programs.has(path),
    });
  }

  #openWork(): UnitWork {
    const { tools, rules, ports } = this.#request;
    // put together once, not for each fix that is tried
    this.#tools = { ...tools, knowledge: knowledgeFor(this.#files.knowledge, tools.knowledge) };
    return openUnitWork({ root: this.root, home: this.home, sources: this.#sources, manifests: this.#files.manifests, knowledge: null }, { tools: this.#tools, rules, clock: ports.clock, documents: this.documents, looks: this.#looks });
  }

  #forget(path: string): void {
    this.#sources.delete(path);
    this.#notebooks.delete(path);
    this.#known.delete(path);
  }

  #ofProject(paths: readonly string[]): readonly string[] {
    return [...new Set(paths)].filter((path) => this.#programs.has(path) && this.#sources.has(path));
  }

  #display(path: string): string {
    return relativePath(this.#request.workingFolder, path);
  }
}

function pathOf(result: UnitResult): string {
  return result.kind === 'checked' ? result.program.path : result.path;
}

/** More files than these at once, as when a branch is checked out, and everything is checked again. Our own choice. */
const MANY_FILES = 20;

/** What every program of a project rests on besides its text. */
function besideOf({ manifests, knowledge }: ProjectFiles): string {
  return JSON.stringify([manifests, knowledge]);
}

/** True when the text could name the module at the path. */
function mayImport(text: string, path: string): boolean {
  const name = /([^/]+)(?:\/__init__)?\.py$/.exec(path)?.[1];
  return name !== undefined && text.includes(name) && /\bimport\b/.test(text);
}

function never(path: string): never {
  throw new Error(`no program of the project of ${path}`);
}
