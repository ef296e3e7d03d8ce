/** Sections of the documents of a repository. */
import type { Cell } from '../../../../rules/api/python/document.ts';
import type { RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import type { DocumentSection } from '../../../../rules/api/repository/repository.ts';

export function sectionsOf(files: RepositoryFiles): readonly DocumentSection[] {
  return files.matching('**/*.md').flatMap(({ path }) => {
    const text = files.text(path);
    return text === null ? [] : [{ titles: [], at: files.place(path, 0, text.length), text, dates: [], hasResults: false, links: [] }];
  });
}

/** Sections of the Markdown cells of a notebook. */
export function sectionsOfNotebook(_path: string, _cells: readonly Cell[]): readonly DocumentSection[] {
  return [];
}
