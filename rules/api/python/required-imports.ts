/** Imports of other people's modules that a program cannot do without. */
import type { PythonDocument } from './document.ts';
import type { Facts } from './facts.ts';
import { STANDARD_LIBRARY } from './standard-library.ts';
import type { If, Node } from './syntax.ts';

export interface RequiredImport {
  /** As written: `sklearn.svm`, `google.cloud.storage`. */
  readonly module: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The first import of each module, in source order. Left out are relative imports, the standard library, and imports that need not
 * happen: under `try` or a condition.
 */
export function requiredImports({ names }: Pick<Facts, 'names'>): readonly RequiredImport[] {
  const found = new Map<string, RequiredImport>();
  for (const { node } of names.imports) {
    const statement = node.parent;
    const isFrom = statement.kind === 'ImportFrom';
    if ((isFrom && statement.level > 0) || isOptional(node)) continue;
    const module = isFrom ? `${statement.module}.${node.name}` : node.name;
    const shared = NAMESPACES.has(topLevelOf(module)) ? module : topLevelOf(module);
    if (STANDARD_LIBRARY.has(topLevelOf(module)) || found.has(shared)) continue;
    found.set(shared, { module, start: isFrom ? statement.start : node.start, end: isFrom ? statement.end : node.end });
  }
  return [...found.values()];
}

/** Packages whose parts come with different distributions. */
const NAMESPACES: ReadonlySet<string> = new Set(['google', 'azure', 'ruamel']);

export function topLevelOf(module: string): string {
  return module.split('.')[0] ?? module;
}

function isOptional(node: Node): boolean {
  for (let at = node; at.parent !== null; at = at.parent) {
    const around = at.parent;
    if (around.kind === 'Try' && around.handlers.length > 0 && !around.finalbody.some((statement) => statement === at)) return true;
    if (around.kind === 'If' && at !== around.test && !isMainGuard(around)) return true;
  }
  return false;
}

/** `if __name__ == "__main__"` */
function isMainGuard({ test }: If): boolean {
  return test.kind === 'Compare' && [test.left, ...test.comparators].some((side) => side.kind === 'Name' && side.id === '__name__');
}

/** Names that lines such as `%pip install shap` or `!pip install -q shap==0.46` install, as written. */
export function installedInline({ magics }: PythonDocument): readonly string[] {
  return magics.flatMap(({ name, arguments: rest }) => {
    const words = `${name} ${rest}`.match(/\b(?:pip3?|conda|mamba|uv)\b[^;&|\n]*?\binstall\b([^;&|\n]*)/)?.[1] ?? '';
    return words.split(/\s+/).flatMap((word) => /^["']?([A-Za-z][\w.-]*)/.exec(word)?.[1] ?? []);
  });
}
