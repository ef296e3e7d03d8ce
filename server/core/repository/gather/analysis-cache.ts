/**
 * What is known of programs that did not change since they were analysed. What is found in programs that hand each other values rests on
 * their texts, on the texts they import, and on the settings of their project; all of that is compared as it is, nothing is guessed.
 */
import type { UnitResult } from '../../python/check/check-unit.ts';
import type { NotChecked } from '../../report.ts';
import type { AnalysedProgram } from './analyse-programs.ts';

/** Of one repository; kept by whoever opens it again and again. */
export interface AnalysisCache {
  /** The last text of each program, by absolute path, and a number that grows with each other text. */
  readonly texts: Map<string, { readonly text: string; readonly version: number }>;
  /** By the paths of the programs analysed in one go. */
  readonly units: Map<string, KnownUnit>;
}

export interface KnownUnit {
  /** Says what it rests on. */
  readonly basis: string;
  /** By path relative to the root. */
  readonly programs: ReadonlyMap<string, AnalysedProgram>;
  /** What rules on code said of each, where they were asked. */
  readonly results: readonly UnitResult[];
  readonly notChecked: readonly NotChecked[];
}

export function createAnalysisCache(): AnalysisCache {
  return { texts: new Map(), units: new Map() };
}

export interface BasisRequest {
  /** Absolute paths of the programs analysed in one go. */
  readonly unit: readonly string[];
  /** Texts of the project by absolute path. */
  readonly sources: ReadonlyMap<string, string>;
  /** Files of the project that a text imports, by absolute path. */
  readonly importedBy: (path: string) => readonly string[];
  /** What else holds for all programs of the project, as text. */
  readonly settings: string;
}

/** Returns what an analysis of the unit rests on, as text. Cost: the texts the unit reaches by imports, compared. */
export function basisOf({ texts }: AnalysisCache, { unit, sources, importedBy, settings }: BasisRequest): string {
  const reached = new Set(unit);
  for (const path of reached) for (const imported of importedBy(path)) reached.add(imported);
  const versions = [...reached].sort().map((path) => `${path}@${versionOf(texts, { path, text: sources.get(path) ?? '' })}`);
  return [settings, ...versions].join('\n');
}

function versionOf(texts: AnalysisCache['texts'], { path, text }: { readonly path: string; readonly text: string }): number {
  const known = texts.get(path);
  if (known?.text === text) return known.version;
  const version = (known?.version ?? 0) + 1;
  texts.set(path, { text, version });
  return version;
}

/** Forgets what is no longer there. */
export function forgetOthers(cache: AnalysisCache, { units, paths }: { readonly units: ReadonlySet<string>; readonly paths: ReadonlySet<string> }): void {
  for (const key of [...cache.units.keys()]) if (!units.has(key)) cache.units.delete(key);
  for (const path of [...cache.texts.keys()]) if (!paths.has(path)) cache.texts.delete(path);
}
