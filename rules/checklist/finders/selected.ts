/** Which part of a result a condition looks at: the key or attribute it names, and what a function of the project puts there. */
import { walk } from '../../api/python/children.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { FunctionDef, Module, Node } from '../../api/python/syntax.ts';
import { enclosing, moduleOf } from '../../api/python/syntax.ts';
import type { Cone } from './cone.ts';

export interface Selected {
  /** Nearest first; the names of tuples' parts count as keys. Empty where the whole value is looked at. */
  readonly keys: readonly string[];
  /** What is put under these keys, where that is written. */
  readonly values: readonly Node[];
  /** Names the value goes by. */
  readonly names: readonly string[];
}

/** Own choice: a value is handed from name to name a few times. */
const MOST_STEPS = 4;

export function selectedIn(facts: Facts, roots: readonly Node[], cone: Pick<Cone, 'nodes'>): Selected {
  const keys: string[] = [];
  const names: string[] = [];
  let row = roots;
  const seen = new Set<Node>();
  for (let steps = 0; steps < MOST_STEPS && row.length > 0; steps += 1) {
    const next: Node[] = [];
    for (const root of row) {
      walk(root, (node) => {
        if (seen.has(node)) return 'skip';
        seen.add(node);
        if (node.kind === 'Subscript' && node.index.kind === 'Constant' && typeof node.index.value === 'string') keys.push(node.index.value);
        if (node.kind === 'Attribute' && !(node.parent.kind === 'Call' && node.parent.callee === node) && !isModule(facts, node)) keys.push(node.attribute);
        if (node.kind === 'Name') {
          names.push(node.id);
          const assigned = assignedTo(facts, node);
          if (assigned === 'part') keys.push(node.id);
          else next.push(...assigned);
        }
        // what a call is given is not what is looked at
        return node.kind === 'Call' && node.callee.kind === 'Name' && facts.valuesOf(node.callee).some(({ kind }) => kind === 'callable') ? 'skip' : undefined;
      });
    }
    row = next;
  }
  const [nearest] = keys;
  return { keys, values: nearest === undefined ? [] : putUnder(cone, nearest), names };
}

function isModule(facts: Facts, node: Extract<Node, { kind: 'Attribute' }>): boolean {
  return node.value.kind === 'Name' && facts.names.bindingOf(node.value)?.definitions.some(({ imports }) => imports !== null) === true;
}

/** What a name is assigned in its function, or goes through, or that it is a part of what a call gives. */
function assignedTo(facts: Facts, name: Extract<Node, { kind: 'Name' }>): readonly Node[] | 'part' {
  const scope = enclosing(name, ['FunctionDef']) ?? moduleOf(name);
  const cache = facts.once(emptyCache);
  const known = cache.get(scope) ?? assignedIn(scope);
  cache.set(scope, known);
  const found = known.get(name.id) ?? [];
  return found.includes('part') ? 'part' : found.filter((each) => each !== 'part');
}

type Assigned = ReadonlyMap<string, readonly (Node | 'part')[]>;

function emptyCache(_: Facts): Map<FunctionDef | Module, Assigned> {
  return new Map();
}

function assignedIn(scope: FunctionDef | Module): Assigned {
  const found = new Map<string, (Node | 'part')[]>();
  const note = (target: Node, value: Node | 'part'): void => {
    if (target.kind === 'Tuple' || target.kind === 'List') return target.elements.forEach((element) => note(element, value));
    if (target.kind === 'Name') found.set(target.id, [...(found.get(target.id) ?? []), value]);
  };
  for (const statement of scope.body) {
    walk(statement, (node) => {
      if (node.kind === 'FunctionDef' || node.kind === 'ClassDef' || node.kind === 'Lambda') return 'skip';
      if (node.kind === 'Assign') for (const target of node.targets) note(target, target.kind !== 'Name' && node.value.kind === 'Call' ? 'part' : node.value);
      else if (node.kind === 'For' || node.kind === 'ComprehensionFor') note(node.target, node.iter);
      return undefined;
    });
  }
  return found;
}

/** `{"key": value}`, `dict(key=value)`, `Result(key=value)`, `result["key"] = value`. */
function putUnder({ nodes }: Pick<Cone, 'nodes'>, key: string): readonly Node[] {
  return nodes.flatMap((node): readonly Node[] => {
    if (node.kind === 'Dict') return node.items.flatMap((item) => (item.key?.kind === 'Constant' && item.key.value === key ? [item.value] : []));
    if (node.kind === 'Call') return node.keywords.flatMap(({ name, value }) => (name === key ? [value] : []));
    // what is put into a mapping is bound to its name
    const { parent } = node;
    return parent?.kind === 'Assign' && parent.value === node && parent.targets.some((target) => target.kind === 'Subscript' && target.index.kind === 'Constant' && target.index.value === key) ? [node] : [];
  });
}
