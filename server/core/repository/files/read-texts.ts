/** Reads the texts that rules and finders look into, within a budget: settings first, then documents, then the beginnings of long files; what lies less deep first. */
import type { RepositoryFile } from '../../../../rules/api/repository/files.ts';
import { joinPath } from '../../paths.ts';
import { FileProblem } from '../../ports.ts';
import type { CancelSignal, FileSystem } from '../../ports.ts';
import type { NotChecked } from '../../report.ts';
import { textUse } from './file-names.ts';
import type { RepositoryLimits } from './walk-repository.ts';

export interface ReadTextsRequest {
  readonly root: string;
  readonly files: FileSystem;
  readonly signal: CancelSignal | null;
  readonly limits: RepositoryLimits;
}

export interface ReadTexts {
  /** By path relative to the root. */
  readonly texts: ReadonlyMap<string, string>;
  /** Paths of which only the beginning was read. */
  readonly cut: ReadonlySet<string>;
  readonly notChecked: readonly NotChecked[];
}

/** Of long files: enough for a title, a header and the first rows. Own choice. */
const HEAD_BYTES = 8192;
/** Own choice. */
const AT_ONCE = 32;

export async function readTexts(all: readonly RepositoryFile[], { root, files, signal, limits }: ReadTextsRequest): Promise<ReadTexts> {
  const { chosen, notChecked: leftOut } = chooseTexts(all, limits);
  const notChecked = [...leftOut];
  const texts = new Map<string, string>();
  const cut = new Set<string>();
  for (let from = 0; from < chosen.length && signal?.aborted !== true; from += AT_ONCE) {
    const some = chosen.slice(from, from + AT_ONCE);
    const read = await Promise.all(some.map(({ path, bytes, isWhole }) => (isWhole ? files.readText(joinPath(root, path), limits.textBytes) : readHead(joinPath(root, path), files, bytes))));
    for (const [index, { path, isCut }] of some.entries()) {
      const text = read[index] ?? null;
      if (text === null) notChecked.push({ path, reason: 'unreadable', message: 'the file cannot be read; check its permissions' });
      else if (!text.includes('\0')) {
        texts.set(path, text);
        if (isCut) cut.add(path);
      }
    }
  }
  return { texts, cut, notChecked };
}

interface Chosen {
  readonly path: string;
  readonly bytes: number;
  readonly isWhole: boolean;
  readonly isCut: boolean;
}

function chooseTexts(all: readonly RepositoryFile[], limits: RepositoryLimits): { readonly chosen: readonly Chosen[]; readonly notChecked: readonly NotChecked[] } {
  const wanted = all.flatMap(({ path, sizeBytes }) => {
    const use = textUse(path);
    return use === 'whole' || use === 'head' ? [{ path, sizeBytes, use, order: orderOf(path, use), depth: path.split('/').length }] : [];
  });
  wanted.sort((a, b) => a.order - b.order || a.depth - b.depth || (a.path < b.path ? -1 : 1));
  const chosen: Chosen[] = [];
  const notChecked: NotChecked[] = [];
  let left = limits.allTextBytes;
  let leftOut = 0;
  for (const { path, sizeBytes, use, order } of wanted) {
    const isWhole = use === 'whole' && sizeBytes <= limits.textBytes;
    const bytes = isWhole ? sizeBytes : Math.min(sizeBytes, HEAD_BYTES);
    if (use === 'whole' && !isWhole && !MAY_BE_DATA.test(path)) {
      if (order <= DOCUMENTS) notChecked.push({ path, reason: 'too-large', message: `larger than ${limits.textBytes / 1_000_000} MB; split the file, or use \`exclude\`` });
    } else if (bytes <= left && chosen.length < limits.texts) {
      left -= bytes;
      chosen.push({ path, bytes, isWhole, isCut: bytes < sizeBytes });
    } else if (order <= DOCUMENTS) {
      // settings and documents may hold evidence; data and other code hardly do
      leftOut += 1;
    }
  }
  if (leftOut > 0) {
    const message = `${leftOut.toLocaleString('en-US')} files of settings and documents were not read, as there are more than ${limits.texts.toLocaleString('en-US')} or ${limits.allTextBytes / 1_000_000} MB of them; name the folder of the project, or use \`exclude\``;
    notChecked.push({ path: '.', reason: 'too-large', message });
  }
  return { chosen, notChecked };
}

/** Large ones of these are data or output, not settings. */
const MAY_BE_DATA = /\.(?:json|xml|txt|text|log|sql)$/i;

/** Settings and scripts decide what runs, documents only what is said; data and code of other languages may hold a word, as may heads. */
function orderOf(path: string, use: 'whole' | 'head'): number {
  if (use === 'head') return HEADS;
  if (/\.(?:md|mdx|rst|adoc|txt|log|tex|org)$/i.test(path)) return DOCUMENTS;
  return /\.(?:js|mjs|cjs|ts|tsx|jsx|java|kt|go|scala|r|jl|rb|pl|json|sql)$/i.test(path) ? OTHERS : SETTINGS;
}

const SETTINGS = 0;
const DOCUMENTS = 1;
const OTHERS = 2;
const HEADS = 3;

async function readHead(path: string, files: FileSystem, bytes: number): Promise<string | null> {
  try {
    return new TextDecoder().decode(await files.readRange(path, 0, bytes));
  } catch (error) {
    if (error instanceof FileProblem) return null;
    throw error;
  }
}
