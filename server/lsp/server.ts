/** The language server: ties the editor's messages to the checker, and its results to what the editor shows. */
import {
  CodeActionKind,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  TextDocuments,
  TextDocumentSyncKind,
  type CancellationToken,
  type Connection,
  type FileEvent,
  type InitializeParams,
  type InitializeResult,
  type WorkspaceFolder,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { judgeName } from '../core/discovery/file-kinds.ts';
import { metaRules, type DescribedRule } from '../core/meta-rules.ts';
import { fileName, isInside, resolvePath } from '../core/paths.ts';
import type { Finding } from '../core/report.ts';
import * as own from '../protocol/messages.ts';
import { readAbilities, rootsOf, type Abilities } from './abilities.ts';
import { Checker } from './checker.ts';
import { overridesOf } from './find.ts';
import { codeActions } from './handlers/code-action.ts';
import { hover } from './handlers/hover.ts';
import { ignoreFinding } from './handlers/ignore-finding.ts';
import { Presenter } from './presenter.ts';
import type { Services } from './services.ts';
import { DEFAULT_SETTINGS, readSettings, type Settings } from './settings.ts';
import { toSummary } from './status.ts';
import type { Outcome } from './waiters.ts';
import { judgeChange, WATCHERS } from './watched.ts';

const NO_ABILITIES: Abilities = { hasCommands: false, hasRulePages: false, hasConfiguration: false, watchesFiles: false, hasWorkspaceFolders: false, hasRelatedInformation: false };

/** Starts answering on the connection. */
export function createServer(connection: Connection, services: Services): void {
  new Server(connection, services).listen();
}

class Server {
  readonly #connection: Connection;
  readonly #services: Services;
  readonly #documents = new TextDocuments(TextDocument);
  readonly #checker: Checker;
  readonly #presenter: Presenter;
  #abilities: Abilities = NO_ABILITIES;
  #settings: Settings = DEFAULT_SETTINGS;
  #roots: readonly string[] = [];
  /** Settled when the settings are known and the folders looked through. */
  #ready: Promise<unknown> = Promise.resolve();

  constructor(connection: Connection, services: Services) {
    this.#connection = connection;
    this.#services = services;
    this.#checker = new Checker(services, {
      onResult: (known) => this.#presenter.showResult(known),
      onFound: (found) => this.#presenter.showFound(found),
      onState: () => this.#presenter.showState(),
    });
    this.#presenter = new Presenter({ connection, services, checker: this.#checker, abilities: () => this.#abilities });
  }

  listen(): void {
    this.#answerLifecycle();
    this.#answerEditing();
    this.#answerOwnRequests();
    this.#documents.listen(this.#connection);
    this.#connection.listen();
  }

  #answerLifecycle(): void {
    this.#connection.onInitialize((params) => this.#initialize(params));
    this.#connection.onInitialized(() => {
      this.#ready = this.#started();
      this.#inBackground(this.#ready);
    });
    this.#connection.onDidChangeConfiguration(({ settings }) => this.#inBackground(this.#settingsChanged(settings)));
    this.#connection.onDidChangeWatchedFiles(({ changes }) => this.#filesChanged(changes));
    this.#connection.onShutdown(async () => {
      this.#checker.cancel();
      await this.#services.dispose();
    });
  }

  #answerEditing(): void {
    this.#documents.onDidOpen(({ document }) => this.#inBackground(this.#opened(document.uri)));
    this.#documents.onDidSave(({ document }) => this.#saved(document.uri));
    this.#connection.onHover(({ textDocument, position }) => {
      const document = this.#documents.get(textDocument.uri);
      const path = this.#pathOf(textDocument.uri);
      const known = this.#checker.store.ofFile(path);
      const profile = known?.report?.profiles[0];
      if (document === undefined || known === null || profile === undefined) return null;
      const findings = this.#presenter.findingsOf(known.dataset.path);
      const isHere = (finding: Finding): boolean => resolvePath(known.root, finding.path) === path;
      return hover({ document, position, profile, findings, isHere, ruleById: (id) => this.#ruleById(id), hasCommands: this.#abilities.hasCommands });
    });
    this.#connection.onCodeAction(({ textDocument, context }) => (this.#abilities.hasCommands ? codeActions(textDocument.uri, context.diagnostics) : []));
  }

  #answerOwnRequests(): void {
    const { METHODS } = own;
    this.#connection.onRequest(METHODS.checkWorkspace, (_params: object, token: CancellationToken) => this.#checkWorkspace(token));
    this.#connection.onRequest(METHODS.checkDataset, (params: own.CheckDatasetParams, token: CancellationToken) => this.#checkDataset(params, token));
    this.#connection.onRequest(METHODS.cancelCheck, () => this.#checker.cancel());
    this.#connection.onRequest(METHODS.explainRule, (params: own.ExplainRuleParams) => this.#explainRule(params));
    this.#connection.onRequest(METHODS.listRules, () => this.#listRules());
    this.#connection.onRequest<own.IgnoreFindingResult, void>(METHODS.ignoreFinding, (params: own.IgnoreFindingParams) => this.#ignoreFinding(params));
    this.#connection.onRequest(METHODS.diagnosticReport, () => this.#diagnosticReport());
  }

  #initialize(params: InitializeParams): InitializeResult {
    this.#abilities = readAbilities(params);
    this.#roots = rootsOf(params, this.#services.pathOfUri);
    return {
      serverInfo: { name: 'lintel', version: this.#services.version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  }

  async #started(): Promise<void> {
    const { hasConfiguration, watchesFiles, hasWorkspaceFolders } = this.#abilities;
    if (watchesFiles) this.#inBackground(this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [...WATCHERS] }));
    if (hasConfiguration) this.#inBackground(this.#connection.client.register(DidChangeConfigurationNotification.type, { section: 'lintel' }));
    if (hasWorkspaceFolders) this.#connection.workspace.onDidChangeWorkspaceFolders(() => this.#inBackground(this.#foldersChanged()));
    if (hasConfiguration) this.#settings = readSettings(await this.#connection.workspace.getConfiguration('lintel'));
    await this.#configure();
  }

  /** @param pushed what clients that cannot be asked send along */
  async #settingsChanged(pushed: unknown): Promise<void> {
    const section = this.#abilities.hasConfiguration ? await this.#connection.workspace.getConfiguration('lintel') : (pushed as { lintel?: unknown } | null)?.lintel;
    this.#settings = readSettings(section);
    await this.#configure();
  }

  async #foldersChanged(): Promise<void> {
    const folders: readonly WorkspaceFolder[] = (await this.#connection.workspace.getWorkspaceFolders()) ?? [];
    this.#roots = folders.flatMap(({ uri }) => this.#services.pathOfUri(uri) ?? []);
    await this.#configure();
  }

  async #configure(): Promise<void> {
    this.#presenter.configure(this.#settings);
    await this.#checker.configure({ settings: this.#settings, roots: this.#roots });
  }

  #filesChanged(changes: readonly FileEvent[]): void {
    for (const { uri, type } of changes) {
      const path = this.#services.pathOfUri(uri);
      if (path !== null) this.#fileChanged(path, type);
    }
  }

  #fileChanged(path: string, type: FileChangeType): void {
    switch (judgeChange(path, type)) {
      case 'content':
        return this.#inBackground(this.#checker.fileChanged(path));
      case 'tree':
        return this.#checker.treeChanged();
      case 'appeared':
        return this.#inBackground(this.#checker.appeared(path));
      case 'gone':
        return this.#checker.gone(path);
      case 'none':
    }
  }

  /** A file that is in no folder of the workspace is checked when it is opened. */
  async #opened(uri: string): Promise<void> {
    await this.#ready;
    const path = this.#pathOf(uri);
    const isElsewhere = path !== '' && !this.#roots.some((root) => isInside(path, root));
    const isWanted = this.#settings.isEnabled && this.#settings.checksDataByItself && judgeName(fileName(path)) === 'table';
    if (isElsewhere && isWanted && this.#checker.store.ofFile(path) === null) await this.#checker.checkPath(path, 'editor');
  }

  #saved(uri: string): void {
    this.#fileChanged(this.#pathOf(uri), FileChangeType.Changed);
  }

  async #checkWorkspace(token: CancellationToken): Promise<own.CheckSummary> {
    token.onCancellationRequested(() => this.#checker.cancel());
    await this.#ready;
    const outcome = await this.#checker.checkWorkspace();
    return this.#summary(outcome, this.#checker.store.all().map(({ dataset }) => dataset.path));
  }

  async #checkDataset({ uri }: own.CheckDatasetParams, token: CancellationToken): Promise<own.CheckSummary> {
    token.onCancellationRequested(() => this.#checker.cancel());
    await this.#ready;
    const path = this.#pathOf(uri);
    const checked = path === '' ? null : await this.#checker.checkPath(path, 'user');
    return this.#summary(checked?.outcome ?? 'done', checked?.paths ?? []);
  }

  #summary(outcome: Outcome, paths: readonly string[]): own.CheckSummary {
    return toSummary(outcome, this.#presenter.countsOf(paths));
  }

  async #explainRule({ rule }: own.ExplainRuleParams): Promise<own.ExplainRuleResult> {
    const markdown = this.#ruleById(rule) === null ? null : await this.#services.readRulePage(rule);
    return markdown === null ? null : { markdown };
  }

  #listRules(): readonly own.RuleListEntry[] {
    return this.#allRules().map(({ id, summary, severity }) => ({ id, summary, severity }));
  }

  async #ignoreFinding(params: own.IgnoreFindingParams): Promise<own.IgnoreFindingResult> {
    const known = this.#checker.store.ofFile(this.#pathOf(params.uri));
    if (known === null) return { ok: false, message: 'Lintel does not know this file; check it first' };
    const { ports, uriOfPath, pathOfUri } = this.#services;
    const openText = (path: string): string | null => this.#documents.all().find(({ uri }) => pathOfUri(uri) === path)?.getText() ?? null;
    return ignoreFinding({ params, known, files: ports.files, openText, uriOfPath });
  }

  async #diagnosticReport(): Promise<own.DiagnosticReportResult> {
    return { text: await this.#services.describeInstallation({ root: this.#roots[0] ?? null, overrides: overridesOf(this.#settings) }) };
  }

  #allRules(): readonly DescribedRule[] {
    return [...this.#services.rules, ...metaRules].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  #ruleById(id: string): DescribedRule | null {
    return this.#allRules().find((rule) => rule.id === id) ?? null;
  }

  /** Nobody waits for this work: a failure goes to the log. */
  #inBackground(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.#services.ports.log.warn(error instanceof Error ? (error.stack ?? error.message) : String(error)));
  }

  /** Empty for addresses that are no local file. */
  #pathOf(uri: string): string {
    return this.#services.pathOfUri(uri) ?? '';
  }
}
