/** An analysis that knows the tree and the names of a program, and nothing of what happens in it. */
import { walk } from '../../../../rules/api/python/children.ts';
import type { Facts } from '../../../../rules/api/python/facts.ts';
import type { Node, NodeKind, NodeOf } from '../../../../rules/api/python/syntax.ts';
import type { Analyse, AnalysisRequest } from '../analysis/analyse.ts';
import { resolveNames } from '../names/resolve-names.ts';

export const analyseBarely: Analyse = (request) => ({ facts: bareFacts(request), wantedTables: [], written: new Map() });

function bareFacts({ document, knowledge, project }: AnalysisRequest): Facts {
  const nodes: Node[] = [];
  walk(document.module, (node) => void nodes.push(node));
  return {
    document,
    names: resolveNames(document, { knowledge, project }),
    events: [],
    calls: [],
    reads: [],
    writes: [],
    splits: [],
    fits: [],
    predictions: [],
    evaluations: [],
    nodes: <K extends NodeKind>(kind: K) => nodes.filter((node): node is NodeOf<K> => node.kind === kind),
    callsTo: () => [],
    valueOf: () => null,
    valuesOf: () => [],
    relate: () => 'unknown',
    sourcesOf: () => [],
    reaches: () => false,
    api: () => null,
    versionOf: () => null,
    followed: new Map(),
    isCutShort: false,
    textOf: (node) => document.source.slice(node.start, node.end),
  };
}
