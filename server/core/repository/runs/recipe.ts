/** What a target does when it is started. */
import type { Outcome, RepositoryPlace } from '../../../../rules/api/repository/place.ts';
import type { Target } from '../../../../rules/api/repository/run.ts';
import type { Words } from './option-words.ts';
import type { ScriptSource } from './script-source.ts';
import type { Switch } from './script/state.ts';

/** One target, as a command or another target names it. */
export interface TargetRef {
  readonly kind: Target['kind'];
  /** The file that defines it. */
  readonly file: string;
  readonly name: string;
  /** Where it is started; only scripts care. */
  readonly folder: string | null;
  /** Words given to it; only scripts care. */
  readonly words: Words;
  /** `bash -e x.sh`; of an image that it may be one of the project whatever its name. */
  readonly isStrict?: true;
  /** The command may start another one of its kind instead. */
  readonly isGuess?: true;
}

export interface Recipe {
  readonly target: Target;
  readonly parts: readonly RecipePart[];
}

export type RecipePart =
  | {
      readonly kind: 'script';
      readonly source: ScriptSource;
      readonly folder: string | null;
      /** Folder of the script's file; null for text in another file. */
      readonly scriptFolder: string | null;
      readonly errexit: Switch;
      readonly pipefail: Switch;
      /** What its failure means for the target. */
      readonly enforced: Outcome;
      readonly variables: ReadonlyMap<string, string | null>;
    }
  /** Words that no shell reads. */
  | { readonly kind: 'words'; readonly words: Words; readonly at: RepositoryPlace; readonly folder: string | null; readonly enforced: Outcome }
  | { readonly kind: 'target'; readonly ref: TargetRef; readonly at: RepositoryPlace; readonly enforced: Outcome };

/** A command as readers of targets see it. */
export interface NamedCommand {
  readonly words: Words;
  readonly folder: string | null;
  /** The file it stands in. */
  readonly file: string;
}

/** Knows the targets of one kind of file. Total: what cannot be read has no targets. */
export interface TargetReader {
  /** Targets the command starts; none when it is none of its commands. */
  readonly named: (command: NamedCommand) => readonly TargetRef[];
  /** Folder of the repository in which a container's command works; null when it cannot be told. */
  readonly folderIn?: (command: NamedCommand) => string | null;
  /** Null when there is no such target. */
  readonly open: (ref: TargetRef) => Recipe | null;
  /** Every target of the repository, sorted. */
  readonly all: () => readonly TargetRef[];
}

/** Before the name of an image where a reference has the path of a file; those who know images tell its Dockerfile. */
export const IMAGE = 'image:';

/** Same for all ways a target is started. */
export function keyOf({ kind, file, name }: TargetRef): string {
  return `${kind}\0${file}\0${name}`;
}

export const NO_VARIABLES: ReadonlyMap<string, string | null> = new Map();
