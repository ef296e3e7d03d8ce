/** What Dockerfiles say, read a little further: commands of instructions, what an image starts, what its last stage is made of. */
import type { DockerFile, DockerInstruction } from './repository.ts';

/** Files that rules on Docker speak of. */
export const DOCKER_FILES: readonly string[] = ['**/{Dockerfile,dockerfile,Containerfile,containerfile}', '**/{Dockerfile,dockerfile,Containerfile}{.,-,_}*', '**/*.{dockerfile,Dockerfile,containerfile,Containerfile}'];

export const COMPOSE_FILES: readonly string[] = ['**/{docker-compose,compose}{,.*}.{yml,yaml}'];

/** The commands of a `RUN`, split at `&&`, `||`, `;`, `|` and line breaks; quotes are removed. Options of `RUN` itself are left out. */
export function commandsOf({ text }: DockerInstruction): readonly (readonly string[])[] {
  const command = text.replace(/^(?:--\S+\s+)*/, '');
  return (execForm(command) === null ? splitCommands(command) : [execForm(command) ?? []]).map(withoutPrefix).filter((words) => words.length > 0);
}

/** Null for what is not written as a JSON list. */
function execForm(text: string): readonly string[] | null {
  if (!text.trimStart().startsWith('[')) return null;
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) && parsed.every((word) => typeof word === 'string') ? parsed : null;
  } catch {
    return null;
  }
}

const WORD = /"((?:[^"\\]|\\.)*)"|'([^']*)'|&&|\|\||[;|\n()]|(?:[^\s"';|&()]|&(?!&))+/g;

function splitCommands(text: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  let end = -1;
  for (const match of text.matchAll(WORD)) {
    const [written, double, single] = match;
    if (/^(?:&&|\|\||[;|\n()])$/.test(written)) commands.push([]);
    else {
      const command = commands.at(-1) ?? [];
      const word = double ?? single ?? written;
      // `pkg=="1.0"` is one word
      if (match.index === end && command.length > 0) command.push(`${command.pop() ?? ''}${word}`);
      else command.push(word);
    }
    end = match.index + written.length;
  }
  return commands;
}

/** Without assignments, `sudo` and words of control flow before the command. */
function withoutPrefix(words: readonly string[]): readonly string[] {
  const first = words.findIndex((word) => !/^(?:[A-Za-z_]\w*=.*|sudo|then|do|else|if|!|exec|time|env|set)$/.test(word));
  return first < 0 ? [] : words.slice(first);
}

/** What stands after `install` of a pip command; null for other commands. */
export function pipArguments(words: readonly string[]): readonly string[] | null {
  const [program = '', ...rest] = words;
  const name = program.split('/').at(-1) ?? '';
  if (/^pip[\d.]*$/.test(name)) return rest[0] === 'install' ? rest.slice(1) : null;
  if (name === 'uv' && rest[0] === 'pip' && rest[1] === 'install') return rest.slice(2);
  return /^python[\d.]*$/.test(name) && rest[0] === '-m' && rest[1] === 'pip' && rest[2] === 'install' ? rest.slice(3) : null;
}

/** Options of pip whose next word is their value. */
const VALUED = /^(?:-r|--requirement|-c|--constraint|-e|--editable|-t|--target|-i|--index-url|--extra-index-url|-f|--find-links|--platform|--python-version|--prefix|--root|--src|--trusted-host|--timeout|--retries|--proxy|--cache-dir|--python|-p|--progress-bar|--upgrade-strategy|--global-option|--config-settings|--no-binary|--only-binary|--build-constraint|--log|--report|--group|--extra|--no-build-isolation-package|--exclude-newer|--uploaded-prior-to)$/;

/** Names of packages as written, without options and their values. */
export function packagesOf(pip: readonly string[]): readonly string[] {
  const packages: string[] = [];
  for (let index = 0; index < pip.length; index += 1) {
    const word = pip[index] ?? '';
    if (VALUED.test(word)) index += 1;
    else if (!word.startsWith('-')) packages.push(word);
  }
  return packages;
}

/** Values of an option such as `-r`, written apart or with `=`. */
export function valuesOf(words: readonly string[], ...names: readonly string[]): readonly string[] {
  return words.flatMap((word, index) => {
    if (names.includes(word)) return words[index + 1] === undefined ? [] : [words[index + 1] ?? ''];
    const name = names.find((each) => word.startsWith(`${each}=`));
    return name === undefined ? [] : [word.slice(name.length + 1)];
  });
}

/** Indexes of the stages the last image is made of: its own, and those it begins from. */
export function finalStages({ stages }: DockerFile): readonly number[] {
  const chain: number[] = [];
  let index = stages.length - 1;
  while (index >= 0 && !chain.includes(index)) {
    chain.push(index);
    const image = stages[index]?.image ?? '';
    index = stages.findLastIndex(({ name }, at) => at < (chain.at(-1) ?? 0) && name !== null && name.toLowerCase() === image.toLowerCase());
  }
  return chain;
}

/** The image from a registry that the last stage rests on; null when it cannot be told. */
export function finalBase(file: DockerFile): string | null {
  return file.stages[finalStages(file).at(-1) ?? -1]?.image ?? null;
}

export interface Start {
  readonly instruction: DockerInstruction;
  readonly words: readonly string[];
}

/** What the last image runs: its last `ENTRYPOINT` and `CMD`. */
export function startsOf(file: DockerFile): readonly Start[] {
  const chain = finalStages(file);
  return ['ENTRYPOINT', 'CMD'].flatMap((name) => {
    const instruction = file.instructions.findLast((each) => each.name === name && chain.includes(each.stage));
    return instruction === undefined ? [] : [{ instruction, words: commandsOf(instruction).flat().flatMap((word) => word.split(/\s+/)) }];
  });
}

const SERVERS = /^(?:uvicorn|gunicorn|hypercorn|daphne|waitress-serve|fastapi|streamlit|gradio|tensorflow_model_server|torchserve|tritonserver|bentoml|uwsgi|flask)$/;

/** Whether the image is made to answer requests: its command is a server known by name. */
export function isServing(file: DockerFile): boolean {
  return startsOf(file).some(({ words }) => words.some((word) => SERVERS.test(word.split('/').at(-1) ?? '')) || (words.includes('mlflow') && words.includes('serve')) || words.includes('runserver'));
}

/** Name and tag of an image; null where the tag or name is only known when it is built. */
export function imageParts(image: string): { readonly name: string; readonly tag: string | null; readonly digest: string | null } | null {
  if (image === '' || image.includes('$') || image.includes('{{')) return null;
  const [named = '', digest = null] = image.split('@');
  const match = /^(.*?)(?::([^:/]+))?$/.exec(named);
  return { name: match?.[1] ?? named, tag: match?.[2] ?? null, digest };
}
