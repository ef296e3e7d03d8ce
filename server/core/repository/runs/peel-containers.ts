/** Commands that run in containers and on other machines. */
import { UNKNOWN } from '../../../../rules/api/repository/place.ts';
import type { Layer } from './peel.ts';
import { optionValues, skipOptions, type Words } from './option-words.ts';
import { fromRoot, resolveFolder } from './folders.ts';

const RUN_OPTIONS: readonly string[] = [
  '-v', '--volume', '-w', '--workdir', '-e', '--env', '--env-file', '-p', '--publish', '--name', '-u', '--user', '--network', '--net', '--mount', '--entrypoint', '-h', '--hostname', '-m', '--memory', '--cpus', '--gpus', '--shm-size', '--platform', '--ipc', '--add-host', '--label', '-l', '--log-driver', '--restart', '--link', '--runtime', '--ulimit', '--cap-add', '--device', '--pull', '--cidfile', '--volumes-from', '--security-opt', '--tmpfs', '--pid',
];
const COMPOSE_OPTIONS: readonly string[] = ['-f', '--file', '-p', '--project-name', '--profile', '--env-file', '--project-directory', '--ansi'];

interface Request {
  readonly words: Words;
  readonly folder: string | null;
}

/** Returns the command inside; null when the command runs none, or the image's own. */
export function containerCommand(name: string, request: Request): Layer | null {
  const { words } = request;
  if (name === 'docker-compose') return composeLayer(words, 1);
  if (name === 'docker' || name === 'podman' || name === 'nerdctl') {
    const sub = skipOptions(words, { from: 1, withValue: ['-H', '--host', '--context', '-c'] });
    const at = words[sub] === 'container' ? sub + 1 : sub;
    if (words[at] === 'compose') return composeLayer(words, at + 1);
    if (words[at] === 'run') return runLayer(name, { ...request, from: at + 1 });
    if (words[at] === 'exec') return { way: `${name} exec`, ...insideOf(words, at + 1), ...(isDetached(words.slice(at)) ? { enforced: UNKNOWN } : {}) };
    return null;
  }
  if (name === 'kubectl' || name === 'oc') return (words[1] === 'exec' || words[1] === 'run') && words.includes('--') ? { way: `${name} ${words[1]}`, words: words.slice(words.indexOf('--') + 1), folder: null } : null;
  if (name === 'ssh') return sshLayer(words);
  if (name === 'ray' && words[1] === 'job' && words[2] === 'submit') return afterDashes('ray job submit', request);
  return null;
}

function insideOf(words: Words, from: number): { readonly words: Words; readonly folder: null } {
  return { words: words.slice(skipOptions(words, { from, withValue: RUN_OPTIONS }) + 1), folder: null };
}

function composeLayer(words: Words, from: number): Layer | null {
  const sub = skipOptions(words, { from, withValue: COMPOSE_OPTIONS });
  if (words[sub] !== 'run' && words[sub] !== 'exec') return null;
  return { way: `docker compose ${words[sub]}`, ...insideOf(words, sub + 1), ...(isDetached(words.slice(sub)) ? { enforced: UNKNOWN } : {}) };
}

/** `docker run -v $(pwd):/app -w /app image cmd`: the folder is what is mounted where it works. */
function runLayer(name: string, { words, folder, from }: Request & { readonly from: number }): Layer | null {
  const image = skipOptions(words, { from, withValue: RUN_OPTIONS });
  const options = words.slice(from, image);
  const [entrypoint = null] = optionValues(options, ['--entrypoint']);
  const command = words.slice(image + 1);
  const inner = entrypoint === null || entrypoint === '' ? command : [entrypoint, ...command];
  return { way: `${name} run`, words: inner, folder: mountedFolder(options, folder), ...(isDetached(options) ? { enforced: UNKNOWN } : {}) };
}

function mountedFolder(options: Words, folder: string | null): string | null {
  const mounts = [...optionValues(options, ['-v', '--volume']).map(volume), ...optionValues(options, ['--mount']).map(mount)].filter((one) => one !== null);
  const [workdir = null] = optionValues(options, ['-w', '--workdir']);
  const fitting = workdir === null ? (mounts.length === 1 ? mounts : []) : mounts.filter(({ to }) => workdir === to || workdir.startsWith(`${to}/`));
  const [first] = fitting;
  if (first === undefined) return null;
  const source = first.from === '.' ? folder : resolveFolder(folder, first.from);
  return source === null ? null : fromRoot(`${source}/${workdir === null ? '' : workdir.slice(first.to.length)}`);
}

function volume(text: string | null): { readonly from: string; readonly to: string } | null {
  const [from, to] = (text ?? '').split(':');
  return from === undefined || to === undefined || !/^\.|\//.test(from) ? null : { from, to: to.replace(/\/$/, '') };
}

function mount(text: string | null): { readonly from: string; readonly to: string } | null {
  const from = /(?:^|,)(?:source|src)=([^,]+)/.exec(text ?? '')?.[1];
  const to = /(?:^|,)(?:target|dst|destination)=([^,]+)/.exec(text ?? '')?.[1];
  return from === undefined || to === undefined ? null : { from, to };
}

function isDetached(words: Words): boolean {
  return words.some((word) => word !== null && (word === '--detach' || /^-[it]*d[it]*$/.test(word)));
}

function sshLayer(words: Words): Layer | null {
  const host = skipOptions(words, { from: 1, withValue: ['-i', '-p', '-o', '-l', '-F', '-J', '-L', '-R'] });
  const rest = words.slice(host + 1);
  if (rest.length === 0) return null;
  const text = rest.includes(null) ? null : rest.join(' ');
  return { way: 'ssh', words, folder: null, script: { text, errexit: false, pipefail: false } };
}

function afterDashes(way: string, { words, folder }: Request): Layer | null {
  const dashes = words.indexOf('--');
  return dashes < 0 ? null : { way, words: words.slice(dashes + 1), folder };
}
