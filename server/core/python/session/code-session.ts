/**
 * Checks the code of one workspace folder while it is edited. What is typed in is checked at once, what depends on it and what rests
 * on the whole project when the typing pauses; everything else once in the background, small programs first.
 */
import type { PythonDocument } from '../../../../rules/api/python/document.ts';
import type { Facts } from '../../../../rules/api/python/facts.ts';
import { isCodeRule, isDataRule } from '../../../../rules/api/rule.ts';
import { metaRules } from '../../meta-rules.ts';
import { isInside, relativePath } from '../../paths.ts';
import type { Finding, NotChecked } from '../../report.ts';
import { WORTH_PROCESSES } from '../check/check-code.ts';
import type { FoundProgram } from '../check/check-code.ts';
import { isNotebookPath, readSource } from '../check/read-source.ts';
import { groupByProject } from '../check/project-root.ts';
import type { UnitWorkers } from '../check/unit-work.ts';
import type { FixesWanted } from '../fix/mend-program.ts';
import { createCancel } from './cancel.ts';
import type { Cancel } from './cancel.ts';
import { savedNotebook } from './live-notebook.ts';
import type { LiveText } from './live-notebook.ts';
import { OpenFiles, withOpenTexts } from './open-files.ts';
import { readProject } from './read-project.ts';
import { SessionData } from './session-data.ts';
import { SessionProject } from './session-project.ts';
import type { Checking } from './session-project.ts';
import type { CodeSessionRequest, CodeState, KnownData } from './session-request.ts';

/** Typing that pauses for this long lets the rest be checked. Our own choice. */
export const IDLE_MS = 300;

/** Times a program is checked again for what others write, as in a check of a whole unit. */
const MAX_ROUNDS = 4;

/** Programs that are checked in other processes. */
interface Apart {
  /** Not done yet. */
  readonly left: Set<string>;
  /** To be checked again afterwards: what they rest on has changed. */
  readonly later: Set<string>;
  readonly cancel: Cancel;
}

export class CodeSession {
  readonly #request: CodeSessionRequest;
  readonly #projects = new Map<string, SessionProject>();
  readonly #open = new OpenFiles();
  readonly #facts = new Map<string, Facts>();
  /** Programs that wait, by what makes them wait: being edited comes first. */
  readonly #edited = new Set<string>();
  readonly #waiting = new Set<string>();
  readonly #changedSince = new Set<string>();
  readonly #toJudge = new Set<SessionProject>();
  /** How often programs were checked again for what others wrote, since something changed last. */
  readonly #rounds = new Map<string, number>();
  readonly #data: SessionData;
  /** Programs that are no part of the folder but open, by path. */
  readonly #guests = new Map<string, FoundProgram>();
  #found: readonly FoundProgram[] = [];
  #wholeFolders: readonly string[] = [];
  #reading: Promise<unknown> = Promise.resolve();
  #loop: Promise<void> | null = null;
  #running: { readonly paths: readonly string[]; readonly cancel: Cancel } | null = null;
  /** What is being checked in other processes. */
  #apart: Apart | null = null;
  /** Changes with the data. */
  #dataCount = 0;
  #wake: () => void = () => undefined;
  #stopTimer: (() => void) | null = null;
  #doneCount = 0;
  #cancelCount = 0;

  constructor(request: CodeSessionRequest) {
    this.#request = request;
    const files = withOpenTexts(request.ports.files, (path) => this.#open.textOf(path));
    this.#data = new SessionData({ workingFolder: request.workingFolder, rules: request.rules.filter(isDataRule), parser: request.tools.parser, ports: { ...request.ports, files } });
  }

  state(): CodeState {
    const left = this.#edited.size + this.#waiting.size + (this.#running?.paths.length ?? 0) + (this.#apart?.left.size ?? 0) + (this.#apart?.later.size ?? 0);
    const isChecking = this.#loop !== null || this.#stopTimer !== null;
    const [path] = this.#running?.paths ?? this.#apart?.left ?? [];
    return { isChecking, text: path === undefined ? '' : relativePath(this.#request.workingFolder, path), done: left === 0 ? 0 : this.#doneCount / (this.#doneCount + left) };
  }

  /** Absolute paths of all programs. */
  programs(): readonly string[] {
    return [...this.#projects.values()].flatMap((project) => project.paths());
  }

  /** Takes the programs of the folder as they were found, and checks what that makes necessary. */
  setPrograms({ programs, wholeFolders }: { readonly programs: readonly FoundProgram[]; readonly wholeFolders: readonly string[] }): Promise<void> {
    this.#found = programs;
    this.#wholeFolders = wholeFolders;
    return this.#read();
  }

  /** Takes a program that is open and no part of the folder: untitled ones, and files from elsewhere. */
  addGuest(found: FoundProgram): Promise<void> {
    this.#guests.set(found.program.path, found);
    return this.#read();
  }

  #read(): Promise<void> {
    const run = this.#reading.then(() => this.#readProjects());
    this.#reading = run.catch(() => undefined);
    return run;
  }

  async #readProjects(): Promise<void> {
    const programs = [...this.#found, ...[...this.#guests.values()].filter(({ program }) => !this.#found.some((found) => found.program.path === program.path))];
    const { workingFolder, tools, rules, ports } = this.#request;
    const groups = await groupByProject({ programs, workingFolder }, ports.files);
    const dropped = [...this.#projects].filter(([root]) => !groups.some((group) => group.root === root));
    for (const [root, project] of dropped) {
      this.#projects.delete(root);
      this.#request.events.onChange(new Set(project.paths()));
    }
    const { signal } = createCancel();
    this.#stopApart();
    for (const { root, programs: members } of groups) {
      const read = await readProject({ root, programs: members, workingFolder, openText: (path) => this.#open.textOf(path), files: ports.files, parser: tools.parser, signal });
      const known = this.#projects.get(root);
      const gone = known?.paths().filter((path) => !members.some(({ program }) => program.path === path)) ?? [];
      const codeRules = rules.filter(isCodeRule);
      const project = known ?? new SessionProject({ root, workingFolder, rules: codeRules, knownIds: [...rules, ...metaRules].map(({ id }) => id), tools, ports }, read);
      this.#projects.set(root, project);
      this.#open.showAll(project);
      for (const path of project.take(read)) this.#waiting.add(path);
      for (const { path } of read.notChecked) this.#request.events.onChange(new Set([path]));
      if (read.knowledge !== null) this.#request.events.onChange(new Set([read.knowledge.path]));
      if (gone.length > 0) this.#request.events.onChange(new Set(gone));
      this.#toJudge.add(project);
    }
    this.#start();
  }

  /** A file is open and reads so now; null when it is closed again, and its file is what counts. */
  change(path: string, live: LiveText | null): void {
    const before = this.#open.get(path);
    if (live === null) {
      this.#open.delete(path);
      this.#facts.delete(path);
      if (this.#guests.delete(path)) void this.#read();
      else void this.diskChanged(path);
      return;
    }
    this.#open.set(path, { live, saved: before?.saved ?? null });
    const project = this.#projectOf(path);
    if (project !== null) {
      const links = project.linksOf(path);
      this.#open.show(path, project);
      if (links !== project.linksOf(path)) for (const other of project.relink()) this.#waiting.add(other);
      this.#changed(path);
    }
    if (before === undefined && isNotebookPath(path) && typeof live !== 'string') void this.saved(path);
  }

  /** The file of an open notebook was written: its outputs may be others. */
  async saved(path: string): Promise<void> {
    const { ports } = this.#request;
    const source = await readSource(path, { files: ports.files, signal: null });
    const open = this.#open.get(path);
    if (open === undefined || typeof open.live === 'string' || !source.ok || open.saved?.text === source.text) return;
    this.#open.set(path, { live: open.live, saved: savedNotebook(source.text) });
    const project = this.#projectOf(path);
    if (project === null) return;
    this.#open.show(path, project);
    this.#changed(path);
  }

  /** A program that is not open was written. */
  async diskChanged(path: string): Promise<void> {
    const project = this.#projectOf(path);
    const source = project === null || this.#open.has(path) ? null : await readSource(path, { files: this.#request.ports.files, signal: null });
    if (project === null || source === null || !source.ok || this.#open.has(path)) return;
    if (project.textOf(path) === source.text) return;
    project.setText(path, source.text, null);
    for (const other of project.relink()) this.#waiting.add(other);
    this.#changed(path);
  }

  /** Data was checked: programs that read some are looked at with what is known. @param known null when data is left alone */
  dataChanged(known: KnownData | null): void {
    this.#data.know(known);
    this.#dataCount += 1;
    for (const project of this.#projects.values()) {
      project.forgetTables();
      for (const path of project.readersOfData()) (this.#apart?.later ?? this.#waiting).add(path);
    }
    this.#start();
  }

  /** Checks everything again, changed or not. */
  checkAll(): void {
    this.#stopApart();
    for (const path of this.programs()) this.#waiting.add(path);
    this.#start();
  }

  /** Resolves when nothing is left to do. */
  async settled(): Promise<'done' | 'cancelled'> {
    const cancelCount = this.#cancelCount;
    await this.#reading;
    while (this.#loop !== null || this.#stopTimer !== null) {
      this.#idle();
      await this.#loop;
    }
    return cancelCount === this.#cancelCount ? 'done' : 'cancelled';
  }

  cancel(): void {
    this.#cancelCount += 1;
    this.#stopApart();
    this.#edited.clear();
    this.#waiting.clear();
    this.#toJudge.clear();
    this.#stopTimer?.();
    this.#stopTimer = null;
    this.#running?.cancel.cancel();
    this.#request.events.onState();
  }

  findingsOn(path: string): readonly Finding[] {
    const display = relativePath(this.#request.workingFolder, path);
    const owners = [...this.#projects.values()].filter((project) => project.has(path) || project.hasText(path) || isInside(path, project.root));
    return [...owners.flatMap((project) => project.findingsOn(path)), ...this.#data.findingsOn(path)].filter((finding) => finding.path === display);
  }

  notChecked(path: string): readonly NotChecked[] {
    return this.#projectOf(path)?.notChecked(path) ?? [];
  }

  /** The text of a program as it stands; null when there is none. */
  textOf(path: string): string | null {
    return this.#open.textOf(path) ?? this.#projectOf(path)?.textOf(path) ?? null;
  }

  documentOf(path: string): PythonDocument | null {
    const read = this.#projectOf(path)?.documents.read(path);
    return read?.ok === true ? read.document : null;
  }

  /** What is known of an open program as it stands; null when it cannot be read. */
  async factsOf(path: string): Promise<Facts | null> {
    await this.#reading;
    if (!this.#open.has(path)) return null;
    if (this.#edited.has(path) || this.#facts.get(path)?.document !== this.documentOf(path)) await this.#checkEdited(path);
    return this.#facts.get(path) ?? null;
  }

  /** What is found in a program, with the fixes wanted that hold. */
  async fixesOf(path: string, wanted: FixesWanted): Promise<readonly Finding[]> {
    await this.#reading;
    const project = this.#projectOf(path);
    if (project === null) return [];
    const checking: Checking = { signal: createCancel().signal, pause: () => Promise.resolve(), lookAtTable: null, onFacts: () => undefined };
    return project.fixesOf(path, { wanted, checking });
  }

  #projectOf(path: string): SessionProject | null {
    return [...this.#projects.values()].find((project) => project.has(path)) ?? null;
  }

  #changed(path: string): void {
    if (this.#running?.paths.includes(path) === true) {
      for (const each of this.#running.paths) this.#waiting.add(each);
      this.#running.cancel.cancel();
    }
    this.#waiting.delete(path);
    this.#edited.add(path);
    this.#changedSince.add(path);
    this.#stopTimer?.();
    this.#stopTimer = this.#request.ports.clock.after(IDLE_MS, () => this.#idle());
    void this.#checkSoon(path);
  }

  /** Messages that wait already are heard first: of quick changes only the last is checked. */
  async #checkSoon(path: string): Promise<void> {
    await this.#request.ports.clock.pause();
    if (this.#edited.has(path)) await this.#checkEdited(path);
  }

  async #checkEdited(path: string): Promise<void> {
    this.#edited.delete(path);
    const project = this.#projectOf(path);
    if (project === null) return;
    // tables nobody has looked at yet would keep the typing waiting
    const files = await project.check([path], { signal: createCancel().signal, pause: () => Promise.resolve(), lookAtTable: null, onFacts: (facts) => this.#keepFacts(facts) });
    if (files !== null) this.#request.events.onChange(files);
  }

  #keepFacts(facts: Facts): void {
    const { path } = facts.document;
    if (this.#open.has(path) && this.documentOf(path) === facts.document) this.#facts.set(path, facts);
  }

  #idle(): void {
    this.#stopTimer?.();
    this.#stopTimer = null;
    for (const path of this.#changedSince) {
      const project = this.#projectOf(path);
      if (project === null) continue;
      this.#toJudge.add(project);
      for (const other of [...project.importersOf(path), ...project.readersOf(path)]) this.#waiting.add(other);
      if (project.readsOf(path).length > 0) this.#waiting.add(path);
    }
    this.#changedSince.clear();
    this.#start();
  }

  #start(): void {
    this.#wake();
    this.#loop ??= this.#run().then(
      () => this.#ended(),
      (error: unknown) => {
        this.#request.ports.log.warn(error instanceof Error ? (error.stack ?? error.message) : String(error));
        this.#ended();
      },
    );
    this.#request.events.onState();
  }

  #ended(): void {
    this.#loop = null;
    if (this.#waiting.size > 0 && this.#stopTimer === null) this.#start();
    else this.#request.events.onState();
  }

  async #run(): Promise<void> {
    this.#doneCount = 0;
    this.#rounds.clear();
    await this.#request.ports.clock.pause();
    // whoever types is not kept waiting: the rest goes on when the typing pauses
    do {
      this.#startApart();
      for (let paths = this.#next(); paths !== null; paths = this.#next()) {
        await this.#checkWaiting(paths);
        await this.#request.ports.clock.pause();
        this.#startApart();
      }
    } while (await this.#isWoken());
    this.#request.ports.codeWorkers?.rest();
    if (this.#stopTimer === null) await this.#judge();
  }

  /** Resolves when there may be something to do while other processes work; false when none does. */
  async #isWoken(): Promise<boolean> {
    if (this.#apart === null) return false;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    return true;
  }

  /** Many programs are checked in other processes, so that whoever types is not kept waiting. */
  #startApart(): void {
    const { codeWorkers } = this.#request.ports;
    if (codeWorkers === null || this.#apart !== null || this.#stopTimer !== null || this.#waiting.size < WORTH_PROCESSES) return;
    for (const project of this.#projects.values()) {
      const paths = [...this.#waiting].filter((path) => project.has(path) && project.isAlone(path) && !this.#open.has(path));
      if (paths.length < WORTH_PROCESSES) continue;
      for (const path of paths) this.#waiting.delete(path);
      const apart: Apart = { left: new Set(paths), later: new Set(), cancel: createCancel() };
      this.#apart = apart;
      void this.#checkApart(apart, { project, workers: codeWorkers }).then(
        () => this.#endApart(apart),
        (error: unknown) => {
          this.#request.ports.log.warn(error instanceof Error ? (error.stack ?? error.message) : String(error));
          this.#endApart(apart);
        },
      );
      return;
    }
  }

  async #checkApart({ left, later, cancel: { signal } }: Apart, { project, workers }: { readonly project: SessionProject; readonly workers: UnitWorkers }): Promise<void> {
    const dataCount = this.#dataCount;
    await project.checkApart([...left], {
      workers,
      signal,
      pause: async () => this.#request.events.onState(),
      lookAtTable: this.#data.looks(signal),
      hasSameTables: () => dataCount === this.#dataCount,
      onChecked: (path, files) => {
        left.delete(path);
        this.#doneCount += 1;
        this.#data.read(path, project.readsOf(path));
        this.#toJudge.add(project);
        this.#request.events.onChange(files);
      },
      onOutdated: (path) => {
        left.delete(path);
        later.add(path);
      },
    });
  }

  #endApart(apart: Apart): void {
    if (this.#apart !== apart) return;
    this.#apart = null;
    for (const path of [...apart.left, ...apart.later]) this.#waiting.add(path);
    this.#wake();
  }

  /** What other processes have not done waits again. */
  #stopApart(): void {
    if (this.#apart === null) return;
    this.#apart.cancel.cancel();
    this.#endApart(this.#apart);
  }

  /** What is open first, then what is small; programs that hand values to each other go together. */
  #next(): readonly string[] | null {
    if (this.#stopTimer !== null) return null;
    const sizeOf = (path: string): number => (this.#open.has(path) ? 0 : (this.#projectOf(path)?.textOf(path)?.length ?? 0));
    let best: string | null = null;
    for (const path of this.#waiting) if (best === null || sizeOf(path) < sizeOf(best)) best = path;
    if (best === null) return null;
    const unit = (this.#projectOf(best)?.unitOf(best) ?? []).filter((path) => this.#waiting.has(path));
    for (const path of [best, ...unit]) this.#waiting.delete(path);
    return unit.length === 0 ? [best] : unit;
  }

  async #checkWaiting(paths: readonly string[]): Promise<void> {
    const project = this.#projectOf(paths[0] ?? '');
    if (project === null) return;
    const cancel = createCancel();
    this.#running = { paths, cancel };
    this.#request.events.onState();
    const { signal } = cancel;
    const pause = (): Promise<void> => this.#request.ports.clock.pause();
    const files = await project.check(paths, { signal, pause, lookAtTable: this.#data.looks(signal), onFacts: (facts) => this.#keepFacts(facts) });
    this.#running = null;
    this.#doneCount += paths.length;
    if (files === null) return;
    for (const path of paths) {
      for (const other of project.readersOf(path)) this.#readAgain(other, paths);
      this.#data.read(path, project.readsOf(path));
    }
    this.#toJudge.add(project);
    this.#request.events.onChange(files);
  }

  /** Programs may read what they write in turn, without an end. */
  #readAgain(path: string, checked: readonly string[]): void {
    const rounds = (this.#rounds.get(path) ?? 0) + 1;
    if (checked.includes(path) || rounds > MAX_ROUNDS) return;
    this.#rounds.set(path, rounds);
    this.#waiting.add(path);
  }

  /** What rests on whole projects, and what is to be said of tables as programs read them. */
  async #judge(): Promise<void> {
    const projects = [...this.#toJudge];
    this.#toJudge.clear();
    for (const project of projects) {
      const files = await project.judge(this.#wholeFolders.some((folder) => isInside(project.root, folder)));
      this.#request.events.onChange(files);
    }
    const configOf = (path: string): FoundProgram['config'] | null => this.#projectOf(path)?.configOf(path) ?? null;
    const changed = await this.#data.judge(configOf);
    if (changed.size > 0) this.#request.events.onChange(changed);
  }
}
