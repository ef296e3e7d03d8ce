/** Sections of the documents of a repository: Markdown, reStructuredText, AsciiDoc, plain text, and Markdown cells of notebooks. */
import type { Cell } from '../../../../rules/api/python/document.ts';
import type { RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import type { DocumentSection } from '../../../../rules/api/repository/repository.ts';
import { fileName } from '../../paths.ts';
import { lineIndexOf } from '../../python/line-index.ts';
import { datesIn } from './dates-in.ts';
import { hasResults } from './has-results.ts';
import { linksIn } from './links-in.ts';
import { splitSections } from './split-sections.ts';
import type { DocumentFormat, RawSection } from './split-sections.ts';

const FORMATS: readonly (readonly [RegExp, DocumentFormat])[] = [
  [/\.(?:md|mdx|markdown|mdown|rmd|qmd)$/i, 'markdown'],
  [/\.rst$/i, 'rst'],
  [/\.(?:adoc|asciidoc|asc)$/i, 'asciidoc'],
  [/\.(?:txt|text)$/i, 'text'],
];
/** Lists for programs, which are documents when they are more than plain text, and legal texts. */
const NO_DOCUMENT = /^(?:requirements|constraints|environment|packages?|apt|runtime|robots|CMakeLists|MANIFEST|top_level|SOURCES|entry_points|vocab|stopwords?)[\w.-]*\.te?xt$|^(?:LICEN[CS]E|COPYING|NOTICE)[\w.-]*$|requirements[\w-]*\.txt$/i;
const NAMED = /^(?:README|CHANGELOG|CHANGES|HISTORY|NEWS|TODO|CONTRIBUTING|MODEL_?CARD|DATA_?SHEET)$/i;

/** Null for what is no document. */
function documentFormat(path: string): DocumentFormat | null {
  const name = fileName(path);
  if (NO_DOCUMENT.test(name)) return null;
  return FORMATS.find(([pattern]) => pattern.test(name))?.[1] ?? (NAMED.test(name) ? 'markdown' : null);
}

/** Sorted by path and place. */
export function sectionsOf(files: RepositoryFiles): readonly DocumentSection[] {
  return files.all.flatMap(({ path }) => {
    const format = documentFormat(path);
    const text = format === null ? null : files.text(path);
    return format === null || text === null ? [] : sectionsIn(path, { text, format });
  });
}

function sectionsIn(path: string, { text, format }: { readonly text: string; readonly format: DocumentFormat }): readonly DocumentSection[] {
  const lines = lineIndexOf(text);
  return splitSections(text, { format, titles: [] }).sections.map((section) => finished(section, { path, cell: null, range: lines.rangeOf(section) }));
}

/** Sections of the Markdown cells of a notebook; a heading holds for the cells below it. */
export function sectionsOfNotebook(path: string, cells: readonly Cell[]): readonly DocumentSection[] {
  let titles: RawSection['titles'] = [];
  return cells.flatMap(({ type, source, index }) => {
    if (type !== 'markdown') return [];
    const split = splitSections(source, { format: 'markdown', titles });
    titles = split.titles;
    const lines = lineIndexOf(source);
    return split.sections.map((section) => finished(section, { path, cell: index + 1, range: lines.rangeOf(section) }));
  });
}

function finished({ titles, text }: RawSection, at: DocumentSection['at']): DocumentSection {
  const names = titles.map(({ title }) => title);
  return { titles: names, at, text, dates: datesIn([...names, text].join('\n')), hasResults: hasResults(names, text), links: linksIn(text) };
}
