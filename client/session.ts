/** Starts, restarts and stops the language client, and asks the server. */
import * as vscode from 'vscode';
import { LanguageClient, RevealOutputChannelOn, State, TransportKind } from 'vscode-languageclient/node';
import { CLIENT_COMMANDS, METHODS, type ClientAbilities, type StatusParams } from '../server/protocol/messages.ts';

/** What the server tells of its work, or that it is not there. */
export type SessionStatus = { readonly kind: 'starting' } | { readonly kind: 'stopped' } | { readonly kind: 'running'; readonly status: StatusParams };

export interface Session {
  /** Begins to start the server; does not wait for it. */
  start(): void;
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** Sends a request once the server is up. Errors: throws when it cannot be started. */
  ask<T>(method: string, params: object): Promise<T>;
  cancelCheck(): Promise<void>;
  readonly onStatus: vscode.Event<SessionStatus>;
}

export interface SessionRequest {
  /** The bundled server. */
  readonly serverPath: string;
  readonly output: vscode.LogOutputChannel;
}

const DATA_FILES = '**/*.{csv,tsv,tab,psv,jsonl,ndjson,json}';
const PROGRAM_FILES = '**/*.{py,ipynb}';
const CONFIG_FILES = '**/{lintel.yaml,.lintel.yaml,pyproject.toml}';

export function createSession({ serverPath, output }: SessionRequest): Session {
  const status = new vscode.EventEmitter<SessionStatus>();
  const client = createClient(serverPath, output);
  client.onNotification(METHODS.status, (params: StatusParams) => status.fire({ kind: 'running', status: params }));
  client.onDidChangeState(({ newState }) => {
    if (newState !== State.Running) status.fire({ kind: newState === State.Starting ? 'starting' : 'stopped' });
  });
  return {
    start: () => {
      client.start().catch((error: unknown) => output.error(`The language server could not be started: ${String(error)}`));
    },
    restart: () => client.restart(),
    stop: async () => {
      status.dispose();
      await client.dispose();
    },
    ask: async <T>(method: string, params: object): Promise<T> => {
      if (client.state !== State.Running) await client.start();
      return client.sendRequest<T>(method, params);
    },
    cancelCheck: async () => {
      if (client.state === State.Running) await client.sendRequest(METHODS.cancelCheck, {});
    },
    onStatus: status.event,
  };
}

function createClient(serverPath: string, output: vscode.LogOutputChannel): LanguageClient {
  const abilities: ClientAbilities = { hasCommands: true, hasRulePages: true };
  const module = { module: serverPath, transport: TransportKind.ipc };
  return new LanguageClient('lintel', 'Lintel', { run: module, debug: module }, {
    documentSelector: [
      ...[DATA_FILES, CONFIG_FILES, PROGRAM_FILES].map((pattern) => ({ scheme: 'file', pattern })),
      { scheme: 'untitled', language: 'python' },
      { notebook: 'jupyter-notebook' },
    ],
    initializationOptions: abilities,
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    markdown: { isTrusted: { enabledCommands: Object.values(CLIENT_COMMANDS) }, supportHtml: false },
  });
}
