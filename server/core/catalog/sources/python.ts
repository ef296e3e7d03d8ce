/** What programs say of datasets. */
import type { DataUse, ProgramSummary } from '../../../../rules/api/repository/program.ts';
import type { Actor, UnnamedUse } from '../catalog.ts';
import { use } from '../claims.ts';
import { isSystemTable } from '../sql-tables.ts';
import type { Claims, Target, UseClaim } from '../claims.ts';
import { fileTarget, isSetting } from '../targets.ts';
import type { PathContext } from '../targets.ts';

export interface PythonRequest {
  readonly programs: readonly ProgramSummary[];
  readonly paths: PathContext;
  /** Null for a name no catalogue has. */
  readonly entry: (name: string) => Target | null;
}

export function pythonClaims({ programs, paths, entry }: PythonRequest): Claims & { readonly unnamed: readonly UnnamedUse[] } {
  const elsewhere = usesElsewhere(programs);
  const uses: UseClaim[] = [];
  const unnamed: UnnamedUse[] = [];
  for (const program of programs) {
    const data = program.data ?? [];
    const targets = data.map((each) => targetOf(each, { paths, entry, program }));
    for (const [index, each] of data.entries()) {
      const target = targets[index] ?? null;
      // who only defines functions does what those do who call them
      if (program.whenRun === 'nothing' && each.step === null && elsewhere.get(spotOf(each))?.some((path) => path !== program.path) === true) continue;
      const actor = actorOf(program, each);
      if (target === null) {
        if (each.name === null && actor.kind !== 'test') unnamed.push({ way: each.way, actor, at: each.at, by: each.by });
        continue;
      }
      const from = each.from.flatMap((other) => targets[other] ?? []);
      uses.push(use({ way: each.way, target, actor, at: each.at, by: each.by, from, isDeclared: each.step !== null, columns: each.columns }));
    }
  }
  return { uses, declarations: [], unnamed };
}

/** Programs by the place where something is read or written, for those that do more than define functions. */
function usesElsewhere(programs: readonly ProgramSummary[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { path, data = [], whenRun } of programs) {
    if (whenRun === 'nothing') continue;
    for (const each of data) found.set(spotOf(each), [...(found.get(spotOf(each)) ?? []), path]);
  }
  return found;
}

function spotOf({ at, way }: DataUse): string {
  return JSON.stringify([at, way]);
}

function actorOf({ path, kind }: ProgramSummary, { step }: DataUse): Actor {
  if (step !== null) return { kind: 'kedro-node', name: step, path };
  return { kind: isTest(path) ? 'test' : kind, name: path, path };
}

/** By where it lies, as tests write files that are nobody's data. */
export function isTest(path: string): boolean {
  return /(?:^|\/)(?:tests?|testing)\/|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/.test(path);
}

function targetOf({ medium, name }: DataUse, { paths, entry, program }: Omit<PythonRequest, 'programs'> & { readonly program: ProgramSummary }): Target | null {
  if (name === null) return null;
  switch (medium) {
    case 'file':
      return isSetting(name) ? null : fileTarget(name, program.path, paths);
    case 'entry':
      return entry(name) ?? { kind: 'memory', name };
    case 'table':
      return isSystemTable(name) ? null : { kind: medium, name };
    case 'topic':
    case 'library':
      return { kind: medium, name };
  }
}
