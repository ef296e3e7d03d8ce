/** Influences: what a call learns over rows. */
import type { DataApi } from '../../../../../rules/api/python/knowledge.ts';
import type { Data, Influence, LearnedBy, Value } from '../../../../../rules/api/python/value.ts';
import { constantOf, isNone, numberOf, weakest } from '../values.ts';
import { argument, callConfidence } from './call.ts';
import type { LibraryCall } from './call.ts';

/** Columns named in an influence; of more it says nothing. Our own choice. */
const MOST_COLUMNS = 32;

/** Returns the influence of something learned from the data by this call. */
export function influenceOf(data: Data, of: { readonly by: LearnedBy; readonly usesLabels: boolean; readonly isApplied: boolean; readonly name?: string }, call: LibraryCall): Influence {
  const { columns } = data;
  return {
    rows: data.rows,
    usesLabels: of.usesLabels,
    by: of.by,
    name: of.name ?? call.shortName,
    node: call.site.node,
    columns: columns.kind === 'exactly' && columns.names.length <= MOST_COLUMNS ? columns.names : null,
    isApplied: of.isApplied,
    confidence: weakest(callConfidence(call), data.confidence),
  };
}

type Learns = NonNullable<DataApi['learns']>;

/** Returns what a call of the entry learns, given its arguments. */
export function learnedBy(api: DataApi, call: LibraryCall): Learns {
  const usual = api.learns ?? (api.rows === 'aggregate' || api.rows === 'grouped' || api.rows === 'window' ? 'statistics' : 'none');
  if (usual === 'none') return 'none';
  return isExempt(api, call) || !isAsked(api, call) ? 'none' : usual;
}

/** Whether the call's arguments say that nothing is learned: `axis=1`. */
export function isExempt(api: DataApi, call: LibraryCall): boolean {
  if (api.learnsUnless === undefined) return false;
  const value = argument(call, api.learnsUnless.parameter);
  if (value === null) return api.learnsUnless.default && call.site.isArgumentListComplete;
  const { values } = api.learnsUnless;
  const isMet = (each: Value): boolean => {
    const known = constantOf(each);
    return known !== undefined && (values.includes(known) || (values.includes(1) && typeof known === 'number' && known > 1));
  };
  return value.kind === 'sequence' && value.isComplete && value.elements.length > 0 ? value.elements.every(isMet) : isMet(value);
}

function isAsked(api: DataApi, call: LibraryCall): boolean {
  if (api.learnsIf === undefined) return true;
  const value = argument(call, api.learnsIf.parameter);
  if (value === null || isNone(value)) return false;
  return api.learnsIf.type === undefined || numberOf(value) !== null || (value.kind === 'scalar' && (value.type === 'int' || value.type === 'float'));
}

/** Returns what is said to have learned, where the entry does not say it. */
export function learner(api: DataApi, learns: Learns): LearnedBy {
  if (api.by !== undefined) return api.by;
  if (learns === 'labels') return 'target-statistic';
  if (learns === 'neighbours') return 'neighbours';
  return learns === 'vocabulary' ? 'vectorizer' : 'reduction';
}
