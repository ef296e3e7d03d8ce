/**
 * A recorded session with the server over in-memory streams: real files in a folder of its own, a clock that only moves when told,
 * and a check that reports every cell that reads `BAD`.
 */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createConnection, createProtocolConnection, ProposedFeatures, StreamMessageReader, StreamMessageWriter, type Diagnostic, type ProtocolConnection } from 'vscode-languageserver/node';
import type { Rule } from '../../rules/api/rule.ts';
import type { CheckRequest } from '../core/check.ts';
import type { SqlEngine } from '../core/data/engine.ts';
import type { CancelSignal, Clock, FileSystem, Ports } from '../core/ports.ts';
import type { Finding, Report, TableProfile } from '../core/report.ts';
import { testPythonTools } from '../../tools/python-tools.ts';
import { testShell } from '../../tools/test-repository.ts';
import { createNodeFiles } from '../host/files.ts';
import { METHODS, type StatusParams } from '../protocol/messages.ts';
import { SCORE_METHODS, type ScoreChangedParams } from '../protocol/score.ts';
import { createServer } from './server.ts';
import type { Services } from './services.ts';

export interface SessionOptions {
  /** Path -> text, written before the session starts. */
  readonly files: Readonly<Record<string, string>>;
  /** Workspace folders; the project's folder when left out. */
  readonly roots?: readonly string[];
  readonly settings?: unknown;
  /** Called before each check; a check waits for it. */
  readonly beforeCheck?: (displayPath: string) => Promise<void> | void;
  readonly check?: Services['check'];
  readonly rules?: Services['rules'];
  readonly hasCommands?: boolean;
  readonly scorer?: Services['scorer'];
  readonly isTrusted?: boolean;
}

/** Far more round trips than any check takes. */
const MAX_ROUNDS = 200_000;

export class Session {
  readonly folder: string;
  readonly client: ProtocolConnection;
  /** Display paths in the order they were checked. */
  readonly checked: readonly string[];
  /** Last diagnostics sent per file, and every publication in order. */
  readonly diagnostics = new Map<string, readonly Diagnostic[]>();
  readonly published: string[] = [];
  readonly statuses: StatusParams[] = [];
  readonly scores: ScoreChangedParams[] = [];
  /** Of the checks, in the same order as `checked`. */
  readonly signals: CancelSignal[] = [];
  /** Warnings in the server's log. */
  readonly log: string[] = [];
  readonly progress: { readonly token: unknown; readonly value: { readonly kind: string; readonly cancellable?: boolean } }[] = [];
  settings: unknown;
  readonly #clock: ManualClock;
  /** Looks at files that are under way. */
  #lookCount = 0;
  readonly #options: SessionOptions;

  constructor(folder: string, options: SessionOptions) {
    this.folder = folder;
    this.#options = options;
    this.settings = options.settings ?? {};
    this.#clock = new ManualClock();
    const checked: string[] = [];
    this.checked = checked;
    const [up, down] = [new PassThrough(), new PassThrough()];
    const fake: Services['check'] = options.check ?? checkForBad;
    const openPython = async (): Promise<unknown> => ({ ok: true, tools: await testPythonTools() });
    const ports = { files: this.#countedFiles(), clock: this.#clock, openPython, codeWorkers: null, log: { info: () => undefined, warn: (text: string) => void this.log.push(text) } } as unknown as Services['ports'];
    createServer(createConnection(ProposedFeatures.all, new StreamMessageReader(up), new StreamMessageWriter(down)), {
      version: '0.0.0',
      rules: options.rules ?? [DEMO_RULE],
      ports,
      check: async (request, own) => {
        const displayPath = request.datasets[0]?.dataset.displayPath ?? '';
        checked.push(displayPath);
        if (request.signal !== undefined) this.signals.push(request.signal);
        await options.beforeCheck?.(displayPath);
        return fake(request, own);
      },
      scorer: options.scorer ?? NO_SCORER,
      digestOf: async (file) => createHash('sha256').update(await readFile(file)).digest('hex'),
      openShell: async () => ({ ok: true, shell: await testShell() }),
      readRulePage: (rule) => Promise.resolve(`# ${rule}\n`),
      describeInstallation: () => Promise.resolve('lintel 0.0.0\n'),
      pathOfUri: (uri) => (uri.startsWith('file:') ? fileURLToPath(uri) : null),
      uriOfPath: (file) => pathToFileURL(file).href,
      engineFor: () => ({}) as SqlEngine,
      rest: () => Promise.resolve(),
      dispose: () => Promise.resolve(),
    });
    this.client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    this.#listen();
  }

  /** The server answers requests while it looks at a file, so only this tells that it is not done yet. */
  #countedFiles(): FileSystem {
    const files = createNodeFiles();
    const stat: FileSystem['stat'] = async (file) => {
      this.#lookCount += 1;
      return files.stat(file).finally(() => (this.#lookCount -= 1));
    };
    return { ...files, stat };
  }

  #listen(): void {
    const { client } = this;
    client.onRequest('workspace/configuration', (params: { items: readonly unknown[] }) => params.items.map(() => this.settings));
    client.onRequest('client/registerCapability', () => null);
    client.onRequest('window/workDoneProgress/create', () => null);
    client.onNotification('$/progress', (params: Session['progress'][number]) => void this.progress.push(params));
    client.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) => {
      const name = uri.startsWith('file:') ? path.relative(this.folder, fileURLToPath(uri)) : uri;
      this.diagnostics.set(name, diagnostics);
      this.published.push(name);
    });
    client.onNotification(METHODS.status, (status: StatusParams) => void this.statuses.push(status));
    client.onNotification(SCORE_METHODS.scoreChanged, (params: ScoreChangedParams) => void this.scores.push(params));
    client.listen();
  }

  async start(): Promise<unknown> {
    const result: unknown = await this.client.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      workspaceFolders: (this.#options.roots ?? ['.']).map((root) => ({ uri: this.uri(root), name: root })),
      capabilities: {
        workspace: { workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} }, configuration: true, workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } },
        window: { workDoneProgress: true },
        textDocument: { publishDiagnostics: { relatedInformation: true }, completion: { completionItem: { snippetSupport: true } } },
      },
      initializationOptions: { hasCommands: this.#options.hasCommands ?? true, hasRulePages: true, isTrusted: this.#options.isTrusted ?? true },
    });
    await this.client.sendNotification('initialized', {});
    return result;
  }

  uri(name: string): string {
    return pathToFileURL(path.join(this.folder, name)).href;
  }

  async write(name: string, text: string): Promise<void> {
    const file = path.join(this.folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  read(name: string): Promise<string> {
    return readFile(path.join(this.folder, name), 'utf8');
  }

  /** Tells of a change outside, as an editor's file watcher does. @param type 1 created, 2 changed, 3 deleted */
  async tell(name: string, type: 1 | 2 | 3): Promise<void> {
    await this.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: this.uri(name), type }] });
  }

  /** Opens the file as it is on disk. */
  async open(name: string): Promise<void> {
    await this.client.sendNotification('textDocument/didOpen', { textDocument: { uri: this.uri(name), languageId: 'plaintext', version: 1, text: await this.read(name) } });
  }

  /** Lets all timers run out until the server has nothing left to do. */
  async idle(): Promise<StatusParams> {
    return this.until(() => {
      this.#clock.runAll();
      const last = this.statuses.at(-1);
      return last !== undefined && last.state !== 'checking' && this.#lookCount === 0 && this.#clock.isQuiet() ? last : null;
    });
  }

  /** Waits for messages to arrive until there is a value. */
  async until<T>(look: () => T | null): Promise<T> {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      // one round trip, so that everything sent so far has been seen
      await this.client.sendRequest(METHODS.listRules, {});
      const value = look();
      if (value !== null) return value;
    }
    throw new Error('waited in vain');
  }

  runTimers(): void {
    this.#clock.runAll();
  }
}

class ManualClock implements Clock {
  #timers: (() => void)[] = [];

  today(): string {
    return '2026-03-01';
  }

  nowMs(): number {
    return 0;
  }

  async pause(): Promise<void> {}

  after(_delayMs: number, run: () => void): () => void {
    this.#timers.push(run);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== run);
    };
  }

  isQuiet(): boolean {
    return this.#timers.length === 0;
  }

  runAll(): void {
    const due = this.#timers;
    this.#timers = [];
    for (const run of due) run();
  }
}

/** Runs a session in a folder of its own. */
export async function withSession(options: SessionOptions, use: (session: Session) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lintel-lsp-test-'));
  const session = new Session(folder, options);
  try {
    for (const [name, text] of Object.entries(options.files)) await session.write(name, text);
    await session.start();
    await use(session);
    await session.client.sendRequest('shutdown');
  } finally {
    session.client.dispose();
    await rm(folder, { recursive: true, force: true });
  }
}

const NO_SCORER: Services['scorer'] = { score: () => Promise.resolve({ kind: 'failed', text: 'nobody scores here' }), rest: () => Promise.resolve() };

const DEMO_RULE = {
  id: 'demo/bad-cell',
  summary: 'A cell that reads BAD',
  severity: 'warning',
  confidence: 'certain',
  status: 'stable',
  since: '0.1.0',
  sources: [],
  options: {},
  messages: { bad: '`{column}` is bad' },
  fix: 'none',
  docs: { what: 'Finds BAD.', why: 'A model learns BAD as a value.', instead: 'Leave it empty.', limits: 'None.' },
} as unknown as Rule;

/** Reports cells that read `BAD`; a file that holds `BROKEN` is not checked. */
async function checkForBad({ datasets, signal }: CheckRequest, { files }: Ports): Promise<Report> {
  const findings: Finding[] = [];
  const notChecked: Report['notChecked'][number][] = [];
  const profiles: TableProfile[] = [];
  for (const { dataset } of datasets) {
    const text = (await files.readText(dataset.path, 1_000_000)) ?? '';
    const lines = text.trimEnd().split('\n').map((line) => line.split(','));
    const names = lines[0] ?? [];
    if (signal?.aborted === true) notChecked.push({ path: dataset.displayPath, reason: 'cancelled', message: 'cancelled' });
    else if (text.includes('BROKEN')) notChecked.push({ path: dataset.displayPath, reason: 'damaged', message: 'the file ends too early; write it again' });
    else profiles.push(profile(dataset.displayPath, names, lines.length - 1));
    lines.forEach((cells, line) => cells.forEach((cell, column) => cell === 'BAD' && notChecked.length === 0 && findings.push(badCell({ path: dataset.displayPath, cells, line, column, name: names[column] ?? '' }))));
  }
  return { findings, notChecked, profiles, checked: profiles.map(({ path }) => ({ path, kind: 'dataset' as const })), rules: [], baseline: null, score: null, isComplete: notChecked.length === 0 };
}

function profile(name: string, names: readonly string[], rows: number): TableProfile {
  const columns = names.map((each) => ({ name: each, type: 'text', kind: 'text' as const, missing: 0, distinct: rows, isDistinctExact: true, min: null, max: null, mean: null, std: null, histogram: null, top: [] }));
  return { path: name, format: 'csv', rows, columns, isSample: false, delimiter: ',', hasHeader: true };
}

function badCell(at: { readonly path: string; readonly cells: readonly string[]; readonly line: number; readonly column: number; readonly name: string }): Finding {
  const start = at.cells.slice(0, at.column).join(',').length + (at.column === 0 ? 1 : 2);
  return {
    rule: 'demo/bad-cell',
    severity: 'warning',
    confidence: 'certain',
    message: `\`${at.name}\` is bad`,
    messageId: 'bad',
    path: at.path,
    range: { start: { line: at.line + 1, column: start }, end: { line: at.line + 1, column: start + 3 } },
    cell: null,
    dataset: at.path,
    column: at.name,
    rows: [at.line],
    related: [],
    fixes: [],
    suppressed: null,
    baseline: 'new',
    identity: { line: '', around: '' },
    fingerprint: `${at.path}:${at.line}:${at.column}`,
    mend: { pandas: `df["${at.name}"] = 1`, polars: `df = df.with_columns(${at.name}=1)` },
  };
}
