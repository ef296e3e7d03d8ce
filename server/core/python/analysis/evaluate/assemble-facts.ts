/** Puts together what rules may ask of an analysed program. */
import { walk } from '../../../../../rules/api/python/children.ts';
import type { PythonDocument } from '../../../../../rules/api/python/document.ts';
import type { CallEvent, Event } from '../../../../../rules/api/python/event.ts';
import type { Facts } from '../../../../../rules/api/python/facts.ts';
import { moduleOf } from '../../../../../rules/api/python/syntax.ts';
import type { Expression, Module, Node, NodeKind, NodeOf } from '../../../../../rules/api/python/syntax.ts';
import type { Influence, Value } from '../../../../../rules/api/python/value.ts';
import type { Rows, RowsRelation } from '../../../../../rules/api/python/rows.ts';
import { resolveNames } from '../../names/resolve-names.ts';
import { constantValue } from './expressions.ts';
import type { Run } from './run.ts';

/** Relations of influences that bring values of the rows in, surely. */
const REACHING: ReadonlySet<RowsRelation> = new Set(['same', 'subset', 'superset', 'overlap', 'copies']);

export function assembleFacts(run: Run): Facts {
  const { document, knowledge, project } = run.request;
  const followed = new Map([...run.modules.values()].filter(({ isMain }) => !isMain).map((module) => [module.document.path, module.document]));
  const documents = new Map<Module, PythonDocument>([...run.modules.values()].map((module) => [module.document.module, module.document]));
  const computed = new Map<unknown, unknown>();
  const facts: Facts = {
    document,
    names: resolveNames(document, { knowledge, project }),
    events: run.events,
    ...eventsByKind(run.events),
    ...lookups(run),
    relate: (a, b) => run.terms.relate(a, b),
    sourcesOf: (rows) => run.terms.sourcesOf(rows),
    reaches: (influence: Influence, rows: Rows) => REACHING.has(run.terms.relate(influence.rows, rows)),
    api: (name) => knowledge.find(name),
    versionOf: (library) => project.versionOf(library),
    followed,
    isCutShort: run.limits.isCutShort,
    textOf: (node) => (documents.get(moduleOf(node)) ?? document).source.slice(node.start, node.end),
    once: <T>(compute: (facts: Facts) => T): T => {
      if (!computed.has(compute)) computed.set(compute, compute(facts));
      return computed.get(compute) as T;
    },
  };
  return facts;
}

type ByKind = Pick<Facts, 'calls' | 'reads' | 'writes' | 'splits' | 'fits' | 'predictions' | 'evaluations'>;

function eventsByKind(events: readonly Event[]): ByKind {
  const of = <K extends Event['kind']>(kind: K): readonly Extract<Event, { kind: K }>[] => events.filter((event): event is Extract<Event, { kind: K }> => event.kind === kind);
  return { calls: of('call'), reads: of('read'), writes: of('write'), splits: of('split'), fits: of('fit'), predictions: of('predict'), evaluations: of('evaluation') };
}

function lookups(run: Run): Pick<Facts, 'nodes' | 'callsTo' | 'valueOf' | 'valuesOf'> {
  let nodes: ReadonlyMap<NodeKind, readonly Node[]> | null = null;
  let calls: ReadonlyMap<string, readonly CallEvent[]> | null = null;
  return {
    nodes: <K extends NodeKind>(kind: K) => {
      nodes ??= nodesByKind(run.request.document.module);
      return (nodes.get(kind) ?? []) as readonly NodeOf<K>[];
    },
    callsTo: (...names) => {
      calls ??= callsByName(run.events);
      const [only] = names;
      if (names.length === 1 && only !== undefined) return calls.get(only) ?? [];
      const found = names.flatMap((name) => calls?.get(name) ?? []);
      return found.toSorted((a, b) => a.sequence - b.sequence);
    },
    valueOf: (expression) => valueOf(expression, run),
    valuesOf: (expression) => {
      const last = valueOf(expression, run);
      return last === null ? [] : [...(run.otherValues.get(expression) ?? []).filter((value) => value !== last), last];
    },
  };
}

function valueOf(expression: Expression, run: Run): Value | null {
  return run.valueOf.get(expression) ?? (expression.kind === 'Constant' ? constantValue(expression) : null);
}

function nodesByKind(module: Module): ReadonlyMap<NodeKind, readonly Node[]> {
  const byKind = new Map<NodeKind, Node[]>();
  walk(module, (node) => {
    const known = byKind.get(node.kind);
    if (known === undefined) byKind.set(node.kind, [node]);
    else known.push(node);
  });
  return byKind;
}

function callsByName(events: readonly Event[]): ReadonlyMap<string, readonly CallEvent[]> {
  const byName = new Map<string, CallEvent[]>();
  for (const event of events) {
    if (event.kind !== 'call' || event.name === null) continue;
    const known = byName.get(event.name);
    if (known === undefined) byName.set(event.name, [event]);
    else known.push(event);
  }
  return byName;
}
