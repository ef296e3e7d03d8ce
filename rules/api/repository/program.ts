/** What the rest of the repository wants to know of one Python program. Plain data. */
import type { Link, Outcome, RepositoryPlace } from './place.ts';

/** `src/train.py::Trainer.fit`; the body of the file itself is `src/train.py::`, what it does below `if __name__ == "__main__"` is `src/train.py::__main__`. */
export type FunctionId = `${string}::${string}`;

export interface ProgramSummary {
  readonly path: string;
  readonly kind: 'script' | 'notebook';
  /** The file's body first, then its `__main__` where it has one, then functions and methods in source order. */
  readonly functions: readonly FunctionSummary[];
  /** Top-level packages that are imported and no module of the project; `isUsed` when something of it is called, read or inherited from. */
  readonly imports: readonly { readonly package: string; readonly at: RepositoryPlace; readonly isUsed: boolean }[];
  /** Modules of the project it imports, as paths. */
  readonly uses: readonly string[];
  /** What running the file does: code under `if __name__ == "__main__"`, other statements with effects, or nothing but definitions. */
  readonly whenRun: 'main' | 'effects' | 'nothing';
  /** Notebook only: whether it holds outputs, and the highest execution count. */
  readonly executed: { readonly outputs: number; readonly lastCount: number | null } | null;
  /** Notebook only: the sources of its code cells and raw cells as written, one after the other. */
  readonly code?: string;
  /** True when part of it could not be analysed, so that what is not here proves nothing. */
  readonly isCutShort: boolean;
  /** Data it reads and writes outside of itself, in the order of places; left out when there is none. */
  readonly data?: readonly DataUse[];
}

/** Data that is read or written, named as the program names it. */
export interface DataUse {
  readonly way: 'read' | 'write';
  /** `file` for paths and addresses, `library` for data that comes with a package, `entry` for a name of a catalogue. */
  readonly medium: 'file' | 'table' | 'topic' | 'library' | 'entry';
  /** `*` stands for what cannot be told. Null when nothing of the name is known. */
  readonly name: string | null;
  readonly at: RepositoryPlace;
  /** Canonical name of what does it: `pandas.read_csv`. */
  readonly by: string;
  /** Columns the program names while it reads; empty when it names none. */
  readonly columns: readonly { readonly name: string; readonly type: string | null }[];
  /** For writes: indexes of the uses whose rows are in what is written; empty when that cannot be told. */
  readonly from: readonly number[];
  /** The node of a pipeline whose inputs and outputs these are; null for the program as a whole. */
  readonly step: string | null;
}

export interface FunctionSummary {
  readonly id: FunctionId;
  readonly name: string;
  readonly at: RepositoryPlace;
  /** Canonical names, calls without their arguments: `pytest.fixture`, `airflow.decorators.task`. */
  readonly decorators: readonly string[];
  readonly calls: readonly CallSummary[];
  readonly oracles: readonly OracleSummary[];
  /** Null for what pytest and unittest do not collect by default or by the project's settings. */
  readonly test: TestSummary | null;
  readonly fixture: null | { readonly isAutouse: boolean; readonly scope: string; /** Where tests know it by another name than its function's. */ readonly name?: string };
  readonly parameters: readonly string[];
}

export interface CallSummary {
  /**
   * Canonical name as far as it is known: `sklearn.metrics.accuracy_score`; null otherwise. Methods of what libraries nobody described return follow
   * the call that returned it: `great_expectations.get_context.run_checkpoint`.
   */
  readonly name: string | null;
  /** The function of the project it calls, followed through imports; a class is its `__init__`. */
  readonly target: FunctionId | null;
  readonly at: RepositoryPlace;
  /** Where an exception of it goes no further: a broad `except` that neither raises nor ends the program. Null when nothing catches it. */
  readonly swallowed: Link | null;
  readonly isUnconditional: boolean;
  /** Words of a command that it starts, null for what is not written: `subprocess.run([...])`, `runpy.run_path(...)`. */
  readonly starts?: readonly (string | null)[];
}

/** Something that fails when a property does not hold. */
export interface OracleSummary {
  readonly kind: 'assert' | 'raise' | 'exit' | 'raises' | 'testing' | 'method';
  readonly at: RepositoryPlace;
  /** Whether some input makes it fail. `no` for `x is not None` of a constructor, `len(a) >= 0`, equal sides, thresholds outside a metric's range. */
  readonly canFail: Outcome;
  /** Whether it fails for worse values: `no` for `assert r2 <= 0.5`. Yes where no metric is compared. */
  readonly pointsRight: Outcome;
  /**
   * Canonical names of calls whose results it judges, directly or by variables: `sklearn.metrics.f1_score`, functions of the project by their id;
   * `.expect_column_to_exist` for methods of something unknown.
   */
  readonly judges: readonly string[];
  /** Names of variables and attributes in its condition: `rmse`, `latency_ms`. */
  readonly words: readonly string[];
}

export interface TestSummary {
  readonly framework: 'pytest' | 'unittest' | 'doctest' | 'behave';
  /** Names of `pytest.mark.*`. */
  readonly markers: readonly string[];
  /** `no` when it is always skipped or expected to fail. */
  readonly runs: Outcome;
  /** Fixtures it takes, autouse ones included, as ids where they are of the project. */
  readonly fixtures: readonly FunctionId[];
  /** Last names of what `mock.patch` puts something else for while it runs. */
  readonly replaces?: readonly string[];
  /** Whether it reaches a function of the project outside of tests. */
  readonly touchesProject: Outcome;
}
