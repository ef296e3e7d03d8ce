/**
 * Decides what is checked when. Folders are looked through at the start and when files come or go; datasets are checked one at a
 * time, small ones first; a result whose files changed meanwhile is dropped, as is one of a cancelled check.
 */
import { isInside, parentFolder, resolvePath } from '../core/paths.ts';
import type { FoundProgram } from '../core/python/check/check-code.ts';
import type { NotChecked } from '../core/report.ts';
import { DatasetStore, stampOf, type KnownDataset } from './dataset-store.ts';
import { find, type PlacedProblem } from './find.ts';
import { measureDataset } from './measure-dataset.ts';
import type { Services } from './services.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import { Waiters, type Outcome } from './waiters.ts';

/** Changes closer together than this are taken as one. Our own choice: a build or a checkout writes many files at once. */
export const DEBOUNCE_MS = 300;

/** The engine's process is let go when nothing was checked for this long; it takes about 100 MB. Our own choice. */
const REST_MS = 60_000;

export interface CheckerEvents {
  /** A dataset has a result, or is gone (its report is null then). */
  onResult(known: KnownDataset): void;
  /** The folders were looked through. */
  onFound(found: FoundFolders): void;
  /** Something in `state()` changed. */
  onState(): void;
}

/** What there is to say of the folders besides their datasets. */
export interface FoundFolders {
  /** Of all config files. Paths are absolute. */
  readonly problems: readonly PlacedProblem[];
  /** Folders that could not be looked through to the end, by absolute path. */
  readonly notChecked: readonly NotChecked[];
  /** Workspace folders whose every dataset is known. */
  readonly wholeRoots: readonly string[];
  /** By workspace folder. */
  readonly programs: ReadonlyMap<string, readonly FoundProgram[]>;
}

const NOTHING_FOUND: FoundFolders = { problems: [], notChecked: [], wholeRoots: [], programs: new Map() };

export interface CheckerState {
  readonly isChecking: boolean;
  /** Display path of the dataset being checked; empty when none is. */
  readonly text: string;
  /** 0..1 of all that is to be checked in this run. */
  readonly done: number;
  readonly isUserStarted: boolean;
  readonly wasCancelled: boolean;
}

export class Checker {
  readonly store = new DatasetStore();
  readonly #services: Services;
  readonly #events: CheckerEvents;
  readonly #queue = new Set<string>();
  readonly #changed = new Set<string>();
  readonly #waiters = new Waiters();
  #settings: Settings = DEFAULT_SETTINGS;
  #roots: readonly string[] = [];
  #stopRest: (() => void) | null = null;
  #isRescanWanted = false;
  #stopTimer: (() => void) | null = null;
  #finding: Promise<unknown> = Promise.resolve();
  #busyCount = 0;
  #running: { readonly path: string; readonly revision: number; readonly abort: AbortController; stamp: string | null; done: number } | null = null;
  #isLooping = false;
  #doneCount = 0;
  #cancelCount = 0;
  #isUserStarted = false;
  #wasCancelled = false;

  constructor(services: Services, events: CheckerEvents) {
    this.#services = services;
    this.#events = events;
  }

  state(): CheckerState {
    const total = this.#doneCount + this.#queue.size + (this.#running === null ? 0 : 1);
    return {
      isChecking: this.#isLooping || this.#busyCount > 0,
      text: this.#running === null ? '' : (this.store.get(this.#running.path)?.dataset.displayPath ?? ''),
      done: total === 0 ? 0 : (this.#doneCount + (this.#running?.done ?? 0)) / total,
      isUserStarted: this.#isUserStarted,
      wasCancelled: this.#wasCancelled,
    };
  }

  /**
   * Takes the settings and the absolute folders of the workspace, and checks what that makes necessary. Resolves when the folders
   * were looked through; checks go on after that.
   */
  async configure({ settings, roots }: { readonly settings: Settings; readonly roots: readonly string[] }): Promise<void> {
    this.#settings = settings;
    this.#roots = roots;
    if (!settings.isEnabled) {
      this.cancel();
      this.#dropAllBut(() => false);
      this.#events.onFound(NOTHING_FOUND);
      this.#events.onState();
    } else if (settings.checksDataByItself || settings.checksCode) {
      await this.#find('changed');
    }
  }

  /** Checks everything in the folders of the workspace, changed or not. */
  async checkWorkspace(): Promise<Outcome> {
    this.#isUserStarted = true;
    this.#events.onState();
    const cancelCount = this.#cancelCount;
    const { settled } = await this.#find('all');
    return cancelCount === this.#cancelCount ? settled : 'cancelled';
  }

  /** Checks a file or every dataset in a folder, wherever it is. Null when there is no dataset. */
  async checkPath(path: string, startedBy: 'user' | 'editor'): Promise<{ readonly outcome: Outcome; readonly paths: readonly string[] } | null> {
    if (startedBy === 'user') this.#isUserStarted = true;
    const root = this.rootOf(path);
    const cancelCount = this.#cancelCount;
    const found = await this.#busyWith(find({ paths: [path], root, settings: this.#settings }, this.#services));
    if (found.datasets.length === 0) {
      this.#isUserStarted &&= this.#isLooping;
      return null;
    }
    if (cancelCount !== this.#cancelCount) return { outcome: 'cancelled', paths: [] };
    const paths = found.datasets.map(({ dataset, config }) => {
      this.store.put({ dataset, config, root, origin: 'request' });
      return dataset.path;
    });
    for (const each of paths) this.#enqueue(each);
    const outcome = this.#waiters.wait(paths);
    void this.#loop();
    return { outcome: await outcome, paths };
  }

  /** A file was written: its dataset is checked again soon, and a check of it that runs is stale. */
  async fileChanged(path: string): Promise<void> {
    const { path: datasetPath } = this.store.ofFile(path)?.dataset ?? {};
    if (datasetPath === undefined || (await this.#isTold(datasetPath))) return;
    const known = this.store.get(datasetPath);
    if (known === null) return;
    this.store.update(datasetPath, { revision: known.revision + 1 });
    if (this.#running?.path === datasetPath) this.#running.abort.abort();
    this.#changed.add(datasetPath);
    this.#soon();
  }

  /** True when what is on disk is what the running check reads, or the last one read: saves are told twice, and late. */
  async #isTold(path: string): Promise<boolean> {
    const known = this.store.get(path);
    const current = known === null ? null : await stampOf(known.dataset, this.#services.ports.files);
    const read = this.#running?.path === path ? this.#running.stamp : this.store.get(path)?.stamp;
    return current !== null && current.stamp === read;
  }

  /** Files or folders came or went, or a config file changed: the folders are looked through again soon. */
  treeChanged(): void {
    this.#isRescanWanted = true;
    this.#soon();
  }

  /** Something that is no data file was made; in a new folder there may be some. */
  async appeared(path: string): Promise<void> {
    if ((await this.#services.ports.files.stat(path))?.kind === 'folder') this.treeChanged();
  }

  /** A file or folder is gone. */
  gone(path: string): void {
    const isKnown = ({ dataset }: KnownDataset): boolean => [dataset.path, ...(dataset.parts ?? [])].some((each) => isInside(each, path));
    if (this.store.all().some(isKnown)) this.treeChanged();
  }

  /** Stops all checks. What was not checked stays as it was. */
  cancel(): void {
    this.#cancelCount += 1;
    this.#wasCancelled = this.state().isChecking;
    this.#queue.clear();
    this.#changed.clear();
    this.#stopTimer?.();
    this.#stopTimer = null;
    this.#running?.abort.abort();
    this.#waiters.cancelAll();
    this.#events.onState();
  }

  #soon(): void {
    if (!this.#settings.isEnabled) return;
    this.#stopTimer?.();
    this.#stopTimer = this.#services.ports.clock.after(DEBOUNCE_MS, () => {
      this.#stopTimer = null;
      void this.#busyWith(this.#takeChanges());
    });
  }

  async #takeChanges(): Promise<void> {
    if (this.#isRescanWanted && (this.#settings.checksDataByItself || this.#settings.checksCode)) {
      this.#isRescanWanted = false;
      this.#changed.clear();
      await this.#find('changed');
      return;
    }
    const paths = [...this.#changed];
    this.#changed.clear();
    for (const path of paths) await this.#enqueueIfChanged(path);
    void this.#loop();
  }

  /** Looks through all folders, one search after the other; `settled` is when what is to be checked then was. */
  #find(which: 'all' | 'changed'): Promise<{ readonly settled: Promise<Outcome> }> {
    const run = this.#busyWith(this.#finding.then(() => this.#findNow(which)));
    this.#finding = run.catch(() => undefined);
    return run;
  }

  /** Looking for work is work: the state says checking meanwhile. */
  async #busyWith<T>(work: Promise<T>): Promise<T> {
    this.#busyCount += 1;
    this.#events.onState();
    try {
      return await work;
    } finally {
      this.#busyCount -= 1;
      this.#events.onState();
    }
  }

  async #findNow(which: 'all' | 'changed'): Promise<{ readonly settled: Promise<Outcome> }> {
    const cancelCount = this.#cancelCount;
    const problems = new Map<string, PlacedProblem>();
    const notChecked: NotChecked[] = [];
    const wholeRoots: string[] = [];
    const seen = new Set<string>();
    const programs = new Map<string, readonly FoundProgram[]>();
    const takesData = which === 'all' || this.#settings.checksDataByItself;
    for (const root of this.#roots) {
      const found = await find({ paths: [root], root, settings: this.#settings }, this.#services);
      notChecked.push(...found.notChecked.map((note) => ({ ...note, path: resolvePath(root, note.path) })));
      wholeRoots.push(...found.wholeFolders);
      for (const problem of found.problems) problems.set(JSON.stringify(problem), problem);
      programs.set(root, found.programs.filter(({ program }) => this.rootOf(program.path) === root));
      for (const { dataset, config } of takesData ? found.datasets : []) {
        if (this.rootOf(dataset.path) !== root) continue;
        this.store.put({ dataset, config, root, origin: 'folder' });
        seen.add(dataset.path);
      }
    }
    this.#events.onFound({ problems: [...problems.values()], notChecked, wholeRoots, programs });
    if (takesData) this.#dropAllBut((known) => seen.has(known.dataset.path) || known.origin === 'request');
    if (cancelCount !== this.#cancelCount) return { settled: Promise.resolve('cancelled') };
    const wanted: string[] = [];
    for (const { dataset } of takesData ? this.store.all() : []) {
      if (which === 'all' && seen.has(dataset.path)) this.#enqueue(dataset.path);
      else await this.#enqueueIfChanged(dataset.path);
      if (this.#queue.has(dataset.path)) wanted.push(dataset.path);
    }
    const settled = this.#waiters.wait(wanted);
    void this.#loop();
    return { settled };
  }

  #dropAllBut(mayStay: (known: KnownDataset) => boolean): void {
    for (const known of this.store.all()) {
      if (!mayStay(known)) this.#drop(known);
    }
  }

  #drop(known: KnownDataset): void {
    this.store.remove(known.dataset.path);
    this.#queue.delete(known.dataset.path);
    if (this.#running?.path === known.dataset.path) this.#running.abort.abort();
    this.#events.onResult({ ...known, report: null });
    this.#waiters.settle(known.dataset.path);
  }

  /** The innermost workspace folder the path is in; the folder above it when it is in none. */
  rootOf(path: string): string {
    const around = this.#roots.filter((root) => isInside(path, root)).toSorted((a, b) => b.length - a.length);
    return around[0] ?? parentFolder(path) ?? path;
  }

  #enqueue(path: string): void {
    this.#wasCancelled = false;
    this.#queue.add(path);
  }

  async #enqueueIfChanged(path: string): Promise<void> {
    const known = this.store.get(path);
    if (known === null) return;
    const current = await stampOf(known.dataset, this.#services.ports.files);
    const now = this.store.get(path);
    if (now === null || this.#isUnderWay(now)) return;
    if (current === null && now.origin === 'request') this.#drop(now);
    else if (current === null || current.stamp !== now.stamp) this.#enqueue(path);
    else if (!this.#queue.has(path)) this.#waiters.settle(path);
    this.store.update(path, { sizeBytes: current?.sizeBytes ?? 0 });
  }

  /** True while a check runs whose result will count. */
  #isUnderWay({ dataset, revision }: KnownDataset): boolean {
    return this.#running?.path === dataset.path && this.#running.revision === revision && !this.#running.abort.signal.aborted;
  }

  async #loop(): Promise<void> {
    if (this.#isLooping) return;
    this.#isLooping = true;
    this.#stopRest?.();
    for (let next = this.#takeNext(); next !== null; next = this.#takeNext()) {
      await this.#checkOne(next);
      this.#doneCount += 1;
    }
    this.#isLooping = false;
    this.#doneCount = 0;
    this.#isUserStarted = false;
    this.#stopRest = this.#services.ports.clock.after(REST_MS, () => void this.#services.rest());
    this.#events.onState();
  }

  /** The smallest dataset first: first findings come soon. */
  #takeNext(): KnownDataset | null {
    const waiting = [...this.#queue].flatMap((path) => this.store.get(path) ?? []);
    const next = waiting.toSorted((a, b) => a.sizeBytes - b.sizeBytes)[0];
    if (next === undefined) this.#queue.clear();
    else this.#queue.delete(next.dataset.path);
    return next ?? null;
  }

  async #checkOne(known: KnownDataset): Promise<void> {
    const { path } = known.dataset;
    const running = { path, revision: known.revision, abort: new AbortController(), stamp: null as string | null, done: 0 };
    this.#running = running;
    this.#events.onState();
    running.stamp = (await stampOf(known.dataset, this.#services.ports.files))?.stamp ?? null;
    const onProgress = (done: number): void => {
      running.done = done;
      this.#events.onState();
    };
    const report = await measureDataset({ known, signal: running.abort.signal, onProgress }, this.#services);
    this.#running = null;
    const now = this.store.get(path);
    if (now !== null && !running.abort.signal.aborted && now.revision === known.revision) {
      this.store.update(path, { report, stamp: running.stamp });
      this.#events.onResult(this.store.get(path) ?? now);
    }
    if (!this.#changed.has(path) && !this.#queue.has(path)) this.#waiters.settle(path);
  }
}
