/** Commands, and the ways that lead from what starts them to what they start. */
import type { Automation, Job, Step } from './automation.ts';
import type { Link, Outcome, RepositoryPlace } from './place.ts';

/** One simple command of a shell. */
export interface Command {
  /** Words after quotes are removed; null for what only the shell knows (`$FILE`, `$(...)`). Assignments before it are left out. */
  readonly words: readonly (string | null)[];
  readonly at: RepositoryPlace;
  /** Folder it runs in, relative to the root; null when it cannot be told. */
  readonly folder: string | null;
  /** `no` when its failure is not the script's failure: `|| true`, left side of a pipe, no `set -e` and commands after it. */
  readonly enforced: Outcome;
  /** False behind `if`, `&&`, in loops and functions. */
  readonly isUnconditional: boolean;
}

/** What a person or machine can start by name in this repository. */
export interface Target {
  readonly kind: 'make' | 'task' | 'tox' | 'nox' | 'npm' | 'dvc' | 'script' | 'dockerfile' | 'compose' | 'kedro' | 'poe' | 'just' | 'invoke' | 'console-script' | 'mlproject' | 'doit';
  /** `test` of `make test`, the path of a script. */
  readonly name: string;
  readonly at: RepositoryPlace;
}

/** A command with one way that leads to it. One command may be the end of several ways; each is a run of its own. */
export interface Run {
  readonly command: Command;
  /** What starts it; null when only a person does. */
  readonly started: { readonly by: Automation; readonly job: Job; readonly step: Step } | null;
  /** Targets passed through, first to last: `make test`, then `tox`. */
  readonly through: readonly Target[];
  /** From the trigger to the command. */
  readonly chain: readonly Link[];
  /** Whether its failure stops something or reaches a person: the outcomes of every step of the way together. */
  readonly enforced: Outcome;
  /** Whether a trigger fires without a person; `no` when a person must start it. */
  readonly repeated: Outcome;
}
