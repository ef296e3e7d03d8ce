/** Relative links of Markdown pages lead to files that are there. Pure. */
import path from 'node:path';
import { problemAt, type ProjectFile } from './project-files.ts';

/** @param exists whether there is a file or folder at a path relative to the project */
export function linkProblems(file: ProjectFile, exists: (target: string) => boolean): readonly string[] {
  const text = file.text.replaceAll(/^(`{3,})[\s\S]*?^\1`*$|`[^`\n]*`/gm, (code) => code.replaceAll(/[^\n]/g, ' '));
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap((match) => {
    const link = (match[1] ?? '').replace(/#.*$/, '');
    if (link === '' || /^[a-z]+:/.test(link)) return [];
    const target = path.posix.join(path.posix.dirname(file.path), link);
    return exists(target) ? [] : [problemAt(file, match.index, `the link ${link} leads nowhere`)];
  });
}
