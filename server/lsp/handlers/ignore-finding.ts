/** lintel/ignoreFinding: the edit that adds a suppression to the config file that holds for a file. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Config } from '../../core/config.ts';
import { escapeGlob } from '../../core/glob.ts';
import { fileName, isInside, joinPath, relativePath, resolvePath } from '../../core/paths.ts';
import type { FileSystem } from '../../core/ports.ts';
import type { IgnoreFindingParams, IgnoreFindingResult } from '../../protocol/messages.ts';
import { addToToml, addToYaml } from '../ignore-edit.ts';

/** Name of the config file Lintel makes. */
const NEW_FILE = 'lintel.yaml';
const MAX_BYTES = 1_000_000;

export interface IgnoreRequest {
  readonly params: IgnoreFindingParams;
  /** The dataset or the file, absolute, with the configuration that holds for it and the folder of the workspace it is in. */
  readonly known: { readonly path: string; readonly config: Config; readonly root: string };
  readonly files: FileSystem;
  /** Text of the file if it is open in the editor: that is what the edit applies to. */
  readonly openText: (path: string) => string | null;
  readonly uriOfPath: (path: string) => string;
}

export async function ignoreFinding({ params, known, files, openText, uriOfPath }: IgnoreRequest): Promise<IgnoreFindingResult> {
  const { config, root } = known;
  const reason = params.reason.trim();
  if (reason === '') return { ok: false, message: 'A suppression needs a reason' };
  const path = config.file === null ? joinPath(root, NEW_FILE) : resolvePath(root, config.file);
  const isThere = (await files.stat(path)) !== null;
  const text = openText(path) ?? (isThere ? await files.readText(path, MAX_BYTES) : '');
  if (text === null) return { ok: false, message: `\`${fileName(path)}\` cannot be read as text; add the suppression by hand` };
  const folder = config.file === null ? root : config.folder;
  if (!isInside(known.path, folder)) return { ok: false, message: 'The file lies outside the folder of its config file' };
  const entry = { rule: params.rule, path: escapeGlob(relativePath(folder, known.path)), column: params.column, reason };
  const edit = path.endsWith('.toml') ? addToToml(text, entry) : addToYaml(text, entry);
  if (!edit.ok) return edit;
  const document = TextDocument.create('', '', 0, text);
  const { start, end, newText } = edit.change;
  return { ok: true, uri: uriOfPath(path), creates: !isThere, edits: [{ range: { start: document.positionAt(start), end: document.positionAt(end) }, newText }] };
}
