/** Checks cases of rules on code, in this process: the real parser, the real knowledge, files in memory. One of each for all cases. */
import type { Rule } from '../../rules/api/rule.ts';
import { defaultConfig } from '../../server/core/config/defaults.ts';
import type { Config } from '../../server/core/config.ts';
import type { SqlEngine } from '../../server/core/data/engine.ts';
import { joinPath } from '../../server/core/paths.ts';
import { createLookCache, createTableLooks } from '../../server/core/python/reading-data/look-at-tables.ts';
import { checkCode } from '../../server/core/python/check/check-code.ts';
import type { CodeResult } from '../../server/core/python/check/check-code.ts';
import type { Scratch } from '../../server/core/ports.ts';
import type { PythonTools } from '../../server/core/python/python-tools.ts';
import { createMemoryFiles } from '../memory-files.ts';
import { testPythonTools } from '../python-tools.ts';
import type { CaseFile, PythonCase } from './python-case.ts';

export interface PythonHarness {
  check(given: PythonCase, rules: readonly Rule[]): Promise<Omit<CodeResult, 'reads'>>;
  /** What was logged since the last call. */
  takeLog(): readonly string[];
}

const ROOT = '/project';

/** Cost: loads the parser and the knowledge base once per process. */
export function createPythonHarness(): PythonHarness {
  const log: string[] = [];
  let tools: Promise<PythonTools> | null = null;
  return {
    check: async (given, rules) => checkFiles(given, { rules, tools: await (tools ??= testPythonTools()), log }),
    takeLog: () => log.splice(0),
  };
}

interface Checking {
  readonly rules: readonly Rule[];
  readonly tools: PythonTools;
  readonly log: string[];
}

function checkFiles({ rule, files, options, select, confidence }: PythonCase, { rules, tools, log }: Checking): Promise<CodeResult> {
  const config: Config = { ...defaultConfig(ROOT), select: [rule.id, ...select], rules: { [rule.id]: options }, confidence };
  const programs = files.filter(({ name }) => /\.(?:py|ipynb)$/.test(name)).map(({ name }) => ({ program: { path: joinPath(ROOT, name), displayPath: name }, config }));
  const memory = createMemoryFiles(Object.fromEntries(files.map((file) => [joinPath(ROOT, file.name), fileText(file)])));
  const known = rules.some(({ id }) => id === rule.id) ? rules : [...rules, rule];
  const ports = {
    files: memory,
    clock: { today: () => '2026-11-23', nowMs: () => performance.now(), pause: async () => undefined, after: () => () => undefined },
    log: { info: () => undefined, warn: (text: string) => void log.push(text) },
  };
  const tables = createTableLooks({ workingFolder: ROOT, profileOf: () => null, cache: createLookCache() }, { ...ports, scratch: NO_SCRATCH, engine: NO_ENGINE, codeWorkers: null, openPython: async () => ({ ok: true, tools }) });
  return checkCode({ programs, rules: known, workingFolder: ROOT, wholeFolders: [ROOT], openTools: async () => tools, lookAtTable: tables, workers: null, fixes: { safety: 'all', within: null }, signal: null, onProgress: () => undefined }, ports);
}

/** Delimited text is read without the engine. */
const NO_ENGINE: SqlEngine = {
  info: async () => ENGINE_MISSING,
  open: async () => ENGINE_MISSING,
  close: async () => undefined,
};
const ENGINE_MISSING = { ok: false, reason: 'engine-missing', text: 'cases of rules on code have no engine' } as const;

const NO_SCRATCH: Scratch = {
  create: () => Promise.reject(new Error('cases of rules on code have no scratch files')),
  remove: async () => undefined,
};

function fileText({ text, notebook }: CaseFile): string {
  return notebook === null ? text : notebook.json;
}
