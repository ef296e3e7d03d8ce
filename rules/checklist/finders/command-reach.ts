/** What a command leads to, where its program has several commands of its own: only those that the command names. */
import type { CallSummary, FunctionId } from '../../api/repository/program.ts';
import type { Repository } from '../../api/repository/repository.ts';
import type { Command } from '../../api/repository/run.ts';
import { pathOf } from './project-calls.ts';

/** Own choices: as for calls of the project in general. */
const MOST_DEEP = 5;
const MOST_FUNCTIONS = 400;

/** @param starts what the command starts */
export function callsBelow(repository: Repository, { starts, command }: { readonly starts: readonly FunctionId[]; readonly command: Command }): readonly CallSummary[] {
  const left = new Map<string, LeftOut>();
  for (const path of new Set(starts.map(pathOf))) left.set(path, leftOutOf(repository, { path, command }));
  const seen = new Set<FunctionId>(starts);
  const found: CallSummary[] = [];
  let row: readonly FunctionId[] = starts;
  for (let depth = 0; depth <= MOST_DEEP && row.length > 0; depth += 1) {
    const next: FunctionId[] = [];
    for (const id of row) {
      const own = left.get(pathOf(id));
      if (own?.functions.has(id) === true) continue;
      for (const call of repository.functionOf(id)?.calls ?? []) {
        const line = call.at.range?.start.line ?? 0;
        if (own?.branches.some(({ from, to }) => line > from && line <= to) === true) continue;
        found.push(call);
        if (call.target === null || seen.has(call.target) || seen.size >= MOST_FUNCTIONS) continue;
        seen.add(call.target);
        next.push(call.target);
      }
    }
    row = next;
  }
  return found;
}

interface LeftOut {
  /** Of commands that are not named. */
  readonly functions: ReadonlySet<FunctionId>;
  /** Lines of branches for such commands: after the first, up to the last. */
  readonly branches: readonly { readonly from: number; readonly to: number }[];
}

const NOTHING: LeftOut = { functions: new Set(), branches: [] };

function leftOutOf({ files, programs }: Repository, { path, command }: { readonly path: string; readonly command: Command }): LeftOut {
  const text = files.text(path);
  if (text === null) return NOTHING;
  const decorated = programs.find((program) => program.path === path)?.functions.filter(({ decorators }) => decorators.some((each) => /(?:^|\.)command\b/.test(each))) ?? [];
  const names = new Set([...[...text.matchAll(/\badd_parser\(\s*["']([\w-]{1,60})["']/g)].map((match) => match[1] ?? ''), ...decorated.map(({ name }) => spelled(name))].map(spelled));
  const named = command.words.flatMap((word) => (word !== null && names.has(spelled(word)) ? [spelled(word)] : []));
  const [chosen] = named;
  if (chosen === undefined) return NOTHING;
  const lines = text.split('\n').slice(0, MOST_LINES);
  return {
    functions: new Set(decorated.flatMap(({ id, name }) => (named.includes(spelled(name)) ? [] : [id]))),
    branches: lines.flatMap((line, index) => {
      const asked = /^\s*(?:el)?if\b.{0,100}==|^\s*(?:el)?if\b.{0,100}\bin\b|^\s*case\b/.test(line) ? [...line.slice(0, MOST_OF_LINE).matchAll(/["']([\w-]{1,60})["']/g)].map((match) => spelled(match[1] ?? '')) : [];
      const isOther = asked.length > 0 && asked.every((name) => names.has(name)) && !asked.some((name) => named.includes(name));
      return isOther && !/!=|\bnot\b|\bor\b/.test(line) ? [{ from: index + 1, to: endOf(lines, index) }] : [];
    }),
  };
}

/** Own choices: programs with commands are short. */
const MOST_LINES = 5_000;
const MOST_OF_LINE = 300;

function spelled(name: string): string {
  return name.toLowerCase().replaceAll('-', '_');
}

/** Number of the last line that stands deeper. */
function endOf(lines: readonly string[], index: number): number {
  const depth = (line: string): number => /^\s*/.exec(line)?.[0].length ?? 0;
  const own = depth(lines[index] ?? '');
  for (let at = index + 1; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (/\S/.test(line) && depth(line) <= own) return at;
  }
  return lines.length;
}
