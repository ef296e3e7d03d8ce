/** What a name holds, where the libraries' knowledge says nothing: the call that made it, by its canonical name. */
import type { Facts } from '../../api/python/facts.ts';
import type { Call, Expression, Module } from '../../api/python/syntax.ts';

export interface Making {
  /** `pandera.DataFrameSchema`. */
  readonly name: string;
  /** Null where the name itself is what was asked for: a class, not an object of it. */
  readonly call: Call | null;
}

/** Returns the call that made the value of an expression, through one assignment and one import of the project; null when that is not certain. */
export function madeBy(facts: Facts, expression: Expression): Making | null {
  if (expression.kind === 'Call') return named(facts.names.qualifiedName(expression.callee), expression);
  if (expression.kind !== 'Name') return named(facts.names.qualifiedName(expression), null);
  const definitions = facts.names.bindingOf(expression)?.definitions ?? [];
  const [definition] = definitions;
  if (definition === undefined || definitions.length > 1) return null;
  if (definition.imports !== null) return madeElsewhere(facts, definition.imports) ?? { name: definition.imports, call: null };
  const assigned = facts.nodes('Assign').find(({ targets }) => targets.some((target) => target === definition.node));
  return assigned?.value.kind === 'Call' ? named(facts.names.qualifiedName(assigned.value.callee), assigned.value) : null;
}

function named(name: string | null, call: Call | null): Making | null {
  return name === null ? null : { name, call };
}

/** @param name `shop.schemas.orders`, as an import of the project binds it */
function madeElsewhere(facts: Facts, name: string): Making | null {
  const [variable = '', ...folders] = name.split('.').reverse();
  const ending = `/${folders.reverse().join('/')}`;
  for (const [path, { module }] of facts.followed) {
    if (!path.endsWith(`${ending}.py`) && !path.endsWith(`${ending}/__init__.py`)) continue;
    const made = module.body.flatMap((statement) => (statement.kind === 'Assign' && statement.targets.some((target) => target.kind === 'Name' && target.id === variable) ? [statement.value] : []));
    const [value] = made;
    return made.length === 1 && value?.kind === 'Call' ? named(nameIn(module, value.callee), value) : null;
  }
  return null;
}

/** The canonical name by the imports at the top of a file; null for what is not imported there. */
export function nameIn(module: Module, expression: Expression): string | null {
  const parts: string[] = [];
  let at = expression;
  for (; at.kind === 'Attribute'; at = at.value) parts.unshift(at.attribute);
  if (at.kind !== 'Name') return null;
  const { id } = at;
  for (const statement of module.body) {
    if (statement.kind === 'Import') {
      const alias = statement.names.find(({ name, asName }) => (asName ?? name.split('.')[0]) === id);
      if (alias !== undefined) return [alias.asName === null ? id : alias.name, ...parts].join('.');
    }
    if (statement.kind === 'ImportFrom' && statement.level === 0) {
      const alias = statement.names.find(({ name, asName }) => (asName ?? name) === id);
      if (alias !== undefined) return [statement.module, alias.name, ...parts].join('.');
    }
  }
  return null;
}
