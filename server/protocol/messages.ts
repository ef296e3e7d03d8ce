/**
 * Lintel's own messages between editor and language server, beside the standard ones. Plain data and method names only: the
 * client bundles this file, so it must not pull in anything of the server.
 */

/** What the client says about itself in `initializationOptions`; a client that says nothing gets standard messages only. */
export interface ClientAbilities {
  /** It registers the commands of `CLIENT_COMMANDS` and trusts them as links in hovers. */
  readonly hasCommands: boolean;
  /** It opens `lintel-rule:` addresses. */
  readonly hasRulePages: boolean;
  /** The folders are trusted: git may be asked about them. `lintel/trustGranted` says that they are from then on. */
  readonly isTrusted: boolean;
}

/** Commands of the client that the server's code actions and hover links call. */
export const CLIENT_COMMANDS = {
  explainRule: 'lintel.explainRule',
  ignoreWithReason: 'lintel.ignoreWithReason',
  copyText: 'lintel.copyText',
  showLeakPath: 'lintel.showLeakPath',
  editCells: 'lintel.editCells',
  attest: 'lintel.attest',
} as const;

export const RULE_PAGE_SCHEME = 'lintel-rule';

/** The address of a rule's page inside the editor. */
export function rulePageAddress(rule: string): string {
  return `${RULE_PAGE_SCHEME}:/${rule}.md`;
}

/** The rule a page's path belongs to; the inverse of `rulePageAddress`. */
export function ruleOfPagePath(path: string): string {
  return path.replace(/^\//, '').replace(/\.md$/, '');
}

/** Requests without parameters are sent with `{}`. */
export const METHODS = {
  checkWorkspace: 'lintel/checkWorkspace',
  checkDataset: 'lintel/checkDataset',
  cancelCheck: 'lintel/cancelCheck',
  explainRule: 'lintel/explainRule',
  listRules: 'lintel/listRules',
  ignoreFinding: 'lintel/ignoreFinding',
  diagnosticReport: 'lintel/diagnosticReport',
  status: 'lintel/status',
} as const;

/** `lintel/checkDataset`: a file or a folder; it need not be open nor inside the workspace. */
export interface CheckDatasetParams {
  readonly uri: string;
}

/** Answer of both check requests, when the check is over. */
export interface CheckSummary {
  readonly outcome: 'done' | 'cancelled' | 'no-data';
  readonly datasets: number;
  /** Python files and notebooks. */
  readonly programs: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly notChecked: number;
  /** One sentence for people. */
  readonly message: string;
}

export interface ExplainRuleParams {
  readonly rule: string;
}

/** Null when there is no such rule. */
export type ExplainRuleResult = { readonly markdown: string } | null;

export interface RuleListEntry {
  readonly id: string;
  readonly summary: string;
  readonly severity: 'error' | 'warning' | 'info';
}

/** One step of the path that leads to a finding. */
export interface LeakStep {
  readonly uri: string;
  readonly range: { readonly start: PlainPosition; readonly end: PlainPosition };
  readonly text: string;
}

/** Changes of whole cells of an open notebook, from the last to the first. */
export interface EditCellsParams {
  /** The notebook. */
  readonly uri: string;
  /** For the preview and the undo list. */
  readonly title: string;
  readonly needsConfirmation: boolean;
  readonly changes: readonly CellChange[];
}

/** Cells are 0-based. */
export type CellChange =
  | { readonly kind: 'delete-cell' | 'clear-outputs'; readonly index: number }
  /** Puts a cell before the one at the index. */
  | { readonly kind: 'insert-cell'; readonly index: number; readonly type: 'code' | 'markdown'; readonly source: string }
  | { readonly kind: 'add-tag'; readonly index: number; readonly tag: string };

/** What an Ignore action is about; the client adds the reason. */
export interface IgnoreTarget {
  /** The data file, the Python file or the cell. */
  readonly uri: string;
  readonly rule: string;
  /** Null ignores the rule in the whole file. */
  readonly column: string | null;
  /** The line of a finding in code, which is silenced by a comment; null for data. 0-based. */
  readonly line: number | null;
}

export interface IgnoreFindingParams extends IgnoreTarget {
  readonly reason: string;
}

/** 0-based, as in the language server protocol. */
export interface PlainTextEdit {
  readonly range: { readonly start: PlainPosition; readonly end: PlainPosition };
  readonly newText: string;
}

export interface PlainPosition {
  readonly line: number;
  readonly character: number;
}

/** The edit that ignores a finding. The client creates the file when `creates` and applies the edits. */
export type IgnoreFindingResult =
  | { readonly ok: true; readonly uri: string; readonly creates: boolean; readonly edits: readonly PlainTextEdit[] }
  | { readonly ok: false; readonly message: string };

export interface DiagnosticReportResult {
  /** What `lintel doctor` prints. */
  readonly text: string;
}

/** `lintel/status`, sent whenever something in it changes. */
export interface StatusParams {
  readonly state: 'checking' | 'idle' | 'cancelled' | 'off';
  /** What is being checked; empty when idle. */
  readonly text: string;
  /** 0..1 of the running check. */
  readonly done: number;
  readonly datasets: number;
  /** Python files and notebooks. */
  readonly programs: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly notChecked: number;
  /** Why the engine cannot work on this machine; null when it can or was not needed. */
  readonly engineProblem: string | null;
}
