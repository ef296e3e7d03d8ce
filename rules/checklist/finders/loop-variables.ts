/** Names that stand for one of many things after the other: what a loop goes through, and what a function is given by a loop. */
import type { Facts } from '../../api/python/facts.ts';
import type { Node } from '../../api/python/syntax.ts';
import { enclosing, moduleOf } from '../../api/python/syntax.ts';

/** Whether a name is bound by a loop around it, or is a parameter that a call in the same file, or a parametrised test, gives such a name. */
export function isOneOfMany(facts: Facts, node: Node | undefined): boolean {
  return node?.kind === 'Name' && (isOfLoop(node, node.id) || isGivenByLoop(facts, node, node.id) || isParametrised(facts, node, node.id));
}

function isOfLoop(node: Node, id: string): boolean {
  for (let at = node.parent; at !== null && at.kind !== 'FunctionDef'; at = at.parent) {
    if (at.kind === 'For' && binds(at.target, id)) return true;
    if (at.kind === 'ListComp' || at.kind === 'SetComp' || at.kind === 'DictComp' || at.kind === 'GeneratorExp') {
      // `[other for other in columns if other != column]` is a loop over others
      if (at.generators.some(({ target }) => binds(target, id))) return true;
    }
  }
  return false;
}

function isGivenByLoop(facts: Facts, node: Node, id: string): boolean {
  let owner = enclosing(node, ['FunctionDef']);
  while (owner !== null && !owner.parameters.some(({ name }) => name === id)) owner = enclosing(owner, ['FunctionDef']);
  if (owner === null) return false;
  const { name: called, parameters } = owner;
  const index = parameters.findIndex(({ name }) => name === id) - (owner.parent.kind === 'ClassDef' ? 1 : 0);
  return facts.nodes('Call').some((call) => {
    const { callee } = call;
    if (!(callee.kind === 'Name' && callee.id === called) && !(callee.kind === 'Attribute' && callee.attribute === called)) return false;
    const given = call.keywords.find(({ name }) => name === id)?.value ?? call.arguments[index];
    return given?.kind === 'Name' && isOfLoop(given, given.id);
  });
}

/** A parameter of a test that `parametrize` gives one value after the other. */
function isParametrised(facts: Facts, node: Node, id: string): boolean {
  const around = enclosing(node, ['FunctionDef']);
  return around !== null && moduleOf(around) === facts.document.module && around.parameters.some(({ name }) => name === id) && around.decorators.some((decorator) => decorator.kind === 'Call' && /parametrize$/.test(facts.textOf(decorator.callee)) && new RegExp(`\\b${id}\\b`).test(facts.textOf(decorator.arguments[0] ?? decorator)));
}

/** Whether a target such as `name, part` binds a name. */
function binds(target: Node, id: string): boolean {
  if (target.kind === 'Name') return target.id === id;
  return (target.kind === 'Tuple' || target.kind === 'List') && target.elements.some((each) => binds(each, id));
}
