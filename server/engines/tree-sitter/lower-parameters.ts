/** Parameters of functions and lambdas. */
import type { Expression, Parameter } from '../../../rules/api/python/syntax.ts';
import { lowerExpression } from './lower-expression.ts';
import { childOfKind, endOf, kindOf, partsOf, spanOf, textOf, type Lowering } from './lowering.ts';

/** @param index a `parameters` or `lambda_parameters` node */
export function lowerParameters(l: Lowering, index: number): readonly Parameter[] {
  const found: Parameter[] = [];
  let isKeywordOnly = false;
  for (const part of partsOf(l, index)) {
    const kind = kindOf(l, part);
    if (kind === 'positional_separator') {
      for (const [at, parameter] of found.entries()) found[at] = { ...parameter, way: 'positional-only' };
    } else if (kind === 'keyword_separator') isKeywordOnly = true;
    else {
      const parameter = lowerParameter(l, part, isKeywordOnly ? 'keyword-only' : 'plain');
      if (parameter.way === 'args') isKeywordOnly = true;
      found.push(parameter);
    }
  }
  return found;
}

function lowerParameter(l: Lowering, index: number, plain: Parameter['way']): Parameter {
  const kind = kindOf(l, index);
  const type = childOfKind(l, index, 'type');
  const parts = partsOf(l, index).filter((part) => part !== type);
  const value = kind === 'default_parameter' || kind === 'typed_default_parameter' ? parts[1] : undefined;
  const annotation: Expression | null = type === null ? null : lowerExpression(l, type);
  const named = kind === 'identifier' || kind === 'tuple_pattern' || SPLATS.has(kind) ? index : (parts[0] ?? index);
  const way = kindOf(l, named) === 'list_splat_pattern' ? 'args' : kindOf(l, named) === 'dictionary_splat_pattern' ? 'kwargs' : plain;
  return {
    kind: 'Parameter',
    ...spanOf(l, index),
    end: endOf(l, index),
    name: textOf(l, named).replace(/^\*{1,2}\s*/, ''),
    annotation,
    default: value === undefined ? null : lowerExpression(l, value),
    way,
  };
}

const SPLATS: ReadonlySet<string> = new Set(['list_splat_pattern', 'dictionary_splat_pattern']);
