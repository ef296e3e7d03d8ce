/** Answers about config files, from their text as the editor shows it. They are data: nothing they name is run. */
import type { CodeAction, CodeActionParams, CompletionItem, Hover, TextDocumentPositionParams } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { configShape, type TableShape } from '../../core/config/config-shape.ts';
import { CONFIG_FILE_NAMES } from '../../core/config/load.ts';
import { matchesGlob } from '../../core/glob.ts';
import { metaRules } from '../../core/meta-rules.ts';
import { fileName, isInside, parentFolder, relativePath } from '../../core/paths.ts';
import type { Abilities } from '../abilities.ts';
import type { KnownDataset } from '../dataset-store.ts';
import type { PlacedProblem } from '../find.ts';
import type { Services } from '../services.ts';
import { configCompletion } from './config-completion.ts';
import { configFixes } from './config-fixes.ts';
import { configHover } from './config-hover.ts';
import type { ConfigFormat } from './config-spots.ts';
import { liveProblems } from './live-problems.ts';

export interface ConfigServerRequest {
  readonly services: Services;
  readonly isEnabled: () => boolean;
  readonly abilities: () => Abilities;
  readonly datasets: () => readonly KnownDataset[];
  readonly openText: (path: string) => string | null;
  /** The folder of the workspace that a file is in, else the folder above it. */
  readonly rootOf: (path: string) => string;
  /** What is wrong with a file that is open; null when what is on disk counts. */
  readonly show: (path: string, problems: readonly PlacedProblem[] | null) => void;
  readonly inBackground: (work: Promise<unknown>) => void;
}

/** Longer texts are read when they are saved: hostile ones take the parser seconds. Own choice: honest ones have some thousand characters. */
const MOST_CHARACTERS = 100_000;

export class ConfigServer {
  readonly #request: ConfigServerRequest;
  /** How often each open file was read; what an older reading says is dropped. */
  readonly #readings = new Map<string, number>();
  readonly #shape: TableShape;

  constructor(request: ConfigServerRequest) {
    this.#request = request;
    this.#shape = configShape([...request.services.rules, ...metaRules].toSorted((a, b) => (a.id < b.id ? -1 : 1)));
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

  async complete({ textDocument, position }: TextDocumentPositionParams): Promise<CompletionItem[]> {
    const shown = this.#shown(textDocument.uri);
    if (shown === null) return [];
    const { services, abilities } = this.#request;
    const { files, clock } = services.ports;
    const known = this.#request.datasets().filter(({ dataset }) => isInside(dataset.path, shown.folder));
    const pathOf = ({ dataset }: KnownDataset): string => relativePath(shown.folder, dataset.path);
    const columnsOf = (glob: string | null): readonly string[] => {
      const meant = known.filter((each) => glob === null || matchesGlob(glob.replace(/^(?:\.\/)+/, ''), pathOf(each)));
      return [...new Set(meant.flatMap(({ report }) => report?.profiles.flatMap(({ columns }) => columns.map(({ name }) => name)) ?? []))];
    };
    return configCompletion({ ...shown, files, columnsOf, datasets: () => known.map(pathOf).toSorted(), today: clock.today(), hasSnippets: abilities().hasSnippets }, position);
  }

  hover({ textDocument, position }: TextDocumentPositionParams): Hover | null {
    const shown = this.#shown(textDocument.uri);
    return shown === null ? null : configHover({ ...shown, position, hasCommands: this.#request.abilities().hasCommands });
  }

  fixes({ textDocument: { uri }, context }: CodeActionParams): CodeAction[] {
    const shown = this.#shown(uri);
    return shown === null ? [] : configFixes({ ...shown, uri, diagnostics: context.diagnostics });
  }

  #shown(uri: string): { readonly text: string; readonly format: ConfigFormat; readonly shape: TableShape; readonly folder: string } | null {
    const { services, openText, isEnabled } = this.#request;
    const path = services.pathOfUri(uri) ?? '';
    const [text, folder] = [openText(path), parentFolder(path)];
    return text === null || text.length > MOST_CHARACTERS || folder === null || !isEnabled() ? null : { text, folder, format: path.endsWith('.toml') ? 'toml' : 'yaml', shape: this.#shape };
  }

  async #read(path: string): Promise<void> {
    const { services, isEnabled, openText, rootOf, show } = this.#request;
    const reading = (this.#readings.get(path) ?? 0) + 1;
    this.#readings.set(path, reading);
    const isTooLong = (openText(path)?.length ?? 0) > MOST_CHARACTERS;
    const problems = !isEnabled() ? [] : isTooLong ? null : await liveProblems({ path, root: rootOf(path), openText }, services);
    if (this.#readings.get(path) === reading) show(path, problems);
  }
}
