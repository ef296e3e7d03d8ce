/** Keeps a code session per workspace folder, and tells them what is found, opened, typed and written. */
import type { PythonDocument } from '../../../rules/api/python/document.ts';
import type { Facts } from '../../../rules/api/python/facts.ts';
import { isInside, relativePath } from '../../core/paths.ts';
import type { Ports } from '../../core/ports.ts';
import type { FoundProgram } from '../../core/python/check/check-code.ts';
import type { FixesWanted } from '../../core/python/fix/mend-program.ts';
import type { PythonTools } from '../../core/python/python-tools.ts';
import { CodeSession } from '../../core/python/session/code-session.ts';
import type { KnownData } from '../../core/python/session/session-request.ts';
import type { LiveText } from '../../core/python/session/live-notebook.ts';
import type { Finding, NotChecked } from '../../core/report.ts';
import type { CheckerState } from '../checker.ts';
import type { Services } from '../services.ts';
import type { Outcome } from '../waiters.ts';

export interface CodeCheckerEvents {
  /** What is found in these files of a workspace folder may be something else now. */
  onChange(root: string, paths: ReadonlySet<string>): void;
  onState(): void;
  /** The programs of the folders are others. */
  onPrograms(): void;
}

export interface CodeCheckerRequest {
  readonly services: Services;
  readonly events: CodeCheckerEvents;
  /** The innermost workspace folder of a path, else the folder it is in. */
  readonly rootOf: (path: string) => string;
  readonly liveOf: (path: string) => LiveText | null;
}

export interface KnownProgram extends FoundProgram {
  readonly root: string;
}

export class CodeChecker {
  readonly #request: CodeCheckerRequest;
  readonly #sessions = new Map<string, CodeSession>();
  readonly #programs = new Map<string, KnownProgram>();
  /** Programs that are open, though no part of any folder. */
  readonly #guests = new Set<string>();
  readonly #open = new Set<string>();
  #tools: PythonTools | null = null;
  #problem: string | null = null;
  #data: ((root: string) => KnownData) | null = null;
  #isUserStarted = false;
  #busyCount = 0;
  readonly #fixes = new Map<string, Promise<readonly Finding[]>>();
  /** Settled when the programs found last are known. */
  #found: Promise<unknown> = Promise.resolve();

  constructor(request: CodeCheckerRequest) {
    this.#request = request;
  }

  state(): Pick<CheckerState, 'isChecking' | 'text' | 'done' | 'isUserStarted'> {
    const states = [...this.#sessions.values()].map((session) => session.state()).filter(({ isChecking }) => isChecking);
    return { isChecking: states.length + this.#busyCount > 0, text: states.find(({ text }) => text !== '')?.text ?? '', done: Math.min(1, ...states.map(({ done }) => done)), isUserStarted: this.#isUserStarted };
  }

  /** Why no code can be checked on this machine; null when it can, or was not needed. */
  problem(): string | null {
    return this.#problem;
  }

  programs(): readonly KnownProgram[] {
    return [...this.#programs.values()];
  }

  programAt(path: string): KnownProgram | null {
    return this.#programs.get(path) ?? null;
  }

  /** @param found programs by workspace folder */
  setFound(found: ReadonlyMap<string, readonly FoundProgram[]>, wholeRoots: readonly string[]): Promise<void> {
    const run = this.#found.then(() => this.#busyWith(() => this.#setFound(found, wholeRoots)));
    this.#found = run.catch(() => undefined);
    return run;
  }

  /** Reading programs is work: the state says checking meanwhile. */
  async #busyWith(work: () => Promise<void>): Promise<void> {
    this.#busyCount += 1;
    this.#request.events.onState();
    try {
      await work();
    } finally {
      this.#busyCount -= 1;
      this.#request.events.onState();
    }
  }

  async #setFound(found: ReadonlyMap<string, readonly FoundProgram[]>, wholeRoots: readonly string[]): Promise<void> {
    const known = new Set<string>();
    for (const [root, programs] of found) {
      for (const each of programs) {
        known.add(each.program.path);
        this.#programs.set(each.program.path, { ...each, root });
      }
    }
    for (const path of this.#programs.keys()) if (!known.has(path) && !this.#guests.has(path)) this.#programs.delete(path);
    this.#request.events.onPrograms();
    for (const root of new Set([...found.keys(), ...this.#sessions.keys()])) {
      const programs = found.get(root) ?? [];
      const session = programs.length === 0 ? (this.#sessions.get(root) ?? null) : await this.#sessionOf(root, programs[0] ?? null);
      await session?.setPrograms({ programs, wholeFolders: wholeRoots });
    }
  }

  /** A program is open, and no part of a folder. */
  async addGuest(found: FoundProgram): Promise<void> {
    const { path } = found.program;
    const root = this.#request.rootOf(path);
    this.#guests.add(path);
    this.#programs.set(path, { ...found, root });
    this.#request.events.onPrograms();
    await this.#busyWith(async () => (await this.#sessionOf(root, found))?.addGuest(found));
  }

  /** The program is open and reads something else now, or is closed. */
  changed(path: string): void {
    const live = this.#request.liveOf(path);
    if (live === null) this.#open.delete(path);
    else this.#open.add(path);
    this.#fixes.clear();
    const session = this.#sessionAt(path);
    if (live === null && this.#guests.delete(path)) {
      const root = this.#programs.get(path)?.root;
      this.#programs.delete(path);
      this.#request.events.onPrograms();
      if (root !== undefined) this.#request.events.onChange(root, new Set([path]));
    }
    session?.change(path, live);
  }

  saved(path: string): void {
    void this.#sessionAt(path)?.saved(path);
  }

  async diskChanged(path: string): Promise<void> {
    for (const session of this.#sessions.values()) await session.diskChanged(path);
  }

  /** @param known by workspace folder; null where data is left alone */
  dataChanged(known: ((root: string) => KnownData) | null): void {
    this.#data = known;
    for (const [root, session] of this.#sessions) session.dataChanged(known === null ? null : known(root));
  }

  /** Checks all programs again. */
  async checkAll(): Promise<Outcome> {
    return this.#asUser(() => [...this.#sessions.values()].map((session) => session.checkAll()));
  }

  /** Resolves when all is checked. */
  async settled(): Promise<Outcome> {
    await this.#found;
    const outcomes = await Promise.all([...this.#sessions.values()].map((session) => session.settled()));
    return outcomes.includes('cancelled') ? 'cancelled' : 'done';
  }

  async #asUser(start: () => unknown): Promise<Outcome> {
    this.#isUserStarted = true;
    start();
    const outcome = await this.settled();
    this.#isUserStarted = false;
    return outcome;
  }

  cancel(): void {
    for (const session of this.#sessions.values()) session.cancel();
  }

  findingsOn(path: string): readonly Finding[] {
    return this.#sessionAt(path)?.findingsOn(path) ?? [];
  }

  notChecked(path: string): readonly NotChecked[] {
    const known = this.#programs.get(path);
    if (this.#problem !== null && known !== undefined) return [{ path: relativePath(known.root, path), reason: 'parser-missing', message: this.#problem }];
    return this.#sessionAt(path)?.notChecked(path) ?? [];
  }

  /** True when the path is a program, or a folder with some. */
  hasAnyIn(path: string): boolean {
    return [...this.#programs.keys()].some((each) => isInside(each, path));
  }

  textOf(path: string): string | null {
    return this.#sessionAt(path)?.textOf(path) ?? null;
  }

  documentOf(path: string): PythonDocument | null {
    return this.#sessionAt(path)?.documentOf(path) ?? null;
  }

  async factsOf(path: string): Promise<Facts | null> {
    return (await this.#sessionAt(path)?.factsOf(path)) ?? null;
  }

  /** Editors ask for each move of the cursor: what was found stays until something is found anew. */
  async fixesOf(path: string, wanted: FixesWanted): Promise<readonly Finding[]> {
    const key = JSON.stringify([path, wanted]);
    const found = this.#fixes.get(key) ?? this.#sessionAt(path)?.fixesOf(path, wanted) ?? Promise.resolve([]);
    this.#fixes.set(key, found);
    return found;
  }

  #changedIn(root: string, paths: ReadonlySet<string>): void {
    this.#fixes.clear();
    this.#request.events.onChange(root, paths);
  }

  #sessionAt(path: string): CodeSession | null {
    const root = this.#programs.get(path)?.root;
    if (root !== undefined) return this.#sessions.get(root) ?? null;
    const around = [...this.#sessions].filter(([each]) => isInside(path, each)).toSorted(([a], [b]) => b.length - a.length);
    return around[0]?.[1] ?? null;
  }

  async #sessionOf(root: string, first: FoundProgram | null): Promise<CodeSession | null> {
    const tools = await this.#openTools();
    const known = this.#sessions.get(root);
    if (known !== undefined || tools === null) return known ?? null;
    const { services, events } = this.#request;
    const session = new CodeSession({
      workingFolder: root,
      rules: services.rules,
      tools,
      ports: portsOf(services, first),
      events: { onChange: (paths) => this.#changedIn(root, paths), onState: events.onState },
    });
    this.#sessions.set(root, session);
    if (this.#data !== null) session.dataChanged(this.#data(root));
    for (const path of this.#open) {
      const live = this.#request.liveOf(path);
      if (live !== null && this.#request.rootOf(path) === root) session.change(path, live);
    }
    return session;
  }

  async #openTools(): Promise<PythonTools | null> {
    if (this.#tools !== null) return this.#tools;
    const opened = await this.#request.services.ports.openPython();
    if (!opened.ok) {
      this.#problem = opened.text;
      for (const { root, program } of this.#programs.values()) this.#request.events.onChange(root, new Set([program.path]));
      return null;
    }
    this.#tools = opened.tools;
    return opened.tools;
  }
}

/** The engine is asked for each time: it rests between checks, and starts anew. */
function portsOf(services: Services, first: FoundProgram | null): Ports {
  const memoryLimitBytes = first?.config.memoryLimitBytes ?? 0;
  const engine: Ports['engine'] = {
    open: (...request) => services.engineFor(memoryLimitBytes).open(...request),
    info: () => services.engineFor(memoryLimitBytes).info(),
    close: () => Promise.resolve(),
  };
  return { ...services.ports, engine };
}
