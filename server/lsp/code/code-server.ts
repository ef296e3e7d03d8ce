/** Ties the editor's messages about Python files and notebooks to the checker of code, and its results to what the editor shows. */
import { CodeActionKind, Command, type CodeAction, type CodeActionParams, type CompletionItem, type CompletionParams, type Connection, type Diagnostic, type Hover, type HoverParams, type InlayHint, type InlayHintParams } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Rule } from '../../../rules/api/rule.ts';
import { isInside, parentFolder, relativePath } from '../../core/paths.ts';
import type { KnownData } from '../../core/python/session/session-request.ts';
import type { DescribedRule } from '../../core/meta-rules.ts';
import { CLIENT_COMMANDS, type EditCellsParams, type IgnoreFindingParams, type IgnoreFindingResult, type IgnoreTarget } from '../../protocol/messages.ts';
import type { Abilities } from '../abilities.ts';
import type { FoundFolders } from '../checker.ts';
import { SOURCE, type DiagnosticOptions } from '../convert/diagnostics.ts';
import { readFindingData } from '../convert/finding-data.ts';
import { configOfFolder } from '../find.ts';
import type { Services } from '../services.ts';
import type { Settings } from '../settings.ts';
import { CodeChecker } from './code-checker.ts';
import { CodePresenter } from './code-presenter.ts';
import { codeHover, leakSteps } from './handlers/code-hover.ts';
import { columnCompletion } from './handlers/column-completion.ts';
import { fixActions, fixAllEdit, type FixRequest } from './handlers/code-fixes.ts';
import { ignoreInCode } from './handlers/ignore-in-code.ts';
import { rowHints } from './handlers/row-hints.ts';
import { OpenNotebooks } from './open-notebooks.ts';
import { OpenPrograms, overlaps, type ProgramPart } from './open-programs.ts';

/** Kinds of code actions that make all safe fixes; the second one is asked for on a whole notebook. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.lintel`;
export const NOTEBOOK_FIX_ALL = `notebook.${FIX_ALL}`;

export interface CodeServerRequest {
  readonly services: Services;
  readonly abilities: () => Abilities;
  readonly settings: () => Settings;
  /** Absolute folders of the workspace. */
  readonly roots: () => readonly string[];
  readonly rootOf: (path: string) => string;
  readonly documentOf: (uri: string) => TextDocument | undefined;
  readonly ruleById: (id: string) => DescribedRule | Rule | null;
  readonly showDiagnostics: (path: string, byUri: ReadonlyMap<string, readonly Diagnostic[]>) => void;
  readonly onState: () => void;
  readonly inBackground: (work: Promise<unknown>) => void;
}

export class CodeServer {
  readonly checker: CodeChecker;
  readonly presenter: CodePresenter;
  readonly open: OpenPrograms;
  readonly #notebooks: OpenNotebooks;
  readonly #request: CodeServerRequest;
  #wholeRoots: readonly string[] = [];

  constructor(request: CodeServerRequest) {
    const { services, rootOf, documentOf } = request;
    this.#request = request;
    this.#notebooks = new OpenNotebooks({
      onOpenOrChange: (notebook) => this.#opened(this.open.openNotebook(notebook)),
      onSave: ({ uri }) => this.#saved(this.open.pathOf(uri, null)),
      onClose: ({ uri }) => this.#closed(this.open.closeNotebook(uri)),
    });
    this.open = new OpenPrograms({
      notebooks: this.#notebooks,
      documentOf,
      pathOfUri: services.pathOfUri,
      uriOfPath: services.uriOfPath,
      defaultFolder: () => request.roots()[0] ?? '/',
      closedText: (path) => this.checker.textOf(path),
    });
    this.checker = new CodeChecker({
      services,
      rootOf,
      liveOf: (path) => this.open.liveOf(path),
      events: { onChange: (root, paths) => this.presenter.show(root, paths), onState: request.onState, onPrograms: request.onState },
    });
    this.presenter = new CodePresenter({ services, checker: this.checker, open: this.open, options: (root) => this.options(root), show: request.showDiagnostics });
  }

  listen(connection: Connection): void {
    this.#notebooks.listen(connection);
    connection.languages.inlayHint.on((params) => this.#hint(params));
  }

  options(root: string): DiagnosticOptions {
    const { hasRelatedInformation, hasRulePages } = this.#request.abilities();
    return { root, locationOf: (place) => this.open.locationOf(place), showsCells: (path) => this.open.notebookUri(path) !== null, showsSuppressed: this.#request.settings().showsSuppressed, hasRelatedInformation, hasRulePages };
  }

  /** The folders were looked through. */
  async setFound({ programs, wholeRoots }: Pick<FoundFolders, 'programs' | 'wholeRoots'>): Promise<void> {
    this.#wholeRoots = wholeRoots;
    const isOn = this.#request.settings().isEnabled && this.#request.settings().checksCode;
    await this.checker.setFound(isOn ? programs : new Map([...programs.keys()].map((root) => [root, []])), this.#wholeRoots);
  }

  /** @param known null when data is left alone */
  dataChanged(known: ((root: string) => KnownData) | null): void {
    this.checker.dataChanged(known);
  }

  textOpened({ uri, languageId }: TextDocument): void {
    this.#opened(this.open.openText(uri, languageId));
  }

  textChanged({ uri, languageId }: TextDocument): void {
    const path = this.open.pathOf(uri, languageId);
    if (path !== null) this.#changed(path);
  }

  textClosed(uri: string): void {
    this.#closed(this.open.closeText(uri));
  }

  partAt(uri: string): ProgramPart | null {
    return this.open.partAt(uri);
  }

  async hover({ position }: HoverParams, part: ProgramPart): Promise<Hover | null> {
    const facts = await this.checker.factsOf(part.path);
    const { abilities, ruleById } = this.#request;
    return codeHover({ part, position, facts, findings: this.presenter.findingsOn(part.path), open: this.open, root: this.#rootOf(part), ruleById, hasCommands: abilities().hasCommands });
  }

  async codeActions({ range, context }: CodeActionParams, part: ProgramPart): Promise<CodeAction[]> {
    const request = this.#fixRequest(part);
    const asked = context.only ?? [];
    const fixAll = asked.find((kind) => FIX_ALL.startsWith(kind) || NOTEBOOK_FIX_ALL.startsWith(kind));
    if (fixAll !== undefined) return this.#fixAll(request, fixAll.startsWith('notebook') ? NOTEBOOK_FIX_ALL : FIX_ALL);
    if (asked.length > 0 && !asked.some((kind) => CodeActionKind.QuickFix.startsWith(kind))) return [];
    const ours = context.diagnostics.filter((diagnostic) => diagnostic.source === SOURCE && overlaps(diagnostic.range, range) && readFindingData(diagnostic.data) !== null);
    const mended = ours.filter(({ code }) => (this.#request.ruleById(String(code))?.fix ?? 'none') !== 'none');
    const fixes = await fixActions(mended, request);
    return [...fixes, ...(request.hasCommands ? ours.flatMap((diagnostic) => this.#commands(diagnostic, request)) : [])];
  }

  ignore(params: IgnoreFindingParams, part: ProgramPart): IgnoreFindingResult {
    return ignoreInCode(params, { part, checker: this.checker });
  }

  async #fixAll(request: FixRequest, kind: string): Promise<CodeAction[]> {
    const edit = await fixAllEdit(request);
    return edit === null ? [] : [{ title: 'Make all safe fixes of Lintel', kind, edit }];
  }

  #commands(diagnostic: Diagnostic, { part, open, root }: FixRequest): CodeAction[] {
    const rule = String(diagnostic.code);
    const action = (title: string, command: string, argument: unknown): CodeAction => ({ title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], command: Command.create(title, command, argument) });
    const { uri } = part.document;
    const target: IgnoreTarget = { uri, rule, column: null, line: diagnostic.range.start.line };
    const finding = this.presenter.findingsOn(part.path).find((each) => each.rule === rule && each.message === diagnostic.message && each.cell === part.cell);
    const steps = finding === undefined ? [] : leakSteps(finding, { open, root });
    const notebook = open.notebookUri(part.path);
    const title = `Ignore \`${rule}\` in this cell by a tag`;
    const tag: EditCellsParams | null = notebook === null || part.cell === null ? null : { uri: notebook, title, needsConfirmation: false, changes: [{ kind: 'add-tag', index: part.cell - 1, tag: `lintel-ignore:${rule}` }] };
    return [
      ...(steps.length > 1 ? [action('Show leak path', CLIENT_COMMANDS.showLeakPath, steps)] : []),
      action(`Ignore \`${rule}\` with a reason…`, CLIENT_COMMANDS.ignoreWithReason, target),
      ...(tag === null ? [] : [action(title, CLIENT_COMMANDS.editCells, tag)]),
      action(`Explain \`${rule}\``, CLIENT_COMMANDS.explainRule, rule),
    ];
  }

  #fixRequest(part: ProgramPart): FixRequest {
    const { hasCommands, canConfirmEdits } = this.#request.abilities();
    return { part, checker: this.checker, open: this.open, root: this.#rootOf(part), canConfirm: canConfirmEdits, hasCommands };
  }

  #rootOf({ path }: ProgramPart): string {
    return this.checker.programAt(path)?.root ?? this.#request.rootOf(path);
  }

  async complete({ textDocument, position }: CompletionParams): Promise<CompletionItem[]> {
    const part = this.open.partAt(textDocument.uri);
    const facts = part === null ? null : await this.checker.factsOf(part.path);
    return part === null || facts === null ? [] : columnCompletion(facts, { part, position });
  }

  async #hint({ textDocument, range }: InlayHintParams): Promise<InlayHint[]> {
    const part = this.#request.settings().hintsRows ? this.open.partAt(textDocument.uri) : null;
    const facts = part === null ? null : await this.checker.factsOf(part.path);
    return part === null || facts === null ? [] : rowHints(facts, { part, range });
  }

  #opened(path: string | null): void {
    if (path === null) return;
    const isNew = this.checker.programAt(path) === null;
    this.#changed(path);
    if (isNew) this.#request.inBackground(this.#takeGuest(path));
  }

  /** Files of a folder are found by looking through it; only what is elsewhere, or nowhere, is taken because it is open. */
  async #takeGuest(path: string): Promise<void> {
    const { services, roots, settings, rootOf } = this.#request;
    if (!settings().isEnabled || !settings().checksCode) return;
    const isUntitled = this.open.isUntitled(path);
    if (!isUntitled && roots().some((root) => isInside(path, root))) return;
    const root = rootOf(path);
    const config = await configOfFolder(parentFolder(path) ?? root, { root, settings: settings(), services });
    if (this.open.liveOf(path) !== null) await this.checker.addGuest({ program: { path, displayPath: relativePath(root, path) }, config });
  }

  #changed(path: string): void {
    this.checker.changed(path);
    // places of findings move to other documents when a notebook is opened or its cells change
    this.presenter.showAgain(path);
  }

  #saved(path: string | null): void {
    if (path !== null) this.checker.saved(path);
  }

  #closed(path: string | null): void {
    if (path !== null) this.#changed(path);
  }
}
