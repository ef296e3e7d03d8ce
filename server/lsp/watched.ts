/** Which changes outside the editor the server asks to be told of, and what they mean. */
import { FileChangeType, WatchKind, type FileSystemWatcher } from 'vscode-languageserver';
import { CONFIG_FILE_NAMES } from '../core/config/load.ts';
import { judgeName } from '../core/discovery/file-kinds.ts';
import { fileName } from '../core/paths.ts';
import { KNOWLEDGE_FILE } from '../core/python/project/project-knowledge.ts';
import { isManifest } from '../core/python/project/dependencies/read-manifest.ts';

const IGNORE_FILE_NAMES: readonly string[] = ['.gitignore', '.lintelignore'];

/** Files that change what is said of others. */
const GUIDING_FILE_NAMES: readonly string[] = [...CONFIG_FILE_NAMES, ...IGNORE_FILE_NAMES, KNOWLEDGE_FILE];

/** Folders nobody keeps data in and many programs write to. */
const NOISY = /\/(?:\.git|node_modules|__pycache__|\.venv|venv)\//;

/**
 * Data, config and ignore files, and everything that comes or goes: a folder that appears with files in it may be told of as one
 * event, without its files.
 */
export const WATCHERS: readonly FileSystemWatcher[] = [
  { globPattern: '**/*.{csv,tsv,tab,psv,jsonl,ndjson,json,parquet,pq,gz,zst}' },
  { globPattern: '**/*.{py,ipynb}' },
  { globPattern: '**/{pyproject.toml,setup.cfg,Pipfile,*requirements*.txt,*requirements*.in,*constraints*.txt,*environment*.yml,*environment*.yaml,*.lock,conda-lock.yml}' },
  { globPattern: `**/{${GUIDING_FILE_NAMES.join(',')}}` },
  { globPattern: '**', kind: WatchKind.Create | WatchKind.Delete },
];

/** Whether a path lies in a folder that nobody keeps data in. @param path absolute */
export function isNoisy(path: string): boolean {
  return NOISY.test(path);
}

/** Another content of a data file; of a program; other files to find; something that may be a folder; something gone; nothing. */
export type Change = 'content' | 'program' | 'tree' | 'appeared' | 'gone' | 'none';

/**
 * Says what a change means.
 * @param path absolute
 */
export function judgeChange(path: string, type: FileChangeType): Change {
  const name = fileName(path);
  if (GUIDING_FILE_NAMES.includes(name)) return 'tree';
  if (isNoisy(path)) return 'none';
  if (isManifest(path) && name !== 'setup.py') return 'tree';
  const kind = judgeName(name);
  const isData = kind === 'table' || kind === 'json';
  switch (type) {
    case FileChangeType.Changed:
      return isData ? 'content' : kind === 'program' ? 'program' : 'none';
    case FileChangeType.Created:
      return isData || kind === 'program' ? 'tree' : 'appeared';
    case FileChangeType.Deleted:
      return 'gone';
  }
}
