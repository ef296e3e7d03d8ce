/**
 * What was found in programs that are checked in one go, kept by their texts, by what holds for all programs of their project, and by what
 * the check asked for on its way: texts of modules and tables. Those are looked at again before a result is taken.
 */
import type { CodeRule } from '../../../rules/api/python-rule.ts';
import { relativePath } from '../paths.ts';
import type { Cache } from '../ports.ts';
import type { LookAtTable, UnitProgram, UnitResult } from '../python/check/check-unit.ts';
import type { PlainProject } from '../python/check/unit-work.ts';
import type { FixesWanted } from '../python/fix/mend-program.ts';
import type { PlainRead } from '../python/reading-data/look-at-tables.ts';
import { selectRules } from '../rule-selection.ts';
import { fromPlainText, isMovable, toPlainText } from './plain-text.ts';

export interface UnitsAsked {
  readonly project: PlainProject;
  /** Every known rule on code. */
  readonly rules: readonly CodeRule[];
  /** Null when data is not looked at. */
  readonly lookAtTable: LookAtTable | null;
  readonly fixes: FixesWanted | null;
}

export interface KeptUnits {
  /** Null when nothing is known, or not any more. */
  get(unit: readonly UnitProgram[]): Promise<readonly UnitResult[] | null>;
  /** Keeps what is whole. */
  put(unit: readonly UnitProgram[], results: readonly UnitResult[]): Promise<void>;
}

interface Kept {
  /** Texts asked for, with their digests. */
  readonly texts: readonly (readonly [string, string])[];
  /** Tables asked for, with digests of what they looked like. */
  readonly looks: readonly (readonly [PlainRead, string])[];
  readonly results: readonly UnitResult[];
}

/** Null when the project holds what cannot be written down. */
export function keptUnits({ project, rules, lookAtTable, fixes }: UnitsAsked, cache: Cache): KeptUnits | null {
  const { root, home, sources, manifests, knowledge } = project;
  const ofAll = toPlainText([relativePath(home, root), [...sources.keys()], manifests, knowledge, lookAtTable !== null, fixes], root);
  if (ofAll === null) return null;
  const shared = cache.digest(ofAll);
  const digests = new Map<string, string>();
  const digestOf = (path: string): string => {
    const digest = digests.get(path) ?? cache.digest(sources.get(path) ?? '');
    digests.set(path, digest);
    return digest;
  };
  const digestOfLook = async (read: PlainRead): Promise<string> => cache.digest(toPlainText(await lookAtTable?.(read), null) ?? '');
  const selected = new Map<UnitProgram['config'], string>();
  const selectedBy = (config: UnitProgram['config']): string => {
    const ids = selected.get(config) ?? JSON.stringify([selectRules(rules, config).map(({ id }) => id), config.rules]);
    selected.set(config, ids);
    return ids;
  };
  const keyOf = (unit: readonly UnitProgram[]): string => JSON.stringify(['unit', shared, unit.map(({ path, config }) => [relativePath(root, path), digestOf(path), selectedBy(config)])]);
  const isAsBefore = async ({ texts, looks }: Kept): Promise<boolean> => {
    if (!texts.every(([path, digest]) => sources.has(path) && digestOf(path) === digest)) return false;
    for (const [read, digest] of looks) if ((await digestOfLook(read)) !== digest) return false;
    return true;
  };
  return {
    get: async (unit) => {
      const text = await cache.get(keyOf(unit));
      const value = text === null ? null : written(text, root);
      if (value === null) return null;
      const kept = fromPlainText(value, root) as Kept;
      return (await isAsBefore(kept)) ? kept.results : null;
    },
    put: async (unit, results) => {
      if (!isWhole(unit, results)) return;
      const asked = [...new Set(results.flatMap((result) => (result.kind === 'checked' ? (result.texts ?? []) : [])))].filter((path) => sources.has(path)).sort();
      const looks: Kept['looks'][number][] = [];
      for (const read of lookAtTable === null ? [] : readsOf(results)) looks.push([read, await digestOfLook(read)]);
      const text = toPlainText({ texts: asked.map((path) => [path, digestOf(path)]), looks, results: results.map(withoutTexts) } satisfies Kept, root);
      if (text === null) return;
      const movable = isMovable(text) && ![...unit.map(({ path }) => path), ...asked].some((path) => sources.get(path)?.includes(root) === true);
      await cache.put(keyOf(unit), `${movable ? '' : root}\n${text}`);
    },
  };
}

/** Null when it was written for another place and cannot move. */
function written(text: string, root: string): string | null {
  const end = text.indexOf('\n');
  return end === 0 || text.slice(0, end) === root ? text.slice(end + 1) : null;
}

/** What was cut off, or failed, may come out otherwise the next time. */
function isWhole(unit: readonly UnitProgram[], results: readonly UnitResult[]): boolean {
  return results.length === unit.length && results.every((result) => result.kind === 'unreadable' || (result.kind === 'checked' && result.program.failures.length === 0));
}

function readsOf(results: readonly UnitResult[]): readonly PlainRead[] {
  return results.flatMap((result) => (result.kind === 'checked' ? result.program.reads : []));
}

function withoutTexts(result: UnitResult): UnitResult {
  return result.kind === 'checked' ? { kind: 'checked', program: result.program } : result;
}
