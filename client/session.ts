/** Starts, restarts and stops the language client, and asks the server. */
import * as vscode from 'vscode';
import { LanguageClient, RevealOutputChannelOn, State, TransportKind } from 'vscode-languageclient/node';
import { REPOSITORY_FILES } from '../server/protocol/files.ts';
import { CLIENT_COMMANDS, METHODS, type ClientAbilities, type StatusParams } from '../server/protocol/messages.ts';
import { SCORE_METHODS, type ScoreChangedParams } from '../server/protocol/score.ts';

/** What the server tells of its work, or that it is not there. */
export type SessionStatus = { readonly kind: 'starting' } | { readonly kind: 'stopped' } | { readonly kind: 'running'; readonly status: StatusParams };

export interface Session {
  /** Begins to start the server; does not wait for it. */
  start(): void;
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** Sends a request once the server is up. Errors: throws when it cannot be started. */
  ask<T>(method: string, params: object): Promise<T>;
  /** Sends a notification if the server is up; one that is not learns of it by `onStatus`. */
  tell(method: string, params: object): void;
  cancelCheck(): Promise<void>;
  readonly onStatus: vscode.Event<SessionStatus>;
  readonly onScoreChanged: vscode.Event<ScoreChangedParams>;
  /** The server runs, for the first time or again. */
  readonly onRunning: vscode.Event<void>;
}

export interface SessionRequest {
  /** The bundled server. */
  readonly serverPath: string;
  readonly output: vscode.LogOutputChannel;
}

const DATA_FILES = '**/*.{csv,tsv,tab,psv,jsonl,ndjson,json}';
const PROGRAM_FILES = '**/*.{py,ipynb}';
const ATTESTATION_FILES = '**/.lintel/{attestations.yaml,attestations.yml,attestations/*.yaml,attestations/*.yml}';
const CONFIG_FILES = '**/{lintel.yaml,.lintel.yaml,pyproject.toml}';

export function createSession({ serverPath, output }: SessionRequest): Session {
  const status = new vscode.EventEmitter<SessionStatus>();
  const scores = new vscode.EventEmitter<ScoreChangedParams>();
  const running = new vscode.EventEmitter<void>();
  const client = createClient(serverPath, output);
  const tell = (method: string, params: object): void => {
    if (client.state === State.Running) client.sendNotification(method, params).catch((error: unknown) => output.warn(String(error)));
  };
  const trust = vscode.workspace.onDidGrantWorkspaceTrust(() => tell(SCORE_METHODS.trustGranted, {}));
  client.onNotification(METHODS.status, (params: StatusParams) => status.fire({ kind: 'running', status: params }));
  client.onNotification(SCORE_METHODS.scoreChanged, (params: ScoreChangedParams) => scores.fire(params));
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) running.fire();
    if (newState !== State.Running) status.fire({ kind: newState === State.Starting ? 'starting' : 'stopped' });
  });
  return {
    start: () => {
      client.start().catch((error: unknown) => output.error(`The language server could not be started: ${String(error)}`));
    },
    restart: () => client.restart(),
    stop: async () => {
      vscode.Disposable.from(status, scores, running, trust).dispose();
      await client.dispose();
    },
    ask: async <T>(method: string, params: object): Promise<T> => {
      if (client.state !== State.Running) await client.start();
      return client.sendRequest<T>(method, params);
    },
    cancelCheck: async () => {
      if (client.state === State.Running) await client.sendRequest(METHODS.cancelCheck, {});
    },
    tell,
    onStatus: status.event,
    onScoreChanged: scores.event,
    onRunning: running.event,
  };
}

function createClient(serverPath: string, output: vscode.LogOutputChannel): LanguageClient {
  // asked anew at each start: trust may have been granted since
  const abilities = (): ClientAbilities => ({ hasCommands: true, hasRulePages: true, isTrusted: vscode.workspace.isTrusted });
  const module = { module: serverPath, transport: TransportKind.ipc };
  return new LanguageClient('lintel', 'Lintel', { run: module, debug: module }, {
    documentSelector: [
      ...[DATA_FILES, CONFIG_FILES, ATTESTATION_FILES, PROGRAM_FILES, ...REPOSITORY_FILES].map((pattern) => ({ scheme: 'file', pattern })),
      { scheme: 'untitled', language: 'python' },
      { notebook: 'jupyter-notebook' },
    ],
    initializationOptions: abilities,
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    markdown: { isTrusted: { enabledCommands: Object.values(CLIENT_COMMANDS) }, supportHtml: false },
  });
}
