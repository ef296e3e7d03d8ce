/** Calls of a program by name, and where they stand, for rules on the tools of pipelines. */
import type { Facts } from './facts.ts';
import { enclosing } from './syntax.ts';
import type { Call, Expression, Node } from './syntax.ts';
import { walk } from './children.ts';

/** Every call whose name goes back to an import and fits, in source order. */
export function callsNamed(facts: Facts, names: RegExp): readonly { readonly call: Call; readonly name: string }[] {
  return facts.nodes('Call').flatMap((call) => {
    const name = facts.names.qualifiedName(call.callee);
    return name !== null && names.test(name) ? [{ call, name }] : [];
  });
}

/** Whether something of the package is imported. */
export function importsPackage(facts: Facts, packages: RegExp): boolean {
  return facts.names.imports.some(({ module }) => packages.test(module.split('.')[0] ?? ''));
}

/** The value of a keyword; null when it is not written. */
export function keywordOf(call: Call, name: string): Expression | null {
  return call.keywords.find((keyword) => keyword.name === name)?.value ?? null;
}

/** Whether `**kwargs` may give keywords that are not seen. */
export function hasHiddenKeywords(call: Call): boolean {
  return call.keywords.some(({ name }) => name === null);
}

export function stringOf(expression: Expression | null | undefined): string | null {
  return expression?.kind === 'Constant' && expression.type === 'str' && typeof expression.value === 'string' ? expression.value : null;
}

/** What a name was given, where that happened once; other expressions are themselves. */
export function writtenValue(facts: Facts, expression: Expression | null): Expression | null {
  if (expression?.kind !== 'Name') return expression;
  const definitions = facts.names.bindingOf(expression)?.definitions ?? [];
  const parent = definitions[0]?.node.parent;
  return definitions.length === 1 && parent?.kind === 'Assign' ? parent.value : expression;
}

/** Entries of a dict that is written out, or of `dict(a=1)`, by their texts; null for other values. */
export function entriesOf(facts: Facts, expression: Expression | null): ReadonlyMap<string, Expression> | null {
  const value = writtenValue(facts, expression);
  if (value?.kind === 'Dict') {
    if (value.items.some(({ key }) => stringOf(key) === null)) return null;
    return new Map(value.items.map((item) => [stringOf(item.key) ?? '', item.value]));
  }
  if (value?.kind === 'Call' && value.callee.kind === 'Name' && value.callee.id === 'dict' && value.arguments.length === 0 && !hasHiddenKeywords(value)) {
    return new Map(value.keywords.map((keyword) => [keyword.name ?? '', keyword.value]));
  }
  return null;
}

/** The first call inside the expression, itself included, whose name fits. */
export function callInside(facts: Facts, root: Node, names: RegExp): { readonly call: Call; readonly name: string } | null {
  const found: { call: Call; name: string }[] = [];
  walk(root, (node) => {
    if (node.kind === 'Lambda') return 'skip';
    const name = node.kind === 'Call' ? facts.names.qualifiedName(node.callee) : null;
    if (node.kind === 'Call' && name !== null && names.test(name)) found.push({ call: node, name });
    return undefined;
  });
  return found[0] ?? null;
}

/** Whether the node is run when the file is loaded: in no function, and not below `if __name__ == "__main__"`. */
export function runsWhenLoaded(node: Node): boolean {
  if (enclosing(node, ['FunctionDef', 'Lambda']) !== null) return false;
  for (let at = enclosing(node, ['If']); at !== null; at = enclosing(at, ['If'])) {
    if (at.test.kind === 'Compare' && at.test.left.kind === 'Name' && at.test.left.id === '__name__') return false;
  }
  return true;
}
