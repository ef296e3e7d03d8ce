/** Loops, comprehensions and parametrised tests that go through groups of the data: each country, each device, each slice of a mapping. */
import { walk } from '../../api/python/children.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { Expression, Node } from '../../api/python/syntax.ts';
import { moduleOf } from '../../api/python/syntax.ts';
import type { Judged } from './judged.ts';

/** Names of what groups of people, things or rows go by. */
const GROUPS =
  /(?:^|_)(?:domain|language|lang|locale|country|countries|region|state|city|district|segment|slice|slices|group|subgroup|cohort|category|genre|device|platform|browser|store|shop|market|channel|tenant|occupation|gender|sex|race|ethnicity|age|age_?band|age_?group|band|bucket|speaker|accent|station|machine|season|weekday|brand|topic|species|hospital|site|product|department|new_users?|cold_start)s?(?:_(?:name|id|value|key|mask|df|rows|data))?$/i;

/** The name of the group that is gone through around what is measured or judged; null where no loop says one. */
export function groupGoneThrough(facts: Facts, { tests, node, cone }: Judged): string | null {
  const measured = cone.calls.flatMap(({ call, name, target }) => (target !== null || /^sklearn\.metrics\.|(?:^|\.)(?:evaluate|score|mean|sum)$/.test(name) ? [call] : []));
  for (const each of [node, ...tests, ...measured]) {
    const group = around(facts, each);
    if (group !== null) return group;
  }
  return null;
}

function around(facts: Facts, node: Node): string | null {
  for (let at: Node | null = node; at !== null; at = at.parent) {
    if (at.kind === 'For') {
      const group = named(at.target, at.iter);
      if (group !== null) return group;
    }
    if (at.kind === 'ListComp' || at.kind === 'SetComp' || at.kind === 'DictComp' || at.kind === 'GeneratorExp') {
      const group = at.generators.map(({ target, iter }) => named(target, iter)).find((each) => each !== null);
      if (group !== undefined && group !== null) return group;
    }
    if (at.kind === 'FunctionDef') return moduleOf(at) === facts.document.module ? parametrised(facts, at) : null;
  }
  return null;
}

/** Of a pair the first name says it; else what is gone through. */
function named(target: Expression, iter: Expression): string | null {
  const first = target.kind === 'Tuple' ? target.elements[0] : target;
  if (first?.kind === 'Name' && GROUPS.test(first.id)) return first.id;
  let through: Node = iter;
  while (through.kind === 'Call' || through.kind === 'Attribute') through = through.kind === 'Call' ? through.callee : through.value;
  return through.kind === 'Name' && /slice|segment|cohort|subgroup|^groups$/i.test(through.id) ? through.id : null;
}

function parametrised(facts: Facts, { decorators }: Extract<Node, { kind: 'FunctionDef' }>): string | null {
  for (const decorator of decorators) {
    if (decorator.kind !== 'Call' || !/parametrize$/.test(facts.textOf(decorator.callee))) continue;
    const [names] = decorator.arguments;
    const written: string[] = [];
    if (names !== undefined) walk(names, (node) => void (node.kind === 'Constant' && typeof node.value === 'string' ? written.push(...node.value.split(/\s*,\s*/)) : undefined));
    const group = written.find((name) => GROUPS.test(name));
    if (group !== undefined) return group;
  }
  return null;
}
