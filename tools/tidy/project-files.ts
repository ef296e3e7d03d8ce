/** The project's own files as text: what is built, installed or private is left out. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface ProjectFile {
  /** Relative to the project, forward slashes. */
  readonly path: string;
  readonly text: string;
}

const LEFT_OUT: ReadonlySet<string> = new Set(['node_modules', 'dist', 'out-test', '.git', '.tsbuild', '.vscode-host', '.vscode-test', '.lintel', '.data', '__pycache__']);

/** Returns the files whose names end with one of the endings, sorted by path. */
export function readProject(root: string, endings: readonly string[]): readonly ProjectFile[] {
  const found: ProjectFile[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const inside = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) walk(inside);
      else if (entry.isFile() && endings.some((ending) => entry.name.endsWith(ending))) found.push({ path: inside, text: readFileSync(path.join(root, inside), 'utf8') });
    }
  };
  walk('');
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Returns `path:line: text`, the form all tidy problems have. */
export function problemAt(file: ProjectFile, offset: number, text: string): string {
  return `${file.path}:${file.text.slice(0, offset).split('\n').length}: ${text}`;
}
