/** Programs that stand in a command: `python -c "from x import y; y()"`. Only plain imports and calls are understood. */
import { moduleFile, type ModuleContext } from './modules.ts';
import type { PythonStart } from './starts-of.ts';

/** Returns the functions of the project that the text imports and calls, in the order of the imports. */
export function functionsCalledIn(text: string, { folder, files }: Omit<ModuleContext, 'isRun'>): readonly PythonStart[] {
  const starts: PythonStart[] = [];
  for (const [, module = '', names = ''] of text.matchAll(/\bfrom\s+([\w.]+)\s+import\s+\(?([\w\s,]+)/g)) {
    for (const [, name = '', alias] of names.split(/;|\n(?!\s)/, 1)[0]?.matchAll(/(\w+)(?:\s+as\s+(\w+))?\s*(?:,|$)/g) ?? []) {
      const inner = moduleFile(`${module}.${name}`, { folder, files, isRun: false });
      const path = moduleFile(module, { folder, files, isRun: false });
      if (inner !== null) starts.push(...membersCalled(text, { name: alias ?? name, path: inner }));
      else if (path !== null && isCalled(text, alias ?? name)) starts.push({ kind: 'function', path, name });
    }
  }
  for (const [, module = '', alias] of text.matchAll(/(?:^|[;\n])\s*import\s+([\w.]+)(?:\s+as\s+(\w+))?/g)) {
    const path = moduleFile(module, { folder, files, isRun: false });
    if (path !== null) starts.push(...membersCalled(text, { name: alias ?? module, path }), { kind: 'import', path });
  }
  return starts;
}

function isCalled(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w.])${name}\\s*\\(`).test(text);
}

function membersCalled(text: string, { name, path }: { readonly name: string; readonly path: string }): readonly PythonStart[] {
  const calls = text.matchAll(new RegExp(`(?<![\\w.])${name.replaceAll('.', '\\.')}\\.(\\w+)\\s*\\(`, 'g'));
  return [...new Set([...calls].map(([, member = '']) => member))].map((member) => ({ kind: 'function', path, name: member }));
}
