/** The language server: ties the editor's messages to the checker, and its results to what the editor shows. */
import {
  CodeActionKind,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  TextDocuments,
  TextDocumentSyncKind,
  type CancellationToken,
  type Hover,
  type HoverParams,
  type CodeAction,
  type CodeActionContext,
  type CodeActionParams,
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
import type { KnownData } from '../core/python/session/session-request.ts';
import type { Finding } from '../core/report.ts';
import * as own from '../protocol/messages.ts';
import { AttestationServer } from './attestations/attestation-server.ts';
import { readAbilities, rootsOf, type Abilities } from './abilities.ts';
import { Checker, type FoundFolders } from './checker.ts';
import { ConfigServer } from './config/config-server.ts';
import { CodeServer, FIX_ALL, NOTEBOOK_FIX_ALL } from './code/code-server.ts';
import type { KnownDataset } from './dataset-store.ts';
import { overridesOf } from './find.ts';
import { readFindingData } from './convert/finding-data.ts';
import { codeActions } from './handlers/code-action.ts';
import { hover } from './handlers/hover.ts';
import { ignoreFinding } from './handlers/ignore-finding.ts';
import { Presenter } from './presenter.ts';
import { ignoreByComment, repositoryActions } from './repository/repository-actions.ts';
import { repositoryHover } from './repository/repository-hover.ts';
import { ScoreServer } from './score/score-server.ts';
import { RepositoryServer } from './repository/repository-server.ts';
import type { Services } from './services.ts';
import { DEFAULT_SETTINGS, readSettings, type Settings } from './settings.ts';
import { sumOf, toSummary } from './status.ts';
import type { Outcome } from './waiters.ts';
import { judgeChange, WATCHERS } from './watched.ts';

const NO_ABILITIES: Abilities = { hasCommands: false, hasRulePages: false, isTrusted: false, hasConfiguration: false, watchesFiles: false, hasWorkspaceFolders: false, hasRelatedInformation: false, canConfirmEdits: false, hasSnippets: false };

/** Whether somebody asks for all actions, or for quick fixes among them. */
function isForQuickFixes({ only }: CodeActionContext): boolean {
  return only === undefined || only.length === 0 || only.some((kind) => CodeActionKind.QuickFix.startsWith(kind));
}

/** Larger files are not read for a comment or a fix. Own choice. */
const MOST_TEXT_BYTES = 1_000_000;

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
  readonly #code: CodeServer;
  readonly #scores: ScoreServer;
  readonly #repositories: RepositoryServer;
  readonly #attestations: AttestationServer;
  readonly #configs: ConfigServer;
  #abilities: Abilities = NO_ABILITIES;
  #settings: Settings = DEFAULT_SETTINGS;
  #roots: readonly string[] = [];
  /** Whether data was checked since programs were told. */
  #isDataNews = true;
  /** Settled when the settings are known and the folders looked through. */
  #ready: Promise<unknown> = Promise.resolve();

  constructor(connection: Connection, services: Services) {
    this.#connection = connection;
    this.#services = services;
    this.#checker = new Checker(services, {
      onResult: (known) => this.#gotResult(known),
      onFound: (found) => this.#found(found),
      onState: () => this.#stateChanged(),
    });
    this.#presenter = new Presenter({ connection, services, checker: this.#checker, code: () => this.#code, abilities: () => this.#abilities });
    this.#code = new CodeServer({
      services,
      abilities: () => this.#abilities,
      settings: () => this.#settings,
      roots: () => this.#roots,
      rootOf: (path) => this.#checker.rootOf(path),
      documentOf: (uri) => this.#documents.get(uri),
      ruleById: (id) => services.rules.find((rule) => rule.id === id) ?? this.#ruleById(id),
      showDiagnostics: (path, byUri) => this.#presenter.showCode(path, byUri),
      onState: () => this.#presenter.showState(),
      inBackground: (work) => this.#inBackground(work),
    });
    this.#scores = new ScoreServer({
      connection,
      services,
      openText: (path) => this.#openText(path),
      showAttestations: (root, findings) => this.#presenter.showAttestations(root, findings),
      inBackground: (work) => this.#inBackground(work),
    });
    this.#attestations = new AttestationServer({ services, openText: (path) => this.#openText(path), scoredAt: (path) => this.#scores.scoredAt(path) });
    this.#configs = new ConfigServer({
      services,
      isEnabled: () => this.#settings.isEnabled,
      abilities: () => this.#abilities,
      datasets: () => this.#checker.store.all(),
      openText: (path) => this.#openText(path),
      rootOf: (path) => this.#checker.rootOf(path),
      show: (path, problems) => this.#presenter.showConfig(path, problems),
      inBackground: (work) => this.#inBackground(work),
    });
    this.#repositories = new RepositoryServer({ services, show: (root, said) => this.#presenter.showRepository(root, said), inBackground: (work) => this.#inBackground(work) });
  }

  listen(): void {
    this.#answerLifecycle();
    this.#answerEditing();
    this.#answerOwnRequests();
    this.#documents.listen(this.#connection);
    this.#code.listen(this.#connection);
    this.#scores.listen();
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
      this.#presenter.cancel();
      this.#scores.cancel();
      this.#repositories.cancel();
      await this.#services.dispose();
    });
  }

  #answerEditing(): void {
    this.#documents.onDidOpen(({ document }) => {
      this.#code.textOpened(document);
      this.#inBackground(this.#opened(document.uri));
    });
    this.#documents.onDidChangeContent(({ document }) => {
      this.#code.textChanged(document);
      this.#configs.textChanged(document);
    });
    this.#documents.onDidClose(({ document }) => {
      this.#code.textClosed(document.uri);
      this.#configs.textClosed(document);
    });
    this.#documents.onDidSave(({ document }) => this.#saved(document.uri));
    this.#connection.onCompletion((params) => {
      if (this.#configs.isOne(params.textDocument.uri)) return this.#configs.complete(params);
      return this.#attestations.isOne(params.textDocument.uri) ? this.#attestations.complete(params) : this.#code.complete(params);
    });
    this.#connection.onHover((params) => {
      const part = this.#code.partAt(params.textDocument.uri);
      if (part !== null) return this.#code.hover(params, part);
      if (this.#configs.isOne(params.textDocument.uri)) return this.#configs.hover(params) ?? this.#hoverFinding(params);
      return this.#attestations.isOne(params.textDocument.uri) ? this.#attestations.hover(params) : (this.#hoverData(params) ?? this.#hoverFinding(params));
    });
    this.#connection.onCodeAction(async (params) => {
      const { textDocument, context } = params;
      const part = this.#code.partAt(textDocument.uri);
      const actions = part === null ? await this.#otherActions(params) : await this.#code.codeActions(params, part);
      return this.#abilities.hasCommands && isForQuickFixes(context) ? [...actions, ...this.#attestations.attestActions(textDocument.uri, context.diagnostics)] : actions;
    });
  }

  /** On a finding in settings and the like: why it matters, and what to do instead. */
  #hoverFinding({ textDocument: { uri }, position }: HoverParams): Hover | null {
    const file = this.#repositories.fileAt(this.#pathOf(uri));
    return file === null ? null : repositoryHover({ file, position, ruleById: (id) => this.#ruleById(id), hasCommands: this.#abilities.hasCommands });
  }

  /** On data, settings and the like. */
  async #otherActions(params: CodeActionParams): Promise<CodeAction[]> {
    const { textDocument: { uri }, context } = params;
    if (!isForQuickFixes(context)) return [];
    const { hasCommands, canConfirmEdits } = this.#abilities;
    const { ports, uriOfPath } = this.#services;
    const path = this.#pathOf(uri);
    const ours = context.diagnostics.filter(({ data }) => readFindingData(data)?.isOfRepository === true);
    const isMendable = ours.some(({ code }) => (this.#ruleById(String(code))?.fix ?? 'none') !== 'none');
    const file = isMendable ? await this.#repositories.fileWithFixes(path) : this.#repositories.fileAt(path);
    const text = this.#openText(path);
    const others = context.diagnostics.filter((diagnostic) => !ours.includes(diagnostic));
    const isAsOnDisk = async (each: string): Promise<boolean> => {
      const shown = this.#openText(each);
      return shown === null || shown === (await ports.files.readText(each, MOST_TEXT_BYTES));
    };
    const ofRepository = file === null || text === null ? [] : await repositoryActions({ file, uri, text, diagnostics: ours, hasCommands, canConfirm: canConfirmEdits, uriOfPath, isAsOnDisk });
    const ofAttestations = this.#attestations.isOne(uri) ? await this.#attestations.fixes(params) : [];
    const ofConfig = this.#configs.isOne(uri) ? this.#configs.fixes(params) : [];
    return [...ofConfig, ...ofAttestations, ...ofRepository, ...(hasCommands ? codeActions(uri, others) : [])];
  }

  #hoverData({ textDocument, position }: HoverParams): Hover | null {
    const document = this.#documents.get(textDocument.uri);
    const path = this.#pathOf(textDocument.uri);
    const known = this.#checker.store.ofFile(path);
    const profile = known?.report?.profiles[0];
    if (document === undefined || known === null || profile === undefined) return null;
    const findings = this.#presenter.findingsOf(known.dataset.path);
    const isHere = (finding: Finding): boolean => resolvePath(known.root, finding.path) === path;
    return hover({ document, position, profile, findings, isHere, ruleById: (id) => this.#ruleById(id), hasCommands: this.#abilities.hasCommands });
  }

  #gotResult(known: KnownDataset): void {
    this.#isDataNews = true;
    this.#presenter.showResult(known);
  }

  #found(found: FoundFolders): void {
    this.#presenter.showFound(found);
    this.#inBackground(this.#code.setFound(found));
  }

  /** Programs are told of data when all of it is checked, so that they look at none twice. */
  #stateChanged(): void {
    this.#presenter.showState();
    if (!this.#isDataNews || this.#checker.state().isChecking) return;
    this.#isDataNews = false;
    this.#code.dataChanged(this.#settings.checksDataByItself ? (root) => this.#knownData(root) : null);
  }

  #knownData(root: string): KnownData {
    const profileOf: KnownData['profileOf'] = (path) => {
      const known = this.#checker.store.get(path);
      return known?.root === root ? (known.report?.profiles[0] ?? null) : null;
    };
    return { profileOf, findings: () => this.#checker.store.all().flatMap((known) => (known.root === root ? (known.report?.findings ?? []) : [])) };
  }

  #answerOwnRequests(): void {
    const { METHODS } = own;
    this.#connection.onRequest(METHODS.checkWorkspace, (_params: object, token: CancellationToken) => this.#checkWorkspace(token));
    this.#connection.onRequest(METHODS.checkDataset, (params: own.CheckDatasetParams, token: CancellationToken) => this.#checkDataset(params, token));
    this.#connection.onRequest(METHODS.cancelCheck, () => this.#presenter.cancel());
    this.#connection.onRequest(METHODS.explainRule, (params: own.ExplainRuleParams) => this.#explainRule(params));
    this.#connection.onRequest(METHODS.listRules, () => this.#listRules());
    this.#connection.onRequest<own.IgnoreFindingResult, void>(METHODS.ignoreFinding, (params: own.IgnoreFindingParams) => this.#ignoreFinding(params));
    this.#connection.onRequest(METHODS.diagnosticReport, () => this.#diagnosticReport());
  }

  #initialize(params: InitializeParams): InitializeResult {
    this.#abilities = readAbilities(params);
    this.#roots = rootsOf(params, this.#services.pathOfUri);
    this.#configureScores();
    return {
      serverInfo: { name: 'lintel', version: this.#services.version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
        // all cells, whatever their language: they are counted
        notebookDocumentSync: { notebookSelector: [{ notebook: 'jupyter-notebook' }], save: true },
        hoverProvider: true,
        completionProvider: { triggerCharacters: ['"', "'"] },
        inlayHintProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL, NOTEBOOK_FIX_ALL] },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  }

  async #started(): Promise<void> {
    const { hasConfiguration, watchesFiles, hasWorkspaceFolders } = this.#abilities;
    if (watchesFiles) this.#inBackground(this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [...WATCHERS, ...this.#repositories.watchers()] }));
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
    this.#configureScores();
    await this.#configure();
  }

  async #configure(): Promise<void> {
    this.#presenter.configure(this.#settings);
    this.#configs.readAgain();
    this.#repositories.configure({ settings: this.#settings, roots: this.#roots });
    await this.#checker.configure({ settings: this.#settings, roots: this.#roots });
  }

  #configureScores(): void {
    const { isTrusted, watchesFiles } = this.#abilities;
    this.#scores.configure({ roots: this.#roots, isTrusted, watchesFiles });
  }

  #filesChanged(changes: readonly FileEvent[]): void {
    for (const { uri, type } of changes) {
      const path = this.#services.pathOfUri(uri);
      if (path === null) continue;
      this.#fileChanged(path, type);
      this.#scores.fileChanged(path, type);
      this.#repositoriesChanged(path, type);
    }
  }

  #fileChanged(path: string, type: FileChangeType): void {
    switch (judgeChange(path, type)) {
      case 'content':
        return this.#inBackground(this.#checker.fileChanged(path));
      case 'program':
        return this.#inBackground(this.#code.checker.diskChanged(path));
      case 'tree':
        this.#configs.readAgain();
        return this.#checker.treeChanged();
      case 'appeared':
        return this.#inBackground(this.#checker.appeared(path));
      case 'gone':
        return this.#code.checker.hasAnyIn(path) ? this.#checker.treeChanged() : this.#checker.gone(path);
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
    this.#scores.fileChanged(this.#pathOf(uri), FileChangeType.Changed);
    this.#repositoriesChanged(this.#pathOf(uri), FileChangeType.Changed);
  }

  #repositoriesChanged(path: string, type: FileChangeType): void {
    if (judgeChange(path, type) === 'tree' && judgeName(fileName(path)) === 'no') this.#repositories.everythingChanged();
    else this.#repositories.fileChanged(path);
  }

  async #checkWorkspace(token: CancellationToken): Promise<own.CheckSummary> {
    token.onCancellationRequested(() => this.#presenter.cancel());
    await this.#ready;
    const outcome = await this.#checker.checkWorkspace();
    const code = await this.#code.checker.checkAll();
    const counts = sumOf([this.#presenter.countsOf(this.#checker.store.all().map(({ dataset }) => dataset.path)), this.#code.presenter.counts(null)]);
    return toSummary(outcome === 'done' ? code : outcome, counts);
  }

  async #checkProgram(path: string): Promise<own.CheckSummary> {
    const outcome = await this.#code.checker.settled();
    return toSummary(outcome, this.#code.presenter.counts([path]));
  }

  async #checkDataset({ uri }: own.CheckDatasetParams, token: CancellationToken): Promise<own.CheckSummary> {
    token.onCancellationRequested(() => this.#presenter.cancel());
    await this.#ready;
    const program = this.#code.open.pathOf(uri, 'python') ?? '';
    if (this.#code.checker.programAt(program) !== null) return this.#checkProgram(program);
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
    const part = this.#code.partAt(params.uri);
    if (part !== null) return this.#code.ignore(params, part);
    const { ports, uriOfPath } = this.#services;
    const path = this.#pathOf(params.uri);
    const file = this.#repositories.fileAt(path);
    if (file !== null && params.line !== null) {
      const text = this.#openText(path) ?? (await ports.files.readText(path, MOST_TEXT_BYTES));
      return text === null ? { ok: false, message: 'This file cannot be read as text' } : ignoreByComment({ ...params, line: params.line }, { path, text });
    }
    const dataset = this.#checker.store.ofFile(path);
    const known = dataset === null ? file : { path: dataset.dataset.path, config: dataset.config, root: dataset.root };
    if (known === null) return { ok: false, message: 'Lintel does not know this file; check it first' };
    return ignoreFinding({ params, known, files: ports.files, openText: (path) => this.#openText(path), uriOfPath });
  }

  /** The text as an editor shows it; null when no editor does. */
  #openText(path: string): string | null {
    return this.#documents.all().find(({ uri }) => this.#services.pathOfUri(uri) === path)?.getText() ?? null;
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
