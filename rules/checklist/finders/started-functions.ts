/** Functions of the project that a command starts. */
import type { FunctionId } from '../../api/repository/program.ts';
import type { Repository } from '../../api/repository/repository.ts';
import type { Command, Run } from '../../api/repository/run.ts';
import { programOf } from '../program-of-command.ts';
import { startsOf } from './project-calls.ts';

/** The body of the file of `python x.py` and `python -m x`, the function of a task; empty for everything else. */
export function startedBy({ files, programs }: Repository, command: Command): readonly FunctionId[] {
  const { words, folder } = command;
  const called = words.find((word): word is FunctionId => word !== null && /^[^\s:]+\.(?:py|ipynb)::\S*$/.test(word));
  if (called !== undefined && words[0] === 'python:call') return [called];
  const direct = programOf(command);
  if (direct !== null && files.has(direct)) return startsOf({ path: direct });
  if (folder === null) return byEnding(words, programs);
  const module = words[words.indexOf('-m') + 1] ?? null;
  if (!words.includes('-m') || module === null || !/^python[\d.]*$/.test(words[0]?.split('/').at(-1) ?? '')) return [];
  const tail = module.replaceAll('.', '/');
  const inFolder = [folder ?? '', tail].filter((part) => part !== '' && part !== '.').join('/');
  const path = [`${inFolder}.py`, `${inFolder}/__main__.py`, `src/${tail}.py`, `${tail}.py`].find((each) => files.has(each));
  return path !== undefined && programs.some((program) => program.path === path) ? startsOf({ path }) : [];
}

/** Where nobody knows the folder: the one file of that name. */
function byEnding(words: Command['words'], programs: Repository['programs']): readonly FunctionId[] {
  const [program, script] = words;
  if (typeof program !== 'string' || typeof script !== 'string' || !/(?:^|\/)python[\d.]*$/.test(program) || !script.endsWith('.py')) return [];
  const wanted = script.replace(/^\.?\//, '');
  const [first, ...others] = programs.filter(({ path }) => path === wanted || path.endsWith(`/${wanted}`) || wanted.endsWith(`/${path}`));
  return first === undefined || others.length > 0 ? [] : startsOf(first);
}

/** Runs whose program leads to a call that fits. */
export function runsThatCall(repository: Repository, { runs, leads }: { readonly runs: readonly Run[]; readonly leads: (starts: readonly FunctionId[]) => boolean }): readonly Run[] {
  const known = new Map<string, boolean>();
  return runs.filter(({ command }) => {
    const starts = startedBy(repository, command);
    if (starts.length === 0) return false;
    const key = starts.join(' ');
    const answer = known.get(key) ?? leads(starts);
    known.set(key, answer);
    return answer;
  });
}
