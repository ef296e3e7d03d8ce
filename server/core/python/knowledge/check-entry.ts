/** Contradictions inside one entry of the knowledge base: parameters that it speaks of and does not have, versions out of order. */
import type { Api, Lifetime, RandomUse } from '../../../../rules/api/python/knowledge.ts';

/** Returns what is wrong, in words; empty for a sound entry. */
export function entryProblems(entry: Api): readonly string[] {
  return [...nameProblems(entry), ...parameterProblems(entry), ...lifetimeProblems(entry)];
}

const DOTTED = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/;

function nameProblems({ names }: Api): readonly string[] {
  if (names.length === 0) return ['`names` is empty'];
  return names.filter((name) => !DOTTED.test(name)).map((name) => `\`${name}\` is no dotted name`);
}

/** `self` is the receiver, `kwargs` whatever else is given by keyword. */
const ALWAYS_THERE = ['self', 'kwargs'];

function parameterProblems(entry: Api): readonly string[] {
  const known = new Set([...(entry.parameters ?? []), ...ALWAYS_THERE]);
  const own = [...references(entry), ...randomReferences(entry.random), ...Object.keys(entry.parameterLifetimes ?? {}).filter((name) => !name.includes('.'))];
  return [...missing(own, known, 'parameters'), ...(entry.is === 'estimator' && entry.fit !== undefined ? missing(fitReferences(entry.fit), new Set(entry.fit.parameters), 'fit.parameters') : [])];
}

function missing(references: readonly (string | null | undefined)[], known: ReadonlySet<string>, where: string): readonly string[] {
  const absent = references.filter((name): name is string => typeof name === 'string' && !known.has(name));
  return [...new Set(absent)].map((name) => `\`${name}\` is not in \`${where}\``);
}

type References = readonly (string | null | undefined)[];

function randomReferences(random: RandomUse | undefined): References {
  return [random?.parameter, random?.onlyIf?.parameter, random?.unlessGiven];
}

function fitReferences(fit: NonNullable<Extract<Api, { is: 'estimator' }>['fit']>): References {
  return [fit.features, fit.labels, fit.groups];
}

/** Parameters an entry names outside of `parameters`. */
function references(entry: Api): References {
  switch (entry.is) {
    case 'reader':
      return [entry.path, entry.chunksBy, entry.pairedWhen, entry.purpose?.parameter, entry.parts?.when?.parameter];
    case 'writer':
      return [entry.path, entry.value];
    case 'loader':
      return [entry.path, entry.safety.kind === 'switch' ? entry.safety.parameter : null];
    case 'data':
      return dataReferences(entry);
    case 'split':
      return [...entry.data, shuffleParameter(entry.shuffle), entry.stratify, entry.groups, entry.testSize, entry.trainSize, entry.sizes];
    case 'splitter':
      return [shuffleParameter(entry.shuffle)];
    case 'cross-validation':
      return [entry.estimator, entry.features, entry.labels, entry.groups, entry.cv];
    case 'estimator':
      return [entry.learnsUnless?.parameter, ...(entry.importantParameters ?? []), ...(entry.parts ?? []), entry.data?.features, entry.data?.labels, entry.data?.frame, ...(entry.data?.validation ?? [])];
    case 'train':
      return [entry.features, entry.labels, ...(entry.validation ?? []), ...(entry.earlyStop ?? [])];
    case 'metric':
      return [entry.isAsymmetricWhen?.parameter, ...(isClass(entry) ? [] : [entry.truth, entry.prediction])];
    case 'loss':
      return [entry.logitsParameter, ...(isClass(entry) ? [] : [entry.truth, entry.prediction])];
    case 'seed':
      return [entry.parameter];
    case 'layer':
      return [];
    case 'class':
    case 'function':
      return [entry.passes];
  }
}

/** Metrics and losses that are classes take truth and predictions when their objects are called. */
function isClass(entry: Api): boolean {
  return entry.bases !== undefined;
}

function dataReferences(entry: Extract<Api, { is: 'data' }>): References {
  const columns = entry.columns;
  return [
    ...(entry.data ?? []),
    ...(entry.rowsWhen ?? []).map(({ parameter }) => parameter),
    ...(entry.leavesOut ?? []),
    entry.picks,
    entry.calls?.parameter,
    entry.learnsUnless?.parameter,
    entry.learnsIf?.parameter,
    entry.inplace,
    entry.share,
    entry.ordersAnewUnless?.parameter,
    ...(columns?.removes ?? []),
    ...(columns?.keeps ?? []),
    ...(columns?.adds ?? []),
    ...(columns?.reads ?? []),
    ...(columns?.unclear === undefined || columns.unclear === 'always' ? [] : columns.unclear),
    columns?.removesWhen?.parameter,
  ];
}

function shuffleParameter(shuffle: Extract<Api, { is: 'splitter' }>['shuffle']): string | null {
  return typeof shuffle === 'string' ? null : shuffle.parameter;
}

function lifetimeProblems(entry: Api): readonly string[] {
  const lifetimes = [entry.lifetime, ...Object.values(entry.parameterLifetimes ?? {}), ...Object.values(entry.is === 'estimator' ? (entry.methodLifetimes ?? {}) : {})];
  return lifetimes.flatMap((lifetime) => (lifetime === undefined ? [] : versionProblems(lifetime)));
}

const VERSION = /^\d+(?:\.\d+)*$/;

function versionProblems({ since, deprecated, removed }: Lifetime): readonly string[] {
  const versions = [since, deprecated, removed].filter((version) => version !== undefined);
  const malformed = versions.filter((version) => !VERSION.test(version));
  if (malformed.length > 0) return malformed.map((version) => `\`${version}\` is no version`);
  return versions.flatMap((version, index) => {
    const before = versions[index - 1];
    return before !== undefined && compareVersions(before, version) >= 0 ? [`version \`${before}\` does not come before \`${version}\``] : [];
  });
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
