/**
 * What the editor shows, by file. Several owners (datasets, config files) may have something to say about one file; a file is sent
 * again only when its diagnostics changed.
 */
import type { Diagnostic } from 'vscode-languageserver';

export class DiagnosticsBoard {
  readonly #byOwner = new Map<string, ReadonlyMap<string, readonly Diagnostic[]>>();
  readonly #sent = new Map<string, string>();
  readonly #send: (path: string, diagnostics: Diagnostic[]) => void;

  /** @param send shows the diagnostics of one file, in place of those before */
  constructor(send: (path: string, diagnostics: Diagnostic[]) => void) {
    this.#send = send;
  }

  /** @param byPath everything the owner has to say; empty when it is gone */
  set(owner: string, byPath: ReadonlyMap<string, readonly Diagnostic[]>): void {
    const before = this.#byOwner.get(owner);
    if (byPath.size === 0) this.#byOwner.delete(owner);
    else this.#byOwner.set(owner, byPath);
    for (const path of new Set([...(before?.keys() ?? []), ...byPath.keys()])) this.#refresh(path);
  }

  #refresh(path: string): void {
    const diagnostics = [...this.#byOwner.values()].flatMap((byPath) => byPath.get(path) ?? []);
    const text = JSON.stringify(diagnostics);
    if ((this.#sent.get(path) ?? '[]') === text) return;
    if (diagnostics.length === 0) this.#sent.delete(path);
    else this.#sent.set(path, text);
    this.#send(path, diagnostics);
  }
}
