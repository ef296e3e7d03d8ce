/** The knowledge of all libraries, looked up by name. */
import type { Api, EstimatorMethod, LibraryKnowledge } from '../../../rules/api/python/knowledge.ts';

export interface KnowledgeBase {
  readonly libraries: readonly LibraryKnowledge[];
  /** One name for a thing known by several: aliases of modules and other import paths lead to the first name of the entry. */
  canonical(name: string): string;
  /** The entry of a function or class; null when nothing is known. */
  find(name: string): Api | null;
  /**
   * What `method` means on objects of a class or, in their order, one of its bases. `name` is `<class that has it>.<method>`;
   * `meaning` is set for methods of estimators, which have no entry of their own. Null when nothing is known.
   */
  method(classNames: readonly string[], method: string): KnownMethod | null;
  /** Canonical base classes, nearest first: `torch.optim.Adam` gives `torch.optim.Optimizer`. */
  basesOf(className: string): readonly string[];
  /** True when the name lies in a module of a library that is described. */
  isInKnownLibrary(name: string): boolean;
  /** Public names of a module that are described, for star imports. */
  namesIn(module: string): readonly string[];
}

export interface KnownMethod {
  readonly name: string;
  readonly api: Api | null;
  readonly meaning: EstimatorMethod | null;
  /** Parameter names in positional order, as in `Api.parameters`. */
  readonly parameters: readonly string[];
}
