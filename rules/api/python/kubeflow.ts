/** Components and pipelines of Kubeflow, as rules on them ask for them. */
import type { Facts } from './facts.ts';
import type { FunctionDef } from './syntax.ts';

/** Functions that become steps. */
export function componentsOf(facts: Facts): readonly FunctionDef[] {
  return decoratedBy(facts, /^kfp(?:\.v2)?\.dsl\.component$/);
}

/** Functions that put steps together. */
export function pipelinesOf(facts: Facts): readonly FunctionDef[] {
  return decoratedBy(facts, /^kfp(?:\.v2)?\.dsl\.pipeline$/);
}

function decoratedBy(facts: Facts, names: RegExp): readonly FunctionDef[] {
  return facts.nodes('FunctionDef').filter(({ decorators }) => decorators.some((decorator) => names.test(facts.names.qualifiedName(decorator.kind === 'Call' ? decorator.callee : decorator) ?? '')));
}
