/** The source of rules/index.generated.ts. */
import type { FoundRule } from './generate.ts';

export function registrySource(found: readonly FoundRule[]): string {
  const groups = [...new Set(found.map(({ file }) => file.group))].sort();
  return [
    '/** Every rule Lintel knows, by id. Written by `npm run gen`; not edited by hand. */',
    "import type { Rule } from './api/rule.ts';",
    ...found.map(({ file }) => `import { rule as ${variableName(file.id)} } from '${file.path.replace(/^rules\//, './')}';`),
    '',
    'export const rules: readonly Rule[] = [',
    ...found.map(({ file }) => `  ${variableName(file.id)},`),
    '];',
    '',
    '/** First parts of rule ids; each selects all rules of the group. */',
    `export const groups: readonly string[] = [${groups.map((group) => `'${group}'`).join(', ')}];`,
    '',
  ].join('\n');
}

function variableName(id: string): string {
  return id.replaceAll(/[/-]([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
