/** Rules about a repository as a whole: pipeline definitions, containers, settings, technical debt. */
import type { Confidence, Severity } from './finding.ts';
import type { OptionTable, OptionValues } from './option.ts';
import type { Link, RepositoryPlace } from './repository/place.ts';
import type { Repository } from './repository/repository.ts';
import type { MessageTable, RuleCommon, Word } from './rule.ts';

type Placeholders<S extends string> = S extends `${string}{${infer P}}${infer Rest}` ? P | Placeholders<Rest> : never;

export type RepositoryVerdict<M extends MessageTable = MessageTable> = {
  [K in keyof M & string]: {
    readonly message: K;
    readonly at: RepositoryPlace;
    /** What leads there, in order. */
    readonly related?: readonly Link[];
    /** When left out: the rule's. A user's setting for the rule wins over both. */
    readonly severity?: Severity;
    readonly confidence?: Confidence;
  } & (Placeholders<M[K]> extends never
    ? { readonly data?: Readonly<Record<string, never>> }
    : { readonly data: Readonly<Record<Placeholders<M[K]>, Word>> });
}[keyof M & string];

/** A change of a text file. */
export interface RepositoryEdit {
  readonly at: RepositoryPlace;
  readonly newText: string;
}

export interface RepositoryFix {
  /** Imperative, what changes. */
  readonly title: string;
  readonly safety: 'safe' | 'review';
  readonly edits: readonly RepositoryEdit[];
}

export interface RepositoryRule<O extends OptionTable = OptionTable, M extends MessageTable = MessageTable> extends RuleCommon<O, M> {
  readonly kind: 'repository';
  /** Rules that name a more special cause: where one of them reports an overlapping place, this rule stays silent. */
  readonly yieldsTo: readonly string[];
  /** Globs of the files its findings stand in, relative to the root. It is not asked where there is none of them. */
  readonly looksAt: readonly string[];
  /**
   * Whether it may blame a file, by its name and text alone. Asked where single files are checked, so that nothing is gathered for those it will
   * say nothing of. It may blame all it looks at when left out.
   */
  readonly mayBlame?: (file: { readonly name: string; readonly text: string }) => boolean;
  /**
   * What it asks of the repository besides files, trees, documents, git, Dockerfiles and automations of CI systems: `texts` of scripts and notebooks, `runs`, or
   * `programs`, which are analysed for it and cost most. What no rule asks for is empty.
   */
  readonly needs: 'files' | 'texts' | 'runs' | 'programs';
  /** Pure and total. Findings at the same place with the same message are told once. */
  readonly find: (request: { readonly repository: Repository; readonly options: OptionValues<O> }) => readonly RepositoryVerdict<M>[];
  readonly mend: null | ((request: { readonly verdict: RepositoryVerdict<M>; readonly repository: Repository; readonly options: OptionValues<O> }) => readonly RepositoryFix[]);
}

/** Declares a rule on a repository with its types inferred. */
export function repositoryRule<const O extends OptionTable, const M extends MessageTable>(rule: Omit<RepositoryRule<O, M>, 'kind'>): RepositoryRule {
  return { ...rule, kind: 'repository' } as unknown as RepositoryRule;
}
