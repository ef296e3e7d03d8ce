/**
 * Checks the code of one workspace folder while it is edited. What is typed in is checked at once, what depends on it and what rests
 * on the whole project when the typing pauses; everything else once in the background, small programs first.
 */
import type { PythonDocument } from '../../../../rules/api/python/document.ts';
import type { Facts } from '../../../../rules/api/python/facts.ts';
import { isDataRule } from '../../../../rules/api/rule.ts';
import { isInside, relativePath } from '../../paths.ts';
import type { Finding, NotChecked } from '../../report.ts';
import { WORTH_PROCESSES } from '../check/check-code.ts';
import type { FoundProgram } from '../check/check-code.ts';
import { isNotebookPath, readSource } from '../check/read-source.ts';
import type { FixesWanted } from '../fix/mend-program.ts';
import { ApartChecks } from './apart-checks.ts';
import { createCancel } from './cancel.ts';
import type { Cancel } from './cancel.ts';
import { savedNotebook } from './live-notebook.ts';
import type { LiveText } from './live-notebook.ts';
import { OpenFiles, withOpenTexts } from './open-files.ts';
import { SessionData } from './session-data.ts';
import type { Checking, SessionProject } from './session-project.ts';
import { SessionProjects } from './session-projects.ts';
import type { CodeSessionRequest, CodeState, KnownData } from './session-request.ts';

/** Typing that pauses for this long lets the rest be checked. Our own choice. */
export const IDLE_MS = 300;

/** Times a program is checked again for what others write, as in a check of a whole unit. */
const MAX_ROUNDS = 4;

export class CodeSession {
  readonly #request: CodeSessionRequest;
  readonly #projects: SessionProjects;
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
  readonly #apart: ApartChecks;
  #wholeFolders: readonly string[] = [];
  #loop: Promise<void> | null = null;
  #running: { readonly paths: readonly string[]; readonly cancel: Cancel } | null = null;
  #wake: () => void = () => undefined;
  #stopTimer: (() => void) | null = null;
  #doneCount = 0;
  #cancelCount = 0;

  constructor(request: CodeSessionRequest) {
    this.#request = request;
    const files = withOpenTexts(request.ports.files, (path) => this.#open.textOf(path));
    this.#data = new SessionData({ workingFolder: request.workingFolder, rules: request.rules.filter(isDataRule), parser: request.tools.parser, ports: { ...request.ports, files } });
    this.#projects = new SessionProjects({
      session: request,
      open: this.#open,
      onReading: () => this.#apart.stop(),
      onProject: (project, waiting) => {
        for (const path of waiting) this.#waiting.add(path);
        this.#toJudge.add(project);
      },
      onRead: () => this.#start(),
    });
    this.#apart = new ApartChecks({
      log: request.ports.log,
      looks: (signal) => this.#data.looks(signal),
      onState: () => request.events.onState(),
      onChecked: (project, path, changed) => this.#checkedApart(project, path, changed),
      onEnd: (paths) => {
        for (const path of paths) this.#waiting.add(path);
        this.#wake();
      },
    });
  }

  state(): CodeState {
    const left = this.#edited.size + this.#waiting.size + (this.#running?.paths.length ?? 0) + this.#apart.count();
    const isChecking = this.#loop !== null || this.#stopTimer !== null;
    const path = this.#running?.paths[0] ?? this.#apart.current();
    return { isChecking, text: path === null ? '' : relativePath(this.#request.workingFolder, path), done: left === 0 ? 0 : this.#doneCount / (this.#doneCount + left) };
  }

  /** Absolute paths of all programs. */
  programs(): readonly string[] {
    return this.#projects.all().flatMap((project) => project.paths());
  }

  /** Takes the programs of the folder as they were found, and checks what that makes necessary. */
  setPrograms({ programs, wholeFolders }: { readonly programs: readonly FoundProgram[]; readonly wholeFolders: readonly string[] }): Promise<void> {
    this.#wholeFolders = wholeFolders;
    return this.#projects.setFound(programs);
  }

  /** Takes a program that is open and no part of the folder: untitled ones, and files from elsewhere. */
  addGuest(found: FoundProgram): Promise<void> {
    return this.#projects.addGuest(found);
  }

  /** A file is open and reads so now; null when it is closed again, and its file is what counts. */
  change(path: string, live: LiveText | null): void {
    const before = this.#open.get(path);
    if (live === null) {
      this.#open.delete(path);
      this.#facts.delete(path);
      if (!this.#projects.dropGuest(path)) void this.diskChanged(path);
      return;
    }
    this.#open.set(path, { live, saved: before?.saved ?? null });
    const project = this.#projects.of(path);
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
    const project = this.#projects.of(path);
    if (project === null) return;
    this.#open.show(path, project);
    this.#changed(path);
  }

  /** A program that is not open was written. */
  async diskChanged(path: string): Promise<void> {
    const project = this.#projects.of(path);
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
    this.#apart.dataChanged();
    for (const project of this.#projects.all()) {
      project.forgetTables();
      for (const path of project.readersOfData()) if (!this.#apart.checkLater(path)) this.#waiting.add(path);
    }
    this.#start();
  }

  /** Checks everything again, changed or not. */
  checkAll(): void {
    this.#apart.stop();
    for (const path of this.programs()) this.#waiting.add(path);
    this.#start();
  }

  /** Resolves when nothing is left to do. */
  async settled(): Promise<'done' | 'cancelled'> {
    const cancelCount = this.#cancelCount;
    await this.#projects.settled();
    while (this.#loop !== null || this.#stopTimer !== null) {
      this.#idle();
      await this.#loop;
    }
    return cancelCount === this.#cancelCount ? 'done' : 'cancelled';
  }

  cancel(): void {
    this.#cancelCount += 1;
    this.#apart.stop();
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
    return [...this.#projects.around(path).flatMap((project) => project.findingsOn(path)), ...this.#data.findingsOn(path)].filter((finding) => finding.path === display);
  }

  notChecked(path: string): readonly NotChecked[] {
    return this.#projects.of(path)?.notChecked(path) ?? [];
  }

  /** The text of a program as it stands; null when there is none. */
  textOf(path: string): string | null {
    return this.#open.textOf(path) ?? this.#projects.of(path)?.textOf(path) ?? null;
  }

  documentOf(path: string): PythonDocument | null {
    const read = this.#projects.of(path)?.documents.read(path);
    return read?.ok === true ? read.document : null;
  }

  /** What is known of an open program as it stands; null when it cannot be read. */
  async factsOf(path: string): Promise<Facts | null> {
    await this.#projects.settled();
    if (!this.#open.has(path)) return null;
    if (this.#edited.has(path) || this.#facts.get(path)?.document !== this.documentOf(path)) await this.#checkEdited(path);
    return this.#facts.get(path) ?? null;
  }

  /** What is found in a program, with the fixes wanted that hold. */
  async fixesOf(path: string, wanted: FixesWanted): Promise<readonly Finding[]> {
    await this.#projects.settled();
    const project = this.#projects.of(path);
    if (project === null) return [];
    const checking: Checking = { signal: createCancel().signal, pause: () => Promise.resolve(), lookAtTable: null, onFacts: () => undefined };
    return project.fixesOf(path, { wanted, checking });
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
    const project = this.#projects.of(path);
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
      const project = this.#projects.of(path);
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
    if (!this.#apart.isAtWork()) return false;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    return true;
  }

  /** Many programs are checked in other processes, so that whoever types is not kept waiting. */
  #startApart(): void {
    const { codeWorkers } = this.#request.ports;
    if (codeWorkers === null || this.#apart.isAtWork() || this.#stopTimer !== null || this.#waiting.size < WORTH_PROCESSES) return;
    for (const project of this.#projects.all()) {
      const paths = [...this.#waiting].filter((path) => project.has(path) && project.isAlone(path) && !this.#open.has(path));
      if (paths.length < WORTH_PROCESSES) continue;
      for (const path of paths) this.#waiting.delete(path);
      this.#apart.start(paths, { project, workers: codeWorkers });
      return;
    }
  }

  #checkedApart(project: SessionProject, path: string, files: ReadonlySet<string>): void {
    this.#doneCount += 1;
    this.#data.read(path, project.readsOf(path));
    this.#toJudge.add(project);
    this.#request.events.onChange(files);
  }

  /** What is open first, then what is small; programs that hand values to each other go together. */
  #next(): readonly string[] | null {
    if (this.#stopTimer !== null) return null;
    const sizeOf = (path: string): number => (this.#open.has(path) ? 0 : (this.#projects.of(path)?.textOf(path)?.length ?? 0));
    let best: string | null = null;
    for (const path of this.#waiting) if (best === null || sizeOf(path) < sizeOf(best)) best = path;
    if (best === null) return null;
    const unit = (this.#projects.of(best)?.unitOf(best) ?? []).filter((path) => this.#waiting.has(path));
    for (const path of [best, ...unit]) this.#waiting.delete(path);
    return unit.length === 0 ? [best] : unit;
  }

  async #checkWaiting(paths: readonly string[]): Promise<void> {
    const project = this.#projects.of(paths[0] ?? '');
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
    const configOf = (path: string): FoundProgram['config'] | null => this.#projects.of(path)?.configOf(path) ?? null;
    const changed = await this.#data.judge(configOf);
    if (changed.size > 0) this.#request.events.onChange(changed);
  }
}
