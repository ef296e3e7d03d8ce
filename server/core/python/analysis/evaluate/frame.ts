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
  /** What it imports and nobody has asked for yet, by name. */
  readonly awaited: Map<string, () => Value>;
}

/** Returns what the module binds; imports that wait are made first. */
export function memberOf({ variables, awaited }: LoadedModule, name: string): Value | undefined {
  const importIt = awaited.get(name);
  if (importIt === undefined) return variables.get(name);
  awaited.delete(name);
  const value = importIt();
  variables.set(name, value);
  return value;
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
  if (frame.globals.has(name)) return memberOf(frame.module, name) ?? null;
  const own = variableOf(name, frame);
  if (own !== undefined) return own;
  for (let at = frame.parent; at !== null; at = at.parent) {
    if (at.kind === 'class' && frame.kind !== 'comprehension') continue;
    const value = variableOf(name, at);
    if (value !== undefined) return value;
  }
  return null;
}

function variableOf(name: string, { kind, module, variables }: Frame): Value | undefined {
  return kind === 'module' ? memberOf(module, name) : variables.get(name);
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
