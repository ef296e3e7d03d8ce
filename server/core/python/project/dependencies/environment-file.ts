/** environment.yml of conda: its own list and the pip one inside. */
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Scalar } from 'yaml';
import type { ManifestFile, ManifestProblem, Reading, Declared } from './manifest.ts';
import { isExact, normalName, parseRequirement } from './requirement.ts';
import { readRequirements } from './requirements-file.ts';

/** Packages of conda that are no Python distributions. */
const NOT_PYTHON: ReadonlySet<string> = new Set(['python', 'pip', 'setuptools', 'wheel', 'conda', 'nodejs', 'cudatoolkit', 'cuda-toolkit', 'cudnn', 'nccl', 'mkl', 'openmpi', 'gcc', 'gxx', 'make', 'cmake', 'git', 'r-base', 'openjdk', 'graphviz', 'ffmpeg', 'pytorch-cuda', 'cpuonly', 'blas']);

export function readEnvironment({ path, text }: ManifestFile): Reading {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, strict: false });
  const lineOf = (node: { readonly range?: readonly number[] | null | undefined }): number => Math.max(counter.linePos(node.range?.[0] ?? 0).line, 1);
  const problems: ManifestProblem[] = document.errors.map((error) => ({ line: counter.linePos(error.pos[0]).line, message: 'the text is not valid YAML here' }));
  const list = isMap(document.contents) ? document.contents.get('dependencies', true) : null;
  const dependencies: Declared[] = [];
  const includes: string[] = [];
  for (const item of isSeq(list) ? list.items : []) {
    if (isScalar(item)) condaItem(item, { path, line: lineOf(item), dependencies, problems });
    const pip = isMap(item) ? item.get('pip', true) : null;
    for (const requirement of isSeq(pip) ? pip.items : []) {
      if (!isScalar(requirement) || typeof requirement.value !== 'string') continue;
      const line = lineOf(requirement);
      const read = readRequirements({ path, text: requirement.value });
      dependencies.push(...read.dependencies.map((dependency) => ({ ...dependency, line, group: null })));
      problems.push(...read.problems.map(({ message }) => ({ line, message })));
      includes.push(...read.includes);
    }
  }
  return { path, kind: 'declares', dependencies, locked: new Map(), includes, problems };
}

interface CondaList {
  readonly path: string;
  readonly line: number;
  readonly dependencies: Declared[];
  readonly problems: ManifestProblem[];
}

function condaItem(item: Scalar, { path, line, dependencies, problems }: CondaList): void {
  if (typeof item.value !== 'string') return;
  const parsed = parseCondaSpec(item.value);
  if (parsed === null) problems.push({ line, message: `\`${item.value.slice(0, 40)}\` is not a package of conda` });
  else if (!NOT_PYTHON.has(parsed.name)) dependencies.push({ ...parsed, path, line, group: null });
}

/** `channel::name=1.4=build`, `name 1.4.*`, `name>=1.4`. Source: conda documentation, "Package match specifications". */
function parseCondaSpec(text: string): { readonly name: string; readonly specifier: string; readonly isPinned: boolean } | null {
  const bare = text.replace(/^[^:]*::/, '').replace(/\[.*\]$/, '').trim();
  const match = /^([A-Za-z0-9_][A-Za-z0-9._-]*)\s*(.*)$/.exec(bare);
  if (match === null) return null;
  const [, name = '', rest = ''] = match;
  const version = rest.trim().replace(/^(=?[\d.]+)\s*=\s*\S+$/, '=$1').replace(/^==?=(?=\d)/, '==');
  const fuzzy = /^=(\d+(?:\.\d+)*)$/.exec(version)?.[1] ?? (/^\d+(?:\.\d+)*$/.test(version) ? version : undefined);
  if (fuzzy !== undefined) {
    // `=1.4` allows 1.4.2; three numbers leave nothing to choose
    const isWhole = fuzzy.split('.').length >= 3;
    return { name: normalName(name), specifier: isWhole ? `==${fuzzy}` : `==${fuzzy}.*`, isPinned: isWhole };
  }
  const specifier = version === '*' ? '' : version.replace(/^=?(\d[\d.]*)\*$/, '==$1*');
  return specifier === '' || parseRequirement(`${name}${specifier}`) !== null ? { name: normalName(name), specifier: specifier.replace(/\s+/g, ''), isPinned: isExact(specifier) } : null;
}
