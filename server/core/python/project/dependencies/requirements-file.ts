/** Requirements files of pip: lines, options, hashes, includes. Source: pip documentation, "Requirements File Format". */
import { fileName, parentFolder, resolvePath } from '../../../paths.ts';
import type { ManifestFile, ManifestProblem, Reading, Declared } from './manifest.ts';
import { parseRequirement } from './requirement.ts';

export function readRequirements({ path, text }: ManifestFile): Reading {
  const dependencies: Declared[] = [];
  const includes: string[] = [];
  const problems: ManifestProblem[] = [];
  const hashed: boolean[] = [];
  const isConstraints = /^constraints?[.-]|[.-]constraints?\./.test(fileName(path));
  const group = isConstraints ? 'constraints' : groupOf(path);
  for (const { line, content } of logicalLines(text)) {
    const include = /^(?:-r|--requirement|-c|--constraint)(?:\s+|=)?(.+)$/.exec(content)?.[1];
    if (include !== undefined) {
      includes.push(resolvePath(parentFolder(path) ?? '/', include.trim().replace(/^["']|["']$/g, '')));
      continue;
    }
    const editable = /^(?:-e|--editable)(?:\s+|=)(.+)$/.exec(content)?.[1];
    if (editable === undefined && content.startsWith('-')) continue;
    const [wanted = '', ...options] = (editable ?? content).split(/\s+(?=--)/);
    const isHashed = options.some((option) => option.startsWith('--hash'));
    const requirement = parseRequirement(wanted.replace(/^["']|["']$/g, ''));
    if (requirement !== null) {
      hashed.push(isHashed);
      dependencies.push({ ...requirement, isPinned: requirement.isPinned || isHashed, path, line, group });
    } else if (!isLocal(wanted)) {
      problems.push({ line, message: `\`${wanted.slice(0, 40)}\` is not a requirement` });
    }
  }
  const isLock = hashed.length > 0 && hashed.every(Boolean);
  const locked = isLock ? new Map(dependencies.map(({ name, specifier }) => [name, specifier.replace(/^={2,3}/, '')])) : new Map<string, string>();
  return { path, kind: isConstraints ? 'constraints' : isLock ? 'lock' : 'declares', dependencies, locked, includes, problems };
}

/** `requirements-dev.txt`, `dev-requirements.txt` and `requirements/dev.txt` are of group `dev`. */
function groupOf(path: string): string | null {
  const name = fileName(path).replace(/\.(?:txt|in)$/, '');
  const folder = fileName(parentFolder(path) ?? '');
  const said = /^requirements[-_.](.+)$/.exec(name)?.[1] ?? /^(.+)[-_.]requirements$/.exec(name)?.[1] ?? (folder === 'requirements' ? name : '');
  return ['', 'requirements', 'base', 'main', 'common', 'prod', 'production', 'lock'].includes(said) ? null : said;
}

/** Lines joined at backslashes, without comments and blank ones. */
function logicalLines(text: string): readonly { readonly line: number; readonly content: string }[] {
  const found: { readonly line: number; readonly content: string }[] = [];
  let open: { readonly line: number; readonly content: string } | null = null;
  text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/).forEach((raw, index) => {
    const isComment = /^\s*#/.test(raw);
    const isContinued = !isComment && /\\\s*$/.test(raw);
    const content = isComment ? '' : raw.replace(/\s#.*$/, '').replace(/\\\s*$/, '');
    const joined: { readonly line: number; readonly content: string } = open === null ? { line: index + 1, content } : { line: open.line, content: `${open.content} ${content}` };
    open = isContinued ? joined : null;
    if (!isContinued) found.push(joined);
  });
  if (open !== null) found.push(open);
  return found.map(({ line, content }) => ({ line, content: content.trim() })).filter(({ content }) => content !== '');
}

/** Folders and files of one's own: `.`, `./pack`, `../pack[extra]`, `dist/pack.whl`. */
function isLocal(wanted: string): boolean {
  return /^[./~]|[/\\]|\.(?:whl|zip|tar\.gz)$/.test(wanted);
}
