/** What is known of a project besides its programs. */

export interface ProjectFacts {
  /** Absolute folder that holds the project. */
  readonly root: string;
  /** Declared dependencies of requirements files, pyproject.toml, setup.cfg, setup.py (literal lists), Pipfile and environment.yml. */
  readonly dependencies: readonly Dependency[];
  /** Absolute paths of the files the dependencies were read from. */
  readonly manifests: readonly string[];
  /** Those of which only a part could be read: damaged text, lists that are computed. A dependency missing from them proves nothing. */
  readonly incomplete: readonly string[];
  /** Normalised names of all distributions in lock files, dependencies of dependencies too. */
  readonly locked: ReadonlySet<string>;
  /** Lock files: uv.lock, poetry.lock, Pipfile.lock, pdm.lock, conda-lock.yml, and requirements files that pin everything with hashes. */
  readonly locks: readonly string[];
  /** Top-level import names of packages and modules of the project itself. */
  readonly ownModules: readonly string[];
}

export interface Dependency {
  /** Normalised as registries do: lower case, runs of `-_.` are `-`. */
  readonly name: string;
  /** `==1.4.2`, `>=1,<2`; empty when nothing is said. */
  readonly specifier: string;
  /** True for `==` (without `*`) or a hash or a fixed commit. */
  readonly isPinned: boolean;
  /** Absolute path and 1-based line where it is declared. */
  readonly path: string;
  readonly line: number;
  /** UTF-16 offsets of that line's text in the file, without blanks around it. */
  readonly start: number;
  readonly end: number;
  /** Extra, group or environment name, `constraints` for bounds that declare nothing; null for the main list. */
  readonly group: string | null;
}
