/** Tasks of Luigi, as rules on them ask for them. */
import type { Facts } from './facts.ts';
import type { ClassDef, FunctionDef } from './syntax.ts';

/** Classes that extend a task of Luigi itself. */
export function luigiTasks(facts: Facts): readonly ClassDef[] {
  return facts.nodes('ClassDef').filter(({ bases }) => bases.some((base) => /^luigi\.(?:\w+\.)*\w*Task$/.test(facts.names.qualifiedName(base) ?? '')));
}

export function methodOf({ body }: ClassDef, name: string): FunctionDef | null {
  return body.flatMap((statement) => (statement.kind === 'FunctionDef' && statement.name === name ? [statement] : []))[0] ?? null;
}
