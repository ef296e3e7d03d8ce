/**
 * What the editor shows, by address. Several owners (datasets, config files) may have something to say about one file; a file is sent
 * again only when its diagnostics changed.
 */
import type { Diagnostic } from 'vscode-languageserver';

export class DiagnosticsBoard {
  readonly #byOwner = new Map<string, ReadonlyMap<string, readonly Diagnostic[]>>();
  readonly #sent = new Map<string, string>();
  readonly #send: (uri: string, diagnostics: Diagnostic[]) => void;

  /** @param send shows the diagnostics of one file, in place of those before */
  constructor(send: (uri: string, diagnostics: Diagnostic[]) => void) {
    this.#send = send;
  }

  /** @param byUri everything the owner has to say; empty when it is gone */
  set(owner: string, byUri: ReadonlyMap<string, readonly Diagnostic[]>): void {
    const before = this.#byOwner.get(owner);
    if (byUri.size === 0) this.#byOwner.delete(owner);
    else this.#byOwner.set(owner, byUri);
    for (const uri of new Set([...(before?.keys() ?? []), ...byUri.keys()])) this.#refresh(uri);
  }

  #refresh(uri: string): void {
    const all = [...this.#byOwner.values()].flatMap((byUri) => byUri.get(uri) ?? []);
    const diagnostics = [...new Map(all.map((diagnostic) => [sayingOf(diagnostic), diagnostic])).values()];
    const text = JSON.stringify(diagnostics);
    if ((this.#sent.get(uri) ?? '[]') === text) return;
    if (diagnostics.length === 0) this.#sent.delete(uri);
    else this.#sent.set(uri, text);
    this.#send(uri, diagnostics);
  }
}

/** What two owners say in the same words of the same place is shown once. */
function sayingOf({ range, code, message }: Diagnostic): string {
  return JSON.stringify([range, code, message]);
}
