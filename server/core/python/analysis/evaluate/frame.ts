/** One run of a module, function, class body or comprehension: its variables, and where names that are not its own are looked up. */
import type { PythonDocument } from '../../../../../rules/api/python/document.ts';
import type { ClassDef } from '../../../../../rules/api/python/syntax.ts';
import type { Value } from '../../../../../rules/api/python/value.ts';
import type { Changes, Slots } from './store.ts';

export interface Frame {
  readonly kind: 'module' | 'function' | 'class' | 'comprehension';
  readonly variables: Slots;
  readonly parent: Frame | null;
  readonly module: LoadedModule;
  readonly globals: Set<string>;
  readonly nonlocals: Set<string>;
  /** What the function returned on its ways out. */
  readonly returned: Value[];
  /** What a generator gave, and whether it is one. */
  readonly yielded: Value[];
  /** What ways out by `return` had changed. */
  readonly exits: Changes[];
  /** For methods: the class whose body defines the function. */
  readonly inClass: ClassDef | null;
}

/** A document whose module level runs, or ran. */
export interface LoadedModule {
  readonly document: PythonDocument;
  /** Dotted, from the root of the project. */
  readonly name: string;
  /** True for the document analysed, whose `__name__` is `__main__`. */
  readonly isMain: boolean;
  readonly variables: Slots;
}

export function createFrame(frame: Pick<Frame, 'kind' | 'parent' | 'module'> & { readonly inClass?: ClassDef | null; readonly variables?: Slots }): Frame {
  return {
    inClass: null,
    variables: new Map(),
    ...frame,
    globals: new Set(),
    nonlocals: new Set(),
    returned: [],
    yielded: [],
    exits: [],
  };
}

/** Returns the value of a name by Python's rules, or null; class bodies are not seen from functions inside them. */
export function lookUp(name: string, frame: Frame): Value | null {
  if (frame.globals.has(name)) return frame.module.variables.get(name) ?? null;
  const own = frame.variables.get(name);
  if (own !== undefined) return own;
  for (let at = frame.parent; at !== null; at = at.parent) {
    if (at.kind === 'class' && frame.kind !== 'comprehension') continue;
    const value = at.variables.get(name);
    if (value !== undefined) return value;
  }
  return null;
}

/** Returns the variables an assignment to the name writes to. */
export function slotsFor(name: string, frame: Frame): Slots {
  if (frame.globals.has(name)) return frame.module.variables;
  if (frame.nonlocals.has(name)) {
    for (let at = frame.parent; at !== null && at.kind !== 'module'; at = at.parent) {
      if (at.kind !== 'class' && at.variables.has(name)) return at.variables;
    }
  }
  return frame.variables;
}

/** Returns the frame names bound by `:=` belong to. */
export function withoutComprehensions(frame: Frame): Frame {
  let at = frame;
  while (at.kind === 'comprehension' && at.parent !== null) at = at.parent;
  return at;
}
