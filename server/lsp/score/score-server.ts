/**
 * Scores of the workspace's folders: computed in another process, one after the other, only while something shows them or somebody asks.
 * A change while one is computed does not stop it; it is computed again afterwards, so that a folder that always changes has a score.
 */
import { DidChangeWatchedFilesNotification, FileChangeType, type Connection, type Disposable } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isInside, joinPath } from '../../core/paths.ts';
import { ATTESTATION_FILES } from '../../core/score/attestations/attestation.ts';
import type { Finding } from '../../core/report.ts';
import type { ScoredFolder } from '../../core/score/scorer.ts';
import type { EditorDebt } from '../../protocol/debt.ts';
import { SCORE_METHODS, type AttestParams, type AttestResult, type EditorScore, type FolderScore, type ScoreChangedParams, type ScoreParams, type ScoreResult, type ScoreShownParams } from '../../protocol/score.ts';
import type { Services } from '../services.ts';
import { attestationStub } from './attestation-stub.ts';
import { changesScore, SCORE_WATCHERS } from './score-changes.ts';
import { toEditorDebt } from './to-editor-debt.ts';
import { toEditorScore } from './to-editor-score.ts';

export interface ScoreServerRequest {
  readonly connection: Connection;
  readonly services: Services;
  /** The text as an editor shows it; null when no editor does. */
  readonly openText: (path: string) => string | null;
  /** Shows what is wrong with attestations of a folder, in place of what was shown before. */
  readonly showAttestations: (root: string, findings: readonly Finding[]) => void;
  readonly inBackground: (work: Promise<unknown>) => void;
}

export interface ScoreConfiguration {
  /** Absolute folders of the workspace. */
  readonly roots: readonly string[];
  readonly isTrusted: boolean;
  readonly watchesFiles: boolean;
}

/** From the first change until scores are computed again: several files are often written together. Own choice. */
const GATHER_MS = 1000;

/** From when nothing shows scores until the process ends. Own choice. */
const REST_MS = 120_000;

/** Larger files are no attestations. Own choice. */
const MOST_BYTES = 1_000_000;

/** A folder of the workspace with its last score; null before the first. */
export interface ScoredRoot {
  readonly root: string;
  readonly score: EditorScore | null;
}

interface Folder {
  readonly root: string;
  state: FolderScore['state'];
  score: EditorScore | null;
  debt: EditorDebt | null;
  /** Whether something changed since the last computation began. */
  isStale: boolean;
  /** Whether the last computation counted no debt. */
  lacksDebt: boolean;
  /** While it is computed. */
  work: { readonly controller: AbortController; readonly ended: Promise<void> } | null;
}

export class ScoreServer {
  readonly #request: ScoreServerRequest;
  #folders = new Map<string, Folder>();
  #isShown = false;
  #isDebtShown = false;
  #isTrusted = false;
  #watchesFiles = false;
  /** Told of files besides those that are always watched. */
  #watching: Promise<Disposable> | null = null;
  #stopTimer: (() => void) | null = null;
  #stopRest: (() => void) | null = null;

  constructor(request: ScoreServerRequest) {
    this.#request = request;
  }

  listen(): void {
    const { connection } = this.#request;
    connection.onRequest<ScoreResult, void>(SCORE_METHODS.score, (params: ScoreParams) => this.#asked(params));
    connection.onRequest<AttestResult, void>(SCORE_METHODS.attest, (params: AttestParams) => this.#attest(params));
    connection.onNotification(SCORE_METHODS.scoreShown, (params: ScoreShownParams) => this.#shown(params));
    connection.onNotification(SCORE_METHODS.trustGranted, () => this.#trusted());
  }

  configure({ roots, isTrusted, watchesFiles }: ScoreConfiguration): void {
    this.#isTrusted ||= isTrusted;
    this.#watchesFiles = watchesFiles;
    for (const [root, { work }] of this.#folders) {
      if (roots.includes(root)) continue;
      work?.controller.abort();
      this.#request.showAttestations(root, []);
    }
    this.#folders = new Map(roots.map((root) => [root, this.#folders.get(root) ?? { root, state: { kind: 'waiting' }, score: null, debt: null, isStale: true, lacksDebt: true, work: null }]));
    this.#schedule();
  }

  /** @param path absolute */
  fileChanged(path: string, type: FileChangeType): void {
    if (!changesScore(path, type)) return;
    for (const folder of this.#folders.values()) if (isInside(path, folder.root)) folder.isStale = true;
    this.#schedule();
  }

  /** The innermost folder of the workspace around a file. */
  scoredAt(path: string): ScoredRoot | null {
    const around = [...this.#folders.values()].filter(({ root }) => isInside(path, root));
    return around.toSorted((a, b) => b.root.length - a.root.length)[0] ?? null;
  }

  /** Ends what is under way; nothing is computed until scores are shown again. */
  cancel(): void {
    this.#isShown = false;
    this.#stopTimer?.();
    this.#stopTimer = null;
    this.#stopRest?.();
    for (const { work } of this.#folders.values()) work?.controller.abort();
  }

  #shown({ isShown, isDebtShown }: ScoreShownParams): void {
    this.#isDebtShown = isDebtShown ?? isShown;
    if (isShown === this.#isShown) return this.#computeAll();
    this.#isShown = isShown;
    const { services, inBackground } = this.#request;
    this.#stopRest?.();
    this.#stopRest = null;
    if (isShown) {
      this.#watch();
      for (const folder of this.#folders.values()) this.#tell(folder, 'with-score');
      // what changed meanwhile was not told of
      for (const folder of this.#folders.values()) folder.isStale = true;
      return this.#computeAll();
    }
    this.cancel();
    // nobody looks whether they are still true
    for (const root of this.#folders.keys()) this.#request.showAttestations(root, []);
    inBackground(this.#unwatch());
    this.#stopRest = services.ports.clock.after(REST_MS, () => inBackground(services.scorer.rest()));
  }

  #watch(): void {
    if (!this.#watchesFiles || this.#watching !== null) return;
    this.#watching = this.#request.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [...SCORE_WATCHERS] });
    this.#request.inBackground(this.#watching);
  }

  async #unwatch(): Promise<void> {
    const watching = this.#watching;
    this.#watching = null;
    (await watching)?.dispose();
  }

  #trusted(): void {
    if (this.#isTrusted) return;
    this.#isTrusted = true;
    for (const folder of this.#folders.values()) folder.isStale = true;
    this.#schedule();
  }

  #schedule(): void {
    const isWanted = this.#isShown && [...this.#folders.values()].some((folder) => this.#isDue(folder));
    if (!isWanted || this.#stopTimer !== null) return;
    this.#stopTimer = this.#request.services.ports.clock.after(GATHER_MS, () => {
      this.#stopTimer = null;
      this.#computeAll();
    });
  }

  #computeAll(): void {
    if (!this.#isShown) return;
    for (const folder of this.#folders.values()) if (this.#isDue(folder) && folder.work === null) this.#request.inBackground(this.#compute(folder, { countsDebt: this.#isDebtShown }));
  }

  #isDue({ isStale, lacksDebt }: Folder): boolean {
    return isStale || (lacksDebt && this.#isDebtShown);
  }

  #compute(folder: Folder, { countsDebt }: { readonly countsDebt: boolean }): Promise<void> {
    const controller = new AbortController();
    folder.isStale = false;
    folder.lacksDebt = !countsDebt;
    folder.state = { kind: 'computing', done: 0, path: '' };
    const ended = this.#score(folder, { countsDebt, signal: controller.signal }).finally(() => {
      folder.work = null;
      this.#schedule();
    });
    folder.work = { controller, ended };
    this.#tell(folder, 'state');
    return ended;
  }

  async #score(folder: Folder, { countsDebt, signal }: { readonly countsDebt: boolean; readonly signal: AbortSignal }): Promise<void> {
    const { root } = folder;
    const isTrusted = this.#isTrusted;
    const onProgress = (done: number, path: string): void => {
      if (signal.aborted || folder.state.kind !== 'computing') return;
      folder.state = { kind: 'computing', done, path };
      this.#tell(folder, 'state');
    };
    const result = await this.#request.services.scorer.score({ root, isTrusted, countsDebt }, { signal, onProgress });
    this.#take(folder, { result, isTrusted });
    this.#tell(folder, 'with-score');
  }

  #take(folder: Folder, { result, isTrusted }: { readonly result: ScoredFolder; readonly isTrusted: boolean }): void {
    const { root } = folder;
    switch (result.kind) {
      case 'cancelled':
        folder.isStale = true;
        folder.state = folder.score === null ? { kind: 'waiting' } : { kind: 'done' };
        return;
      case 'scored':
        folder.score = toEditorScore({ ...result, root, isTrusted, uriOfPath: this.#request.services.uriOfPath });
        if (result.debt !== null) folder.debt = toEditorDebt({ report: result.debt, root, uriOfPath: this.#request.services.uriOfPath });
        folder.state = { kind: 'done' };
        if (this.#isShown && this.#folders.get(root) === folder) this.#request.showAttestations(root, result.report.findings);
        return;
      case 'empty':
        this.#request.showAttestations(root, []);
        folder.score = null;
        folder.debt = null;
        folder.state = { kind: 'empty' };
        return;
      case 'failed':
        folder.state = { kind: 'failed', text: result.text };
    }
  }

  #tell(folder: Folder, what: 'state' | 'with-score'): void {
    if (this.#folders.get(folder.root) !== folder) return;
    const { uri, state, score, debt } = this.#scoreOf(folder);
    const params: ScoreChangedParams = what === 'state' ? { uri, state } : { uri, state, score, debt };
    this.#request.inBackground(this.#request.connection.sendNotification(SCORE_METHODS.scoreChanged, params));
  }

  #scoreOf({ root, state, score, debt }: Folder): FolderScore {
    return { uri: this.#request.services.uriOfPath(root), state, score, debt };
  }

  async #asked({ uri, refreshes }: ScoreParams): Promise<ScoreResult> {
    const folder = this.#folders.get(this.#request.services.pathOfUri(uri) ?? '');
    if (folder === undefined) return null;
    if (refreshes) folder.isStale = true;
    while (folder.work !== null) await folder.work.ended;
    if (folder.isStale || folder.lacksDebt) await this.#compute(folder, { countsDebt: true });
    return this.#scoreOf(folder);
  }

  async #attest({ uri, test }: AttestParams): Promise<AttestResult> {
    const { services, openText } = this.#request;
    const folder = this.#folders.get(services.pathOfUri(uri) ?? '');
    const known = folder?.score?.sections.flatMap(({ tests }) => tests).find(({ id }) => id === test);
    if (folder === undefined || known?.mayAttest !== true) return { ok: false, message: 'this test is none that people can attest' };
    const path = joinPath(folder.root, ATTESTATION_FILES[0]);
    const isThere = (await services.ports.files.stat(path)) !== null;
    const text = openText(path) ?? (isThere ? await services.ports.files.readText(path, MOST_BYTES) : '');
    if (text === null) return { ok: false, message: `\`${ATTESTATION_FILES[0]}\` cannot be read as text of at most 1 MB` };
    const stub = attestationStub({ text, test, today: services.ports.clock.today() });
    if (!stub.ok) return stub;
    const document = TextDocument.create('', 'yaml', 0, text);
    const at = document.positionAt(stub.offset);
    const after = TextDocument.create('', 'yaml', 0, text.slice(0, stub.offset) + stub.newText + text.slice(stub.offset));
    return { ok: true, uri: services.uriOfPath(path), creates: !isThere, edits: [{ range: { start: at, end: at }, newText: stub.newText }], line: after.positionAt(stub.entryAt).line };
  }
}
