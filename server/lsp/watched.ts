/** Which changes outside the editor the server asks to be told of, and what they mean. */
import { FileChangeType, WatchKind, type FileSystemWatcher } from 'vscode-languageserver';
import { CONFIG_FILE_NAMES } from '../core/config/load.ts';
import { judgeName } from '../core/discovery/file-kinds.ts';
import { fileName } from '../core/paths.ts';

const IGNORE_FILE_NAMES: readonly string[] = ['.gitignore', '.lintelignore'];

/** Folders nobody keeps data in and many programs write to. */
const NOISY = /\/(?:\.git|node_modules|__pycache__|\.venv|venv)\//;

/**
 * Data, config and ignore files, and everything that comes or goes: a folder that appears with files in it may be told of as one
 * event, without its files.
 */
export const WATCHERS: readonly FileSystemWatcher[] = [
  { globPattern: '**/*.{csv,tsv,tab,psv,jsonl,ndjson,json,parquet,pq,gz,zst}' },
  { globPattern: `**/{${[...CONFIG_FILE_NAMES, ...IGNORE_FILE_NAMES].join(',')}}` },
  { globPattern: '**', kind: WatchKind.Create | WatchKind.Delete },
];

export type Change = 'content' | 'tree' | 'none';

/**
 * Says what a change means: another content of one file, other files to find, or nothing.
 * @param path absolute
 */
export function judgeChange(path: string, type: FileChangeType): Change {
  const name = fileName(path);
  if (CONFIG_FILE_NAMES.includes(name) || IGNORE_FILE_NAMES.includes(name)) return 'tree';
  if (NOISY.test(path)) return 'none';
  const isData = judgeName(name) !== 'no';
  if (type === FileChangeType.Changed) return isData ? 'content' : 'none';
  return isData || mayBeFolder(name) || type === FileChangeType.Deleted ? 'tree' : 'none';
}

/** Names with one of these endings are files of programs, not folders with data in them. */
const FILE_NAME = /\.(?:py|pyc|ipynb|md|txt|log|js|ts|html|css|png|jpe?g|svg|pdf|lock|toml|ya?ml|sh|pkl|pt|pth|onnx|h5|npy|npz|tmp|swp)$/i;

function mayBeFolder(name: string): boolean {
  return !FILE_NAME.test(name);
}
