/** Tasks of doit, read from the text of dodo.py. Source: pydoit.org, "Tasks". */
import type { RepositoryFiles } from '../../../../../rules/api/repository/files.ts';
import { YES } from '../../../../../rules/api/repository/place.ts';
import { folderOf, joinPaths, resolveFolder } from '../folders.ts';
import { isOption, optionValues } from '../option-words.ts';
import type { Recipe, RecipePart, TargetReader, TargetRef } from '../recipe.ts';
import { CALL_OF_PYTHON } from '../steps.ts';
import { linePart, targetPart } from './parts.ts';
import { stringText } from './python-calls.ts';

interface Task {
  readonly name: string;
  readonly body: string;
  readonly start: number;
  readonly bodyStart: number;
}

/** Longer files are generated. Own choice. */
const MOST_CHARACTERS = 200_000;
/** Own choice. */
const MOST_ACTIONS = 100;

export function doitTargets(files: RepositoryFiles): TargetReader {
  const textOf = (path: string): string => (files.text(path) ?? '').slice(0, MOST_CHARACTERS);
  return {
    named: ({ words, folder }) => {
      if (words[0] !== 'doit' || ['list', 'info', 'clean', 'help', 'forget', 'ignore', 'dumpdb', 'strace'].includes(words[1] ?? '')) return [];
      const [written] = optionValues(words, ['-f', '--file']);
      const path = folder === null || written === null ? null : written === undefined ? joinPaths(folder, 'dodo.py') : resolveFolder(folder, written);
      if (path === null || !files.has(path)) return [];
      const tasks = tasksIn(textOf(path));
      const asked = new Set(words.slice(1).flatMap((word, index) => (word === null || isOption(word) || /^(?:-f|--file|-n|--process|-d|--dir)$/.test(words[index] ?? '') ? [] : [word.replace(/:.*$/, '')])));
      const chosen = tasks.filter(({ name }) => asked.has(name));
      const usual = /^DOIT_CONFIG\s*=\s*\{[^}]*["']default_tasks["']\s*:\s*\[([^\]]*)\]/m.exec(textOf(path))?.[1];
      const all = usual === undefined ? tasks : tasks.filter(({ name }) => new RegExp(`["']${name}["']`).test(usual));
      return (chosen.length > 0 ? chosen : all).map(({ name }) => refOf(path, name));
    },
    open: (ref) => (ref.kind === 'doit' ? openTask(files, { ref, text: textOf(ref.file) }) : null),
    all: () => files.matching('**/dodo.py').flatMap(({ path }) => tasksIn(textOf(path)).map(({ name }) => refOf(path, name))),
  };
}

function refOf(file: string, name: string): TargetRef {
  return { kind: 'doit', file, name, folder: folderOf(file), words: [] };
}

function tasksIn(text: string): readonly Task[] {
  return [...text.matchAll(/^def[ \t]+task_(\w+)[^\n]*/gm)].map((match) => {
    const bodyStart = match.index + match[0].length;
    const next = /\n(?=[^\s#)\]}])/.exec(text.slice(bodyStart));
    return { name: match[1] ?? '', body: text.slice(bodyStart, next === null ? text.length : bodyStart + next.index), start: match.index, bodyStart };
  });
}

function openTask(files: RepositoryFiles, { ref, text }: { readonly ref: TargetRef; readonly text: string }): Recipe | null {
  const task = tasksIn(text).find(({ name }) => name === ref.name);
  if (task === undefined) return null;
  const at = files.place(ref.file, task.start, task.start + 1);
  const before = [...task.body.matchAll(/["'](?:task_dep|setup)["']\s*:\s*\[([^\]]*)\]/g)].flatMap(([, list = '']) => [...list.matchAll(/["']([\w.:-]+)["']/g)].map(([, name = '']) => targetPart(refOf(ref.file, name.replace(/:.*$/, '')), at)));
  const parts: RecipePart[] = [];
  for (const match of task.body.matchAll(/["']actions["']\s*:\s*\[|\bactions\s*=\s*\[/g)) {
    for (const action of actionsFrom(task.body, match.index + match[0].length)) {
      if (parts.length >= MOST_ACTIONS) break;
      const place = files.place(ref.file, task.bodyStart + action.start, task.bodyStart + action.start + action.text.length);
      const command = stringText(action.text);
      const called = /^(?:\(\s*)?([A-Za-z_]\w*)\s*(?:,[^]*\))?$/.exec(action.text)?.[1];
      if (command !== null) parts.push(linePart(command.replace(/%\(\w+\)s|\{\w+\}/g, '{{filled-in}}'), place, { folder: ref.folder }));
      else if (called !== undefined && new RegExp(`^def[ \\t]+${called}\\b`, 'm').test(text)) parts.push({ kind: 'words', words: [CALL_OF_PYTHON, `${ref.file}::${called}`], at: place, folder: ref.folder, enforced: YES });
    }
  }
  return { target: { kind: 'doit', name: ref.name, at }, parts: [...before, ...parts] };
}

/** Elements of the list that was opened before `from`. */
function actionsFrom(body: string, from: number): readonly { readonly text: string; readonly start: number }[] {
  const found: { text: string; start: number }[] = [];
  const token = /'''[\s\S]*?'''|"""[\s\S]*?"""|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|#[^\n]*|[([{]|[)\]}]|,/g;
  token.lastIndex = from;
  let depth = 0;
  let start = from;
  const add = (end: number): void => {
    const written = body.slice(start, end);
    const text = written.trim();
    if (text !== '') found.push({ text, start: start + written.length - written.trimStart().length });
    start = end + 1;
  };
  for (let match = token.exec(body); match !== null; match = token.exec(body)) {
    if (/^[([{]$/.test(match[0])) depth += 1;
    else if (/^[)\]}]$/.test(match[0])) {
      if (depth === 0) {
        add(match.index);
        return found;
      }
      depth -= 1;
    } else if (match[0] === ',' && depth === 0) add(match.index);
  }
  return found;
}
