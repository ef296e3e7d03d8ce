/** What a TypeScript file imports, by pattern. Pure. */
import { maskSource } from './mask.ts';

export interface Import {
  /** As written. */
  readonly specifier: string;
  readonly isTypeOnly: boolean;
  /** 0-based, of the statement. */
  readonly offset: number;
}

const STATEMENT = /^[ \t]*(?:import|export)\b(?<clause>[^;'"`]*?)\bfrom\s*['"]|^[ \t]*import\s*['"]|(?<kind>typeof\s+|:\s*|\breadonly\s+)?\b(?:import|require)\s*\(\s*['"]/gm;

/** Returns static, dynamic and type imports and re-exports in the order they stand. */
export function importsOf(text: string): readonly Import[] {
  const { code } = maskSource(text);
  return [...code.matchAll(STATEMENT)].map((match) => {
    const start = match.index + match[0].length;
    const quote = text.charAt(start - 1);
    const clause = match.groups?.['clause'];
    return { specifier: text.slice(start, text.indexOf(quote, start)), isTypeOnly: clause === undefined ? match.groups?.['kind'] !== undefined : isTypeClause(clause), offset: match.index };
  });
}

/** `import type {...}`, or braces in which every name is marked as a type. */
function isTypeClause(clause: string): boolean {
  if (/^\s*type\b/.test(clause)) return true;
  const names = /^\s*\{([^}]*)\}\s*$/.exec(clause)?.[1]?.split(',').map((name) => name.trim()).filter((name) => name !== '') ?? [];
  return names.length > 0 && names.every((name) => name.startsWith('type '));
}
