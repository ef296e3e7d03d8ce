/** Modules of the project: each is run once, when it is first imported; circles meet what is bound so far. */
import type { PythonDocument } from '../../../../../rules/api/python/document.ts';
import { moduleNameOf } from '../../project/module-name.ts';
import { createFrame } from './frame.ts';
import type { LoadedModule } from './frame.ts';
import { withPosition } from './run.ts';
import type { Run } from './run.ts';
import { execute } from './statements.ts';

/** Modules followed from one program. Own choice: past it the program is an application, not a pipeline. */
const MOST_MODULES = 60;

/** UTF-16 units of them. Own choice: some 5,000 lines, more than the pipelines we know take. */
const MOST_LENGTH = 200_000;

export interface ImportedModule {
  readonly module: string;
  readonly level: number;
  readonly from: LoadedModule;
}

/** Returns the module after it ran; null when it is not of the project. */
export function loadModule({ module, level, from }: ImportedModule, run: Run): LoadedModule | null {
  const document = run.request.project.resolve(module, level, from.document.path);
  if (document === null) return null;
  const known = run.modules.get(document.path);
  if (known !== undefined) return known;
  if (run.modules.size >= MOST_MODULES || lengthOf(run.modules.values()) > MOST_LENGTH) {
    run.limits.isCutShort = true;
    return null;
  }
  const loaded = addModule(document, { isMain: false, run });
  const inside = { loops: [], repeats: 1, unrolled: 0, exits: null };
  // a module runs once, whatever branch comes to its import first
  run.store.lasting(() => withPosition(inside, run, () => runModule(loaded, run)));
  return loaded;
}

function lengthOf(modules: Iterable<LoadedModule>): number {
  let length = 0;
  for (const { document, isMain } of modules) length += isMain ? 0 : document.text.length;
  return length;
}

export function addModule(document: PythonDocument, { isMain, run }: { readonly isMain: boolean; readonly run: Run }): LoadedModule {
  const loaded: LoadedModule = { document, name: moduleNameOf(document.path, run.request.project.root), isMain, variables: new Map(), awaited: new Map() };
  run.modules.set(document.path, loaded);
  run.modulesByName.set(loaded.name, loaded);
  return loaded;
}

export function runModule(module: LoadedModule, run: Run): void {
  execute(module.document.module.body, createFrame({ kind: 'module', parent: null, module, variables: module.variables }), run);
}

/** Returns the module that a dotted name of the project stands for; null for libraries. */
export function projectModule(name: string, run: Run): LoadedModule | null {
  return run.modulesByName.get(name) ?? null;
}
