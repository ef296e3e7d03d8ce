/** What is read from one file that declares or locks dependencies. */
import type { Dependency } from '../../../../../rules/api/python/project-facts.ts';

export interface ManifestFile {
  /** Absolute, forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** A dependency before its line is found in the text. */
export type Declared = Omit<Dependency, 'start' | 'end'>;

/** What the reader of one format finds. */
export type Reading = Omit<Manifest, 'dependencies'> & { readonly dependencies: readonly Declared[] };

export interface Manifest {
  readonly path: string;
  /** `constraints` bound versions without declaring anything; `lock` files hold what a tool has chosen. */
  readonly kind: 'declares' | 'constraints' | 'lock';
  readonly dependencies: readonly Dependency[];
  /** Exact versions by normalised name, from lock files. */
  readonly locked: ReadonlyMap<string, string>;
  /** Absolute paths of requirements files it includes. */
  readonly includes: readonly string[];
  readonly problems: readonly ManifestProblem[];
}

/** Something that could not be read; the list of dependencies may be longer than known. */
export interface ManifestProblem {
  /** 1-based. */
  readonly line: number;
  /** One sentence without full stop. */
  readonly message: string;
}

/** A manifest that declares the dependencies and nothing else. */
export function declaring(path: string, dependencies: readonly Declared[], problems: readonly ManifestProblem[]): Reading {
  return { path, kind: 'declares', dependencies, locked: new Map(), includes: [], problems };
}
