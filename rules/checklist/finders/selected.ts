/** Which part of a result a condition looks at: the key or attribute it names, and what a function of the project puts there. */
import { walk } from '../../api/python/children.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { Node } from '../../api/python/syntax.ts';
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

/** What a name is assigned in its function, or that it is a part of what is unpacked. */
function assignedTo(facts: Facts, name: Extract<Node, { kind: 'Name' }>): readonly Node[] | 'part' {
  if (moduleOf(name) !== facts.document.module) return [];
  const scope = enclosing(name, ['FunctionDef']);
  const found: Node[] = [];
  for (const { targets, value } of facts.once(assignmentsByName).get(name.id) ?? []) {
    if (enclosing(value, ['FunctionDef']) !== scope) continue;
    if (targets.some((target) => target.kind === 'Tuple' || target.kind === 'List')) {
      if (value.kind === 'Call') return 'part';
    } else found.push(value);
  }
  return found;
}

type Assignment = Extract<Node, { kind: 'Assign' }>;

function assignmentsByName(facts: Facts): ReadonlyMap<string, readonly Assignment[]> {
  const found = new Map<string, Assignment[]>();
  for (const node of facts.nodes('Assign')) {
    for (const target of node.targets) {
      for (const each of target.kind === 'Tuple' || target.kind === 'List' ? target.elements : [target]) {
        if (each.kind === 'Name') found.set(each.id, [...(found.get(each.id) ?? []), node]);
      }
    }
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
