/** Which changes of files may change a score, and what the server asks to be told of while scores are shown. */
import { FileChangeType, type FileSystemWatcher } from 'vscode-languageserver';
import { judgeName } from '../../core/discovery/file-kinds.ts';
import { fileName } from '../../core/paths.ts';
import { isNoisy } from '../watched.ts';

/** Besides data and programs, which the server is told of anyway: what says how commands run, and what people write. */
export const SCORE_WATCHERS: readonly FileSystemWatcher[] = [
  { globPattern: '**/*.{yml,yaml,toml,cfg,ini,md,rst,txt,sh,bash,mk,xml,tf,hcl,j2,tpl,sql,avsc,proto,groovy,js,ts}' },
  { globPattern: '**/{Makefile,makefile,GNUmakefile,Dockerfile*,Containerfile,*.dockerfile,Jenkinsfile*,Procfile,justfile,Justfile,Taskfile,crontab,CODEOWNERS}' },
  // commits and branches
  { globPattern: '**/.git/{HEAD,logs/HEAD}' },
];

/** @param path absolute */
export function changesScore(path: string, type: FileChangeType): boolean {
  if (/\/\.git\/(?:logs\/)?HEAD$/.test(path)) return true;
  if (isNoisy(path)) return false;
  const kind = judgeName(fileName(path));
  // rows of a table are no evidence, whether it is there may be
  return type !== FileChangeType.Changed || kind !== 'table';
}
