/** Dockerfiles of a repository: stages and instructions with their places. Images have the defaults of their build arguments filled in. */
import { DockerfileParser } from 'dockerfile-ast';
import type { RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import type { RepositoryPlace } from '../../../../rules/api/repository/place.ts';
import type { DockerFile, DockerInstruction } from '../../../../rules/api/repository/repository.ts';

/** Longer texts are no Dockerfiles. Own choice. */
const MOST_CHARACTERS = 200_000;

const NAMES: readonly string[] = ['**/{Dockerfile,dockerfile,Containerfile,containerfile}', '**/{Dockerfile,dockerfile,Containerfile}{.,-,_}*', '**/*.{dockerfile,Dockerfile,containerfile,Containerfile}'];
/** Files beside a Dockerfile that share its name. */
const NO_DOCKERFILE = /\.(?:dockerignore|md|rst|txt|ya?ml|json|py|sh|toml)$/i;

type Parsed = ReturnType<typeof DockerfileParser.parse>;
type Instruction = ReturnType<Parsed['getInstructions']>[number];

/** Sorted by path. Files without a `FROM` are left out. */
export function dockerFilesOf(files: RepositoryFiles): readonly DockerFile[] {
  return files.matching(...NAMES).flatMap(({ path }) => {
    const text = NO_DOCKERFILE.test(path) ? null : files.text(path);
    if (text === null || text.length > MOST_CHARACTERS || !/^[ \t]*FROM[ \t]/im.test(text)) return [];
    const read = readDockerFile(path, text);
    return read === null ? [] : [read];
  });
}

/** Null where the parser gives up. */
function readDockerFile(path: string, text: string): DockerFile | null {
  try {
    const parsed = DockerfileParser.parse(text);
    const stages: DockerFile['stages'][number][] = [];
    const instructions: DockerInstruction[] = [];
    const defaults = new Map<string, string>();
    for (const instruction of parsed.getInstructions()) {
      const name = instruction.getKeyword().toUpperCase();
      const at = placeOf(path, instruction.getRange());
      const written = argumentsOf(instruction, { escape: parsed.getEscapeCharacter(), text });
      if (name === 'FROM') stages.push({ ...stageOf(written, defaults), at });
      else if (name === 'ARG' && stages.length === 0) for (const [key, value] of argumentDefaults(written)) defaults.set(key, value);
      instructions.push({ name, text: written, stage: stages.length - 1, at });
    }
    return { path, stages, instructions };
  } catch {
    return null;
  }
}

function placeOf(path: string, { start, end }: ReturnType<Instruction['getRange']>): RepositoryPlace {
  return { path, cell: null, range: { start: { line: start.line + 1, column: start.character + 1 }, end: { line: end.line + 1, column: end.character + 1 } } };
}

/** What stands after the name: continued lines joined, comments between them left out, heredocs as they are. */
function argumentsOf(instruction: Instruction, { escape, text }: { readonly escape: string; readonly text: string }): string {
  const { start, end } = instruction.getRange();
  const lines = text.split(/\r\n|\n|\r/).slice(start.line, end.line + 1);
  const last = lines.length - 1;
  const own = lines.map((line, index) => line.slice(index === 0 ? start.character : 0, index === last ? end.character : undefined));
  let command = '';
  let index = 0;
  for (let goesOn = true; goesOn && index < own.length; index += 1) {
    const line = own[index] ?? '';
    if (index > 0 && /^[ \t]*(?:#|$)/.test(line)) continue;
    const trimmed = line.trimEnd();
    goesOn = trimmed.endsWith(escape);
    command = `${command} ${(goesOn ? trimmed.slice(0, -1) : trimmed).trim()}`;
  }
  // an instruction that has more lines than are continued holds heredocs
  return [command.trim().slice(instruction.getInstruction().length).trim(), ...own.slice(index)].join('\n');
}

function stageOf(written: string, defaults: ReadonlyMap<string, string>): { readonly image: string; readonly name: string | null } {
  const words = written.split(/[ \t]+/).filter((word) => !word.startsWith('--'));
  const name = words[1]?.toUpperCase() === 'AS' ? (words[2] ?? null) : null;
  return { image: fill(words[0] ?? '', defaults), name };
}

function argumentDefaults(written: string): readonly (readonly [string, string])[] {
  return [...written.matchAll(/([A-Za-z_]\w*)=("[^"]*"|'[^']*'|\S*)/g)].map(([, key = '', value = '']) => [key, value.replace(/^(["'])(.*)\1$/, '$2')] as const);
}

/** Arguments without a default stay as they are written. */
function fill(image: string, defaults: ReadonlyMap<string, string>): string {
  return image.replace(/\$\{(\w+)(?::?-([^}]*))?\}|\$(\w+)/g, (written: string, braced: string | undefined, fallback: string | undefined, bare: string | undefined) => defaults.get(braced ?? bare ?? '') ?? fallback ?? written);
}
