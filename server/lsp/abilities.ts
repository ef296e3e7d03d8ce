/** What the client can do, from its `initialize` message. Everything is optional. */
import type { InitializeParams } from 'vscode-languageserver';
import type { ClientAbilities } from '../protocol/messages.ts';

export interface Abilities extends ClientAbilities {
  readonly hasConfiguration: boolean;
  readonly watchesFiles: boolean;
  readonly hasWorkspaceFolders: boolean;
  readonly hasRelatedInformation: boolean;
  /** Whether it asks before it makes edits that are marked so. */
  readonly canConfirmEdits: boolean;
  /** Whether completions may hold places to fill in. */
  readonly hasSnippets: boolean;
}

export function readAbilities({ capabilities, initializationOptions }: InitializeParams): Abilities {
  const own = (initializationOptions ?? {}) as Readonly<Record<string, unknown>>;
  return {
    hasCommands: own['hasCommands'] === true,
    hasRulePages: own['hasRulePages'] === true,
    isTrusted: own['isTrusted'] === true,
    hasConfiguration: capabilities.workspace?.configuration === true,
    watchesFiles: capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    hasWorkspaceFolders: capabilities.workspace?.workspaceFolders === true,
    hasRelatedInformation: capabilities.textDocument?.publishDiagnostics?.relatedInformation === true,
    canConfirmEdits: capabilities.workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    hasSnippets: capabilities.textDocument?.completion?.completionItem?.snippetSupport === true,
  };
}

/** Absolute folders of the workspace; none in a window without a folder. */
export function rootsOf(params: InitializeParams, pathOfUri: (uri: string) => string | null): readonly string[] {
  const uris = params.workspaceFolders?.map(({ uri }) => uri) ?? (typeof params.rootUri === 'string' ? [params.rootUri] : []);
  return uris.flatMap((uri) => pathOfUri(uri) ?? []);
}
