/** Turns what the checker knows into what the editor shows: diagnostics, counts, progress. */
import type { Connection, Diagnostic } from 'vscode-languageserver';
import type { Finding, NotChecked } from '../core/report.ts';
import { METHODS, type StatusParams } from '../protocol/messages.ts';
import type { Abilities } from './abilities.ts';
import { createBusyProgress, type BusyProgress } from './busy-progress.ts';
import type { Checker, CheckerState, FoundFolders } from './checker.ts';
import type { CodeServer } from './code/code-server.ts';
import { configDiagnostic, notCheckedDiagnostic, toDiagnostics } from './convert/diagnostics.ts';
import type { KnownDataset } from './dataset-store.ts';
import { DiagnosticsBoard } from './diagnostics-board.ts';
import type { PlacedProblem } from './find.ts';
import type { Services } from './services.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import { countsOf, sumOf, toStatus, UNKNOWN, type Counts } from './status.ts';
import { findingsOf, suppressionFindings } from './suppressed.ts';

export interface PresenterRequest {
  readonly connection: Connection;
  readonly services: Services;
  readonly checker: Checker;
  readonly code: () => CodeServer;
  readonly abilities: () => Abilities;
}

export class Presenter {
  readonly #request: PresenterRequest;
  readonly #board: DiagnosticsBoard;
  readonly #progress: BusyProgress;
  readonly #shown = new Map<string, { readonly findings: readonly Finding[]; readonly counts: Counts }>();
  readonly #repositories = new Map<string, { readonly findings: readonly Finding[]; readonly notChecked: readonly NotChecked[] }>();
  #settings: Settings = DEFAULT_SETTINGS;
  #wholeRoots: readonly string[] = [];
  /** Of config files as they are on disk, and as open ones are shown, by path. */
  #problems: readonly PlacedProblem[] = [];
  readonly #liveProblems = new Map<string, readonly PlacedProblem[]>();
  #lastStatus = '';

  constructor(request: PresenterRequest) {
    const { connection, services, abilities } = request;
    this.#request = request;
    this.#board = new DiagnosticsBoard((uri, diagnostics) => void connection.sendDiagnostics({ uri, diagnostics }));
    this.#progress = createBusyProgress({
      connection,
      clock: services.ports.clock,
      // Lintel's own client cancels from its status item and keeps the corner of the window free
      offersCancelAlways: () => !abilities().hasCommands,
      onCancel: () => this.cancel(),
    });
  }

  configure(settings: Settings): void {
    this.#settings = settings;
    this.#showAllAgain();
  }

  cancel(): void {
    this.#request.checker.cancel();
    this.#request.code().checker.cancel();
  }

  /** All there is to say of the code in a file. */
  showCode(path: string, byUri: ReadonlyMap<string, readonly Diagnostic[]>): void {
    this.#board.set(`code ${path}`, byUri);
  }

  /** What the score of a folder says of its attestations. @param findings paths are relative to the root */
  showAttestations(root: string, findings: readonly Finding[]): void {
    this.#board.set(`attestations ${root}`, toDiagnostics({ findings, notChecked: [] }, this.#options(root)));
  }

  /** What rules on repositories say of a folder. Paths are relative to the root. */
  showRepository(root: string, { findings, notChecked }: { readonly findings: readonly Finding[]; readonly notChecked: readonly NotChecked[] }): void {
    if (findings.length + notChecked.length === 0) this.#repositories.delete(root);
    else this.#repositories.set(root, { findings, notChecked });
    this.#board.set(`repository ${root}`, toDiagnostics({ findings, notChecked }, { ...this.#options(root), isOfRepository: true }));
    this.showState();
  }

  /** Whatever is being checked, data or code. */
  state(): CheckerState {
    const data = this.#request.checker.state();
    const code = this.#request.code().checker.state();
    if (!code.isChecking) return data;
    return data.isChecking ? { ...data, done: data.done / 2 } : { ...data, ...code, isUserStarted: data.isUserStarted || code.isUserStarted };
  }

  /** The findings of a dataset with ignored ones marked; empty before its first check. */
  findingsOf(path: string): readonly Finding[] {
    return this.#shown.get(path)?.findings ?? [];
  }

  /** Counts over the datasets; one without a result counts as not checked. */
  countsOf(paths: readonly string[]): Counts {
    return sumOf(paths.map((path) => this.#shown.get(path)?.counts ?? UNKNOWN));
  }

  /** Files that are neither data nor programs. */
  countsOfRepositories(): Counts {
    return sumOf([...this.#repositories.values()].map(({ findings, notChecked }) => countsOf(findings, notChecked)));
  }

  showResult(known: KnownDataset): void {
    const { path } = known.dataset;
    if (known.report === null) {
      this.#shown.delete(path);
      this.#board.set(`dataset ${path}`, new Map());
      return;
    }
    const { notChecked } = known.report;
    const findings = findingsOf(known, this.#suppressing());
    this.#shown.set(path, { findings, counts: countsOf(findings, notChecked) });
    this.#board.set(`dataset ${path}`, toDiagnostics({ findings, notChecked }, this.#options(known.root)));
  }

  showFound({ problems, notChecked, wholeRoots }: FoundFolders): void {
    this.#wholeRoots = wholeRoots;
    this.#problems = problems;
    this.#showProblems();
    this.#board.set('folders', grouped(notChecked, (note) => this.#uriOf(note), notCheckedDiagnostic));
    this.#showAllAgain();
  }

  /** What is wrong with a config file that is open, in place of what is on disk. @param problems null when what is on disk counts */
  showConfig(path: string, problems: readonly PlacedProblem[] | null): void {
    if (problems === null) this.#liveProblems.delete(path);
    else this.#liveProblems.set(path, problems);
    this.#showProblems();
  }

  #showProblems(): void {
    const shown = [...this.#problems.filter(({ path }) => !this.#liveProblems.has(path)), ...[...this.#liveProblems.values()].flat()];
    this.#board.set('config', grouped(shown, (problem) => this.#uriOf(problem), configDiagnostic));
  }

  #uriOf({ path }: { readonly path: string }): string {
    return this.#request.services.uriOfPath(path);
  }

  showState(): void {
    const state = this.state();
    if (!state.isChecking) this.#showSuppressions();
    this.#progress.show(state);
    const status = this.#status();
    const text = JSON.stringify(status);
    if (text === this.#lastStatus) return;
    this.#lastStatus = text;
    void this.#request.connection.sendNotification(METHODS.status, status);
  }

  #status(): StatusParams {
    const { checker } = this.#request;
    const all = checker.store.all();
    const missing = all.flatMap(({ report }) => report?.notChecked ?? []).find(({ reason }) => reason === 'engine-missing');
    const counts = sumOf([this.countsOf(all.map(({ dataset }) => dataset.path)), this.#request.code().presenter.counts(null), this.countsOfRepositories()]);
    return toStatus({ counts, state: this.state(), isEnabled: this.#settings.isEnabled, engineProblem: missing?.message ?? null });
  }

  /** Suppressions may have changed without anything being measured anew. */
  #showAllAgain(): void {
    for (const known of this.#request.checker.store.all()) {
      if (known.report !== null) this.showResult(known);
    }
    this.#request.code().presenter.showAgain(null);
    for (const [root, said] of this.#repositories) this.#board.set(`repository ${root}`, toDiagnostics(said, { ...this.#options(root), isOfRepository: true }));
  }

  #showSuppressions(): void {
    const { checker, code } = this.#request;
    const byRoot = grouped(checker.store.all(), ({ root }) => root, (known) => known);
    for (const root of new Set([...byRoot.keys(), ...code().checker.programs().map((program) => program.root)])) {
      const findings = suppressionFindings({ datasets: byRoot.get(root) ?? [], code: code().presenter.suppressible(root) }, { ...this.#suppressing(), wholeFolders: this.#wholeRoots });
      this.#board.set(`suppressions ${root}`, toDiagnostics({ findings, notChecked: [] }, this.#options(root)));
    }
  }

  #suppressing(): { readonly rules: Services['rules']; readonly today: string } {
    const { rules, ports } = this.#request.services;
    return { rules, today: ports.clock.today() };
  }

  #options(root: string): Parameters<typeof toDiagnostics>[1] {
    return this.#request.code().options(root);
  }
}

function grouped<T, R>(items: readonly T[], keyOf: (item: T) => string, convert: (item: T) => R): ReadonlyMap<string, readonly R[]> {
  const byKey = new Map<string, R[]>();
  for (const item of items) {
    const list = byKey.get(keyOf(item));
    if (list === undefined) byKey.set(keyOf(item), [convert(item)]);
    else list.push(convert(item));
  }
  return byKey;
}
