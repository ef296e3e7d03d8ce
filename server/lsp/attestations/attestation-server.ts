/** Answers about files of attestations, from their text and from the score of their folder. */
import { CodeActionKind, Command, type CodeAction, type CodeActionParams, type CompletionItem, type Diagnostic, type Hover, type TextDocumentPositionParams } from 'vscode-languageserver';
import { joinPath } from '../../core/paths.ts';
import { CLIENT_COMMANDS } from '../../protocol/messages.ts';
import type { AttestParams, EditorTest } from '../../protocol/score.ts';
import { SOURCE } from '../convert/diagnostics.ts';
import type { ScoredRoot } from '../score/score-server.ts';
import type { Services } from '../services.ts';
import { attestationCompletion } from './attestation-completion.ts';
import { attestationFixes } from './attestation-fixes.ts';
import { attestationHover } from './attestation-hover.ts';
import { ATTESTATION_PATH } from './attestation-text.ts';

export interface AttestationServerRequest {
  readonly services: Services;
  readonly openText: (path: string) => string | null;
  /** The folder that a file is scored with; null outside of the workspace. */
  readonly scoredAt: (path: string) => ScoredRoot | null;
}

interface Shown {
  readonly text: string;
  readonly root: string;
  readonly tests: readonly EditorTest[];
  readonly commit: string | null;
}

export class AttestationServer {
  readonly #request: AttestationServerRequest;

  constructor(request: AttestationServerRequest) {
    this.#request = request;
  }

  isOne(uri: string): boolean {
    return ATTESTATION_PATH.test(this.#request.services.pathOfUri(uri) ?? '');
  }

  async complete({ textDocument, position }: TextDocumentPositionParams): Promise<CompletionItem[]> {
    const shown = this.#shown(textDocument.uri);
    const { files, clock } = this.#request.services.ports;
    return shown === null ? [] : attestationCompletion({ ...shown, position, today: clock.today() }, files);
  }

  hover({ textDocument, position }: TextDocumentPositionParams): Hover | null {
    const shown = this.#shown(textDocument.uri);
    return shown === null ? null : attestationHover({ ...shown, position });
  }

  async fixes({ textDocument: { uri }, context }: CodeActionParams): Promise<CodeAction[]> {
    const shown = this.#shown(uri);
    if (shown === null) return [];
    const { ports, digestOf } = this.#request.services;
    const diagnostics = context.diagnostics.filter(({ source }) => source === SOURCE);
    return attestationFixes({ ...shown, uri, diagnostics, today: ports.clock.today(), digestOf: (path) => digestOf(joinPath(shown.root, path)) });
  }

  /** On findings where the chain of a test ends, in any file: people may state what the files do not prove. */
  attestActions(uri: string, diagnostics: readonly Diagnostic[]): CodeAction[] {
    const { services, scoredAt } = this.#request;
    const scored = scoredAt(services.pathOfUri(uri) ?? '');
    const open = scored?.score?.sections.flatMap(({ tests }) => tests).filter(({ mayAttest, points, most }) => mayAttest && points < most) ?? [];
    if (scored === null) return [];
    return diagnostics.filter(({ source }) => source === SOURCE).flatMap((diagnostic) =>
      open.filter((test) => endsAt(test, { uri, diagnostic })).map((test): CodeAction => {
        const title = `Attest \`${test.id}\`…`;
        const target: AttestParams = { uri: services.uriOfPath(scored.root), test: test.id };
        return { title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], command: Command.create(title, CLIENT_COMMANDS.attest, target) };
      }),
    );
  }

  #shown(uri: string): Shown | null {
    const { services, openText, scoredAt } = this.#request;
    const path = services.pathOfUri(uri) ?? '';
    const [text, scored] = [openText(path), scoredAt(path)];
    if (text === null || scored === null) return null;
    return { text, root: scored.root, tests: scored.score?.sections.flatMap(({ tests }) => tests) ?? [], commit: scored.score?.commit ?? null };
  }
}

function endsAt({ broken }: EditorTest, { uri, diagnostic }: { readonly uri: string; readonly diagnostic: Diagnostic }): boolean {
  return broken.some(({ place }) => place?.uri === uri && place.cell === null && place.range?.start.line === diagnostic.range.start.line);
}
