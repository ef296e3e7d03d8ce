/** Imports: names of libraries become modules and callables, modules of the project are run once and give what they bind. */
import type { Import, ImportFrom } from '../../../../../rules/api/python/syntax.ts';
import type { Value } from '../../../../../rules/api/python/value.ts';
import { packageNameOf } from '../../names/imports.ts';
import { exportsOf } from '../../names/module-exports.ts';
import { moduleNamed, unknownValue } from '../values.ts';
import { libraryValue } from './attributes.ts';
import { memberOf, slotsFor } from './frame.ts';
import type { Frame, LoadedModule } from './frame.ts';
import { loadModule } from './modules.ts';
import { latest, withPosition } from './run.ts';
import type { Run } from './run.ts';

export function runImport({ names }: Import, frame: Frame, run: Run): void {
  for (const { name, asName } of names) {
    const module = loadModule({ module: name, level: 0, from: frame.module }, run);
    const [root = name] = name.split('.');
    if (asName === null && root !== name) {
      const package_ = loadModule({ module: root, level: 0, from: frame.module }, run);
      bind(root, package_ === null ? libraryModule(root, run) : moduleNamed(package_.name), frame, run);
    } else {
      bind(asName ?? name, module === null ? libraryModule(name, run) : moduleNamed(module.name), frame, run);
    }
  }
}

/** What `importlib.import_module("a.b")` gives. */
export function moduleByText(name: string, { module }: Frame, run: Run): Value {
  const loaded = loadModule({ module: name, level: 0, from: module }, run);
  return loaded === null ? libraryModule(name, run) : moduleNamed(loaded.name);
}

/** What `import a.b` binds is a module, whatever else is known of the name. */
function libraryModule(name: string, run: Run): Value {
  return moduleNamed(run.request.knowledge.canonical(name));
}

export function runImportFrom(node: ImportFrom, frame: Frame, run: Run): void {
  const { module, level, names } = node;
  if (mayWait(node, frame, run)) {
    for (const { name, asName } of names) importLater(asName ?? name, () => importedValue({ name, module, level, loaded: loadModule({ module, level, from: frame.module }, run) }, frame, run), frame, run);
    return;
  }
  const loaded = loadModule({ module, level, from: frame.module }, run);
  for (const { name, asName } of names) {
    if (name === '*') bindAll(loaded, module, frame, run);
    else bind(asName ?? name, importedValue({ name, module, level, loaded }, frame, run), frame, run);
  }
}

/**
 * Modules of a package import each other far and wide, and a program needs little of it: what a module other than the program itself
 * imports is run when a name of it is read. Names bound in other ways too are left alone.
 */
function mayWait({ parent, names }: ImportFrom, { module }: Frame, run: Run): boolean {
  if (module.isMain || parent.kind !== 'Module') return false;
  const bound = run.bindings.get(module.document) ?? exportsOf(module.document).definitions;
  run.bindings.set(module.document, bound);
  return names.every(({ name, asName }) => name !== '*' && bound.get(asName ?? name)?.length === 1);
}

const AT_MODULE_LEVEL = { loops: [], unrolled: 0, repeats: 1, calledFrom: [], running: [], inFunction: null, branches: 0, context: 0, objectContext: 0, exits: null };

function importLater(name: string, importIt: () => Value, { module }: Frame, run: Run): void {
  module.awaited.set(name, () => withPosition(AT_MODULE_LEVEL, run, importIt));
}

interface Imported {
  readonly name: string;
  readonly module: string;
  readonly level: number;
  readonly loaded: LoadedModule | null;
}

function importedValue({ name, module, level, loaded }: Imported, frame: Frame, run: Run): Value {
  const known = loaded === null ? undefined : memberOf(loaded, name);
  if (known !== undefined) return latest(known, run);
  const inner = loadModule({ module: module === '' ? name : `${module}.${name}`, level, from: frame.module }, run);
  if (inner !== null) return moduleNamed(inner.name);
  return loaded === null ? elsewhere({ name, module, level }, frame, run) : unknownValue([]);
}

/** Relative imports lead out of the project where its package is a known library. */
function elsewhere({ name, module, level }: Omit<Imported, 'loaded'>, frame: Frame, run: Run): Value {
  if (level === 0) return libraryValue(`${module}.${name}`, run);
  const { knowledge, project } = run.request;
  const around = packageNameOf(frame.module.document.path, project.root, level);
  return knowledge.isInKnownLibrary(around) ? libraryValue([around, module, name].filter((part) => part !== '').join('.'), run) : unknownValue([]);
}

function bindAll(loaded: LoadedModule | null, module: string, frame: Frame, run: Run): void {
  if (loaded === null) {
    for (const name of run.request.knowledge.namesIn(run.request.knowledge.canonical(module))) bind(name, libraryValue(`${module}.${name}`, run), frame, run);
    return;
  }
  for (const name of [...loaded.awaited.keys()]) memberOf(loaded, name);
  for (const [name, value] of [...loaded.variables]) {
    if (typeof name === 'string' && !name.startsWith('_')) bind(name, latest(value, run), frame, run);
  }
}

function bind(name: string, value: Value, frame: Frame, run: Run): void {
  run.store.set(slotsFor(name, frame), name, value);
}
