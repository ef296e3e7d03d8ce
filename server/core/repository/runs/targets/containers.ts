/** Images and services: what a Dockerfile runs while it is built and when it is started, and services of Compose files. */
import type { RepositoryFiles } from '../../../../../rules/api/repository/files.ts';
import { UNKNOWN, YES, type Outcome, type RepositoryPlace } from '../../../../../rules/api/repository/place.ts';
import type { DockerFile, DockerInstruction } from '../../../../../rules/api/repository/repository.ts';
import { at, entriesAt, itemsAt, textAt, type TreeNode } from '../../../../../rules/api/repository/tree.ts';
import { folderOf, fromRoot, joinPaths, resolveFolder } from '../folders.ts';
import { isOption, optionValues, skipOptions, type Words } from '../option-words.ts';
import { IMAGE } from '../recipe.ts';
import type { NamedCommand, Recipe, RecipePart, TargetReader, TargetRef } from '../recipe.ts';
import { linePart, targetPart } from './parts.ts';

export interface ContainerFiles {
  readonly files: RepositoryFiles;
  readonly docker: readonly DockerFile[];
}

/** Names of targets of a Dockerfile. */
type Moment = 'build' | 'run';

const COMPOSE_NAMES: readonly string[] = ['docker-compose.yml', 'docker-compose.yaml', 'compose.yml', 'compose.yaml'];

interface Containers extends ContainerFiles {
  /** Dockerfiles by the tag a command gave them. */
  readonly tags: Map<string, string>;
  /** Folder each Dockerfile is built from, where a command or a service says it. */
  readonly contexts: Map<string, string>;
}

export function containerTargets(given: ContainerFiles): TargetReader {
  const containers: Containers = { ...given, tags: new Map(), contexts: new Map() };
  return {
    named: (command) => namedContainers(containers, command),
    folderIn: (command) => folderIn(containers, command),
    open: (ref) => (ref.kind === 'dockerfile' ? openDockerfile(containers, ref) : ref.kind === 'compose' ? openService(containers, ref) : null),
    all: () => [
      ...given.docker.flatMap(({ path }) => [dockerRef(path, 'build'), dockerRef(path, 'run')]),
      ...given.files.matching('**/{docker-,}compose{,.*}.{yml,yaml}').flatMap(({ path }) => servicesOf(given.files, path).map(({ key }) => composeRef(path, key))),
    ],
  };
}

function dockerRef(file: string, moment: Moment): TargetRef {
  return { kind: 'dockerfile', file, name: moment, folder: folderOf(file), words: [] };
}

function composeRef(file: string, name: string): TargetRef {
  return { kind: 'compose', file, name, folder: folderOf(file), words: [] };
}

function servicesOf(files: RepositoryFiles, path: string): ReturnType<typeof entriesAt> {
  return entriesAt(files.trees(path)[0]?.root, 'services');
}

function namedContainers(containers: Containers, { words, folder }: NamedCommand): readonly TargetRef[] {
  const [name] = words;
  if (name === 'docker-compose') return namedServices(containers, { words: words.slice(1), folder });
  if (name !== 'docker' && name !== 'podman') return [];
  if (words[1] === 'compose') return namedServices(containers, { words: words.slice(2), folder });
  const from = words[1] === 'buildx' || words[1] === 'image' || words[1] === 'container' ? 2 : 1;
  if (words[from] === 'build') return namedBuild(containers, { words: words.slice(from + 1), folder });
  return words[from] === 'run' ? namedImage(containers, words.slice(from + 1)) : [];
}

const BUILD_OPTIONS: readonly string[] = ['-t', '--tag', '-f', '--file', '--build-arg', '--target', '--platform', '--cache-from', '--cache-to', '--label', '--secret', '--progress', '--network', '-o', '--output', '--ssh', '--shm-size', '-m'];

function namedBuild({ docker, tags, contexts }: Containers, { words, folder }: Pick<NamedCommand, 'words' | 'folder'>): readonly TargetRef[] {
  const [file] = optionValues(words, ['-f', '--file']);
  const contextAt = lastOperand(words);
  const context = contextAt === null ? null : resolveFolder(folder, contextAt);
  const path = file === undefined ? (context === null ? null : joinPaths(context, 'Dockerfile')) : file === null ? null : resolveFolder(folder, file);
  const found = docker.find((one) => one.path === path);
  if (found === undefined) return [];
  if (context !== null) contexts.set(found.path, context);
  for (const tag of optionValues(words, ['-t', '--tag'])) if (tag !== null) tags.set(tag.replace(/:[^/:]*$/, ''), found.path);
  return [dockerRef(found.path, 'build')];
}

function lastOperand(words: Words): string | null {
  const operands = words.filter((word, index) => word !== null && !isOption(word) && !BUILD_OPTIONS.includes(words[index - 1] ?? ''));
  return operands.at(-1) ?? null;
}

/** `docker run image` without a command starts the image's own. */
function namedImage({ tags }: Containers, words: Words): readonly TargetRef[] {
  for (const [index, word] of words.entries()) {
    const path = word === null ? undefined : tags.get(word.replace(/:[^/:]*$/, ''));
    if (path !== undefined) return index === words.length - 1 ? [dockerRef(path, 'run')] : [];
  }
  return [];
}

function namedServices({ files }: Containers, { words, folder }: Pick<NamedCommand, 'words' | 'folder'>): readonly TargetRef[] {
  const options = ['-f', '--file', '-p', '--project-name', '--profile', '--env-file', '--project-directory', '--ansi'];
  const sub = skipOptions(words, { from: 0, withValue: options });
  const action = words[sub];
  if ((action !== 'up' && action !== 'run' && action !== 'start' && action !== 'build') || folder === null) return [];
  const given = optionValues(words.slice(0, sub), ['-f', '--file']);
  const paths = given.length > 0 ? given.map((path) => (path === null ? null : resolveFolder(folder, path))) : COMPOSE_NAMES.map((name) => joinPaths(folder, name)).filter((path) => files.has(path)).slice(0, 1);
  const rest = words.slice(sub + 1).filter((word) => word !== null && !isOption(word));
  return paths.flatMap((path) => {
    const services = path === null ? [] : servicesOf(files, path).map(({ key }) => key);
    const asked = rest.filter((word) => word !== null && services.includes(word));
    if (action === 'run') return asked.slice(0, 1).flatMap((service) => (rest.at(-1) === service ? [composeRef(path ?? '', service ?? '')] : []));
    return (asked.length > 0 ? asked : services).map((service) => composeRef(path ?? '', service ?? ''));
  });
}

/** Folder of the repository in which `docker run image ...` and `docker compose run service ...` work, by what the image holds there. */
function folderIn(containers: Containers, { words, folder }: NamedCommand): string | null {
  const { docker, files, tags } = containers;
  const known = words.flatMap((word) => tags.get((word ?? '').replace(/:[^/:]*$/, '')) ?? []);
  const only = docker.length === 1 ? docker[0] : undefined;
  const image = docker.find(({ path }) => path === known[0]) ?? only;
  const composeFile = COMPOSE_NAMES.map((name) => joinPaths(folder ?? '', name)).find((path) => files.has(path));
  const service = composeFile === undefined ? undefined : servicesOf(files, composeFile).find(({ key }) => words.includes(key));
  if (composeFile !== undefined && service !== undefined) {
    const ref = composeRef(composeFile, service.key);
    return serviceFolder(containers, service.value, { ref, file: docker.find(({ path }) => path === dockerfileOf(containers, { service: service.value, ref })) });
  }
  return image === undefined ? null : folderInside(containers, image, image.instructions.length);
}

function openDockerfile(containers: Containers, ref: TargetRef): Recipe | null {
  if (ref.file.startsWith(IMAGE)) return openImage(containers, ref);
  const file = containers.docker.find(({ path }) => path === ref.file);
  if (file === undefined) return null;
  const parts = ref.name === 'build' ? buildParts(containers, file) : startParts(containers, file, ref.words);
  return parts.length === 0 ? null : { target: { kind: 'dockerfile', name: ref.file, at: { path: ref.file, cell: null, range: null } }, parts };
}

/** The image of a pod: its Dockerfile by the tag a command gave it, by a service of Compose, by its name; else perhaps the only one there is. */
function openImage(containers: Containers, ref: TargetRef): Recipe | null {
  const { docker, tags } = containers;
  const image = ref.file.slice(IMAGE.length).replace(/@sha256:.*$/, '').replace(/:[^/:]*$/, '');
  const base = image.slice(image.lastIndexOf('/') + 1);
  const named = docker.filter(({ path }) => base !== '' && isNamedAs(path, base));
  const sure = tags.get(image) ?? composeTag(containers, image) ?? (named.length === 1 ? named[0]?.path : undefined);
  const mayBeOwn = ref.isStrict === true && docker.length === 1 && (image.includes('/') || /\{\{|\$/.test(image));
  const path = sure ?? (mayBeOwn ? docker[0]?.path : undefined);
  const file = docker.find((one) => one.path === path);
  const recipe = file === undefined ? null : openDockerfile(containers, { ...dockerRef(file.path, 'run'), words: ref.words });
  if (recipe === null || file === undefined || sure !== undefined) return recipe;
  const whole = { path: file.path, cell: null, range: null };
  const doubt: Outcome = { answer: 'unknown', links: [{ at: whole, text: 'which image it is built as is not written here' }] };
  return { ...recipe, parts: recipe.parts.map((part) => ({ ...part, enforced: doubt })) };
}

/** `train/Dockerfile`, `Dockerfile.train`, `train.Dockerfile` for `train` and `team-train`. */
function isNamedAs(path: string, base: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const own = /^(?:Dockerfile|Containerfile)$/i.test(name) ? (folderOf(path).split('/').at(-1) ?? '') : name.replace(/^(?:Dockerfile|Containerfile)[._-]/i, '').replace(/\.(?:Dockerfile|Containerfile)$/i, '');
  const plain = (text: string): string => text.toLowerCase().replaceAll('_', '-');
  return own !== '' && own !== '.' && (plain(base) === plain(own) || plain(base).endsWith(`-${plain(own)}`));
}

function composeTag(containers: Containers, image: string): string | undefined {
  for (const { path } of containers.files.matching('**/{docker-,}compose{,.*}.{yml,yaml}')) {
    for (const { key, value } of servicesOf(containers.files, path)) {
      if (textAt(value, 'image')?.replace(/:[^/:]*$/, '') === image) return dockerfileOf(containers, { service: value, ref: composeRef(path, key) }) ?? undefined;
    }
  }
  return undefined;
}

/** `RUN` lines; a failing one fails the build. */
function buildParts(containers: Containers, file: DockerFile): readonly RecipePart[] {
  return file.instructions.flatMap((one, index) => (one.name === 'RUN' ? commandParts(one.text.replace(/^(?:--\w+=\S+\s+)+/, ''), { at: one.at, folder: folderInside(containers, file, index) }) : []));
}

/** What the image of the last stage starts: its entry point with the command as its words. */
function startParts(containers: Containers, file: DockerFile, args: Words): readonly RecipePart[] {
  const stage = file.stages.length - 1;
  const last = (name: string): number => file.instructions.findLastIndex((one) => one.name === name && one.stage === stage);
  const entry = file.instructions[last('ENTRYPOINT')];
  const command = file.instructions[last('CMD')];
  const own = entry ?? command ?? (args.length > 0 ? file.instructions.at(-1) : undefined);
  if (own === undefined) return [];
  const at = { at: own.at, folder: folderInside(containers, file, file.instructions.indexOf(own)) };
  if (args.length > 0 && entry === undefined) return execParts(args, at);
  const first = execForm(own.text);
  if (args.length > 0 && first !== null) return execParts([...first, ...args], at);
  const more = entry === undefined || command === undefined ? [] : (execForm(command.text) ?? []);
  return first === null ? commandParts(own.text, at) : execParts([...first, ...more], at);
}

interface Standing {
  readonly at: RepositoryPlace;
  readonly folder: string | null;
}

function commandParts(text: string, standing: Standing): readonly RecipePart[] {
  const words = execForm(text);
  return words === null ? [linePart(text, standing.at, { folder: standing.folder })] : execParts(words, standing);
}

function execParts(words: Words, { at: place, folder }: Standing): readonly RecipePart[] {
  return words.length === 0 ? [] : [{ kind: 'words', words, at: place, folder, enforced: YES }];
}

/** `["python", "x.py"]`; null for text of a shell. */
function execForm(text: string): readonly string[] | null {
  if (!text.trim().startsWith('[')) return null;
  try {
    const words: unknown = JSON.parse(text);
    return Array.isArray(words) && words.every((word) => typeof word === 'string') ? words : null;
  } catch {
    return null;
  }
}

/** Folder of the repository that is where the instruction works: what was copied there before it. */
function folderInside(containers: Containers, file: DockerFile, index: number): string | null {
  const stage = file.instructions[index]?.stage ?? file.stages.length - 1;
  const before = file.instructions.slice(0, index).filter((one: DockerInstruction) => one.stage === stage);
  let work = '/';
  let copied: { readonly from: string; readonly to: string } | null = null;
  for (const { name, text } of before) {
    if (name === 'WORKDIR') work = containerPath(work, text.trim());
    if (name !== 'COPY' && name !== 'ADD') continue;
    const words = text.split(/\s+/).filter((word) => !word.startsWith('--'));
    const [from, to] = words;
    if (words.length !== 2 || from === undefined || to === undefined || text.includes('--from')) continue;
    if (copied === null || from === '.' || from === './') copied = { from, to: containerPath(work, to) };
  }
  if (copied === null) return null;
  const target = copied.to.replace(/\/$/, '');
  if (work !== target && !work.startsWith(`${target}/`)) return null;
  return fromRoot(`${contextOf(containers, file)}/${copied.from}/${work.slice(target.length)}`);
}

/** Where nothing says what a Dockerfile is built from, its folder, unless what it copies lies in the root alone. */
function contextOf({ contexts, files }: Containers, { path, instructions }: DockerFile): string {
  const known = contexts.get(path);
  if (known !== undefined) return known;
  const folder = folderOf(path);
  const sources = instructions.flatMap(({ name, text }) => (name !== 'COPY' || text.includes('--from') ? [] : text.split(/\s+/).slice(0, -1).filter((word) => /^[\w./-]*\w[\w./-]*$/.test(word))));
  const isIn = (base: string): boolean => sources.some((source) => files.has(joinPaths(base, source.replace(/^\.\//, ''))) || files.matching(`${joinPaths(base, source.replace(/^\.\//, '').replace(/\/$/, ''))}/**`).length > 0);
  return folder !== '' && !isIn(folder) && isIn('') ? '' : folder;
}

function containerPath(work: string, path: string): string {
  const plain = path.replace(/^\.\//, '').replace(/\/+$/, '');
  if (path.startsWith('/')) return plain === '' ? '/' : plain;
  return plain === '' || plain === '.' ? work : `${work.replace(/\/$/, '')}/${plain}`;
}

function openService(containers: Containers, ref: TargetRef): Recipe | null {
  const entry = servicesOf(containers.files, ref.file).findLast(({ key }) => key === ref.name);
  if (entry === undefined) return null;
  const dockerfile = dockerfileOf(containers, { service: entry.value, ref });
  const folder = serviceFolder(containers, entry.value, { ref, file: containers.docker.find(({ path }) => path === dockerfile) });
  const own = ['entrypoint', 'command'].map((key) => at(entry.value, key)).filter((node) => node !== null);
  const [first] = own;
  const build = dockerfile === null ? [] : [targetPart(dockerRef(dockerfile, 'build'), entry.at)];
  const start = first === undefined ? (dockerfile === null ? [] : [targetPart(dockerRef(dockerfile, 'run'), entry.at, UNKNOWN)]) : serviceParts(own, { at: first.at, folder });
  const parts = [...build, ...start];
  return parts.length === 0 ? null : { target: { kind: 'compose', name: ref.name, at: entry.at }, parts };
}

/** A service that ends is not seen by who started it, unless it says so. */
function serviceParts(nodes: readonly TreeNode[], standing: Standing): readonly RecipePart[] {
  const [first] = nodes;
  if (nodes.length === 1 && first?.kind === 'scalar') return [{ ...linePart(first.text, standing.at, { folder: standing.folder, enforced: UNKNOWN }) }];
  const words = nodes.flatMap((node) => (node.kind === 'scalar' ? node.text.split(/\s+/) : itemsAt(node).flatMap((item) => (item.kind === 'scalar' ? [item.text] : []))));
  return execParts(words.filter((word) => word !== ''), standing).map((part) => ({ ...part, enforced: UNKNOWN }));
}

function dockerfileOf({ docker, contexts }: Containers, { service, ref }: { readonly service: TreeNode; readonly ref: TargetRef }): string | null {
  const build = at(service, 'build');
  const context = build?.kind === 'scalar' ? build.text : textAt(build, 'context');
  if (context === null) return null;
  const folder = resolveFolder(folderOf(ref.file), context);
  const path = folder === null ? null : resolveFolder(folder, textAt(build, 'dockerfile') ?? 'Dockerfile');
  if (path === null || folder === null || !docker.some((one) => one.path === path)) return null;
  if (!contexts.has(path)) contexts.set(path, folder);
  return path;
}

/** What is mounted where the service works, else what its image holds there. */
function serviceFolder(containers: Containers, service: TreeNode, { ref, file }: { readonly ref: TargetRef; readonly file: DockerFile | undefined }): string | null {
  const work = textAt(service, 'working_dir') ?? file?.instructions.findLast(({ name }) => name === 'WORKDIR')?.text.trim() ?? null;
  for (const volume of itemsAt(service, 'volumes')) {
    const [from, to] = volume.kind === 'scalar' ? volume.text.split(':') : [textAt(volume, 'source'), textAt(volume, 'target')];
    if (from === undefined || from === null || !from.startsWith('.') || to === undefined || to === null || work === null) continue;
    const target = to.replace(/\/$/, '');
    if (work === target || work.startsWith(`${target}/`)) return fromRoot(`${folderOf(ref.file)}/${from}/${work.slice(target.length)}`);
  }
  return file === undefined ? null : folderInside(containers, file, file.instructions.length);
}
