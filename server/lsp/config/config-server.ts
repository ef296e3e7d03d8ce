/** Answers about config files, from their text as the editor shows it. They are data: nothing they name is run. */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { CONFIG_FILE_NAMES } from '../../core/config/load.ts';
import { fileName } from '../../core/paths.ts';
import type { PlacedProblem } from '../find.ts';
import type { Services } from '../services.ts';
import { liveProblems } from './live-problems.ts';

export interface ConfigServerRequest {
  readonly services: Services;
  readonly isEnabled: () => boolean;
  readonly openText: (path: string) => string | null;
  /** The folder of the workspace that a file is in, else the folder above it. */
  readonly rootOf: (path: string) => string;
  /** What is wrong with a file that is open; null when it no longer is. */
  readonly show: (path: string, problems: readonly PlacedProblem[] | null) => void;
  readonly inBackground: (work: Promise<unknown>) => void;
}

export class ConfigServer {
  readonly #request: ConfigServerRequest;
  /** How often each open file was read; what an older reading says is dropped. */
  readonly #readings = new Map<string, number>();

  constructor(request: ConfigServerRequest) {
    this.#request = request;
  }

  isOne(uri: string): boolean {
    return CONFIG_FILE_NAMES.includes(fileName(this.#request.services.pathOfUri(uri) ?? ''));
  }

  /** Also when it is opened. What one file says may rest on another: all that are open are read again. */
  textChanged({ uri }: TextDocument): void {
    if (!this.isOne(uri)) return;
    const path = this.#request.services.pathOfUri(uri) ?? '';
    if (!this.#readings.has(path)) this.#readings.set(path, 0);
    this.readAgain();
  }

  textClosed({ uri }: TextDocument): void {
    const path = this.#request.services.pathOfUri(uri) ?? '';
    if (!this.#readings.delete(path)) return;
    this.#request.show(path, null);
    this.readAgain();
  }

  /** Other settings of the editor, or files on disk that config files rest on. */
  readAgain(): void {
    for (const path of this.#readings.keys()) this.#request.inBackground(this.#read(path));
  }

  async #read(path: string): Promise<void> {
    const { services, isEnabled, openText, rootOf, show } = this.#request;
    const reading = (this.#readings.get(path) ?? 0) + 1;
    this.#readings.set(path, reading);
    const problems = isEnabled() ? await liveProblems({ path, root: rootOf(path), openText }, services) : [];
    if (this.#readings.get(path) === reading) show(path, problems);
  }
}
