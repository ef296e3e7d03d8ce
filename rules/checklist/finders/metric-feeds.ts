/** Metrics that programs expose to Prometheus, and what feeds them. */
import type { Outcome, RepositoryPlace } from '../../api/repository/place.ts';
import { UNKNOWN, YES } from '../../api/repository/place.ts';
import type { Repository } from '../../api/repository/repository.ts';
import { isExamplePath, isTestPath } from './test-paths.ts';

export interface Metric {
  readonly name: string;
  readonly kind: 'Gauge' | 'Counter' | 'Histogram' | 'Summary';
  readonly at: RepositoryPlace;
  /** Whether what it is given is computed; no for constants, for files that do not change, and where nothing feeds it. */
  readonly fed: Outcome;
  /** Where it is given a value; null where nothing is seen that does. */
  readonly feed: RepositoryPlace | null;
  /** Whether a service or a consumer of a stream feeds it. */
  readonly isServed: boolean;
}

const DEFINITION = /^[ \t]*((?:self\.)?\w+)\s*(?::[^=\n]{1,80})?=\s*(?:\w+\.){0,3}(Gauge|Counter|Histogram|Summary)\(\s*(?:name\s*=\s*)?["']([\w:]{1,120})["']/gm;
/** Own choices. */
const MOST_METRICS = 300;
const MOST_PROGRAMS = 3_000;

export function metricsOf(repository: Repository): readonly Metric[] {
  const sources = repository.programs.slice(0, MOST_PROGRAMS).flatMap(({ path, kind }) => {
    const text = kind === 'script' && !isTestPath(path) && !isExamplePath(path) ? repository.files.text(path) : null;
    return text === null || !/prometheus|Gauge|Counter|Histogram/.test(text) ? [] : [{ path, text: withoutComments(text) }];
  });
  return sources
    .flatMap(({ path, text }) =>
      !/prometheus_client|aioprometheus/.test(text) ? [] : [...text.matchAll(DEFINITION)].map((match): Metric => {
        const [whole, variable = '', kind = 'Gauge', name = ''] = match;
        const start = match.index + whole.search(/\S/);
        const at = repository.files.place(path, start, match.index + whole.length);
        return { name, kind: kind as Metric['kind'], at, ...fedBy(repository, { variable: variable.replace(/^self\./, ''), name, kind, at, sources }) };
      }).concat(setAtOnce(repository, path, text)),
    )
    .slice(0, MOST_METRICS);
}

const AT_ONCE = /^[ \t]*(?:\w+\.){0,3}(Gauge|Counter|Histogram|Summary)\(\s*(?:name\s*=\s*)?["']([\w:]{1,120})["'][^\n]{0,300}\)\.(?:labels\([^)\n]{0,200}\)\.)?(?:set|inc|observe)\(/gm;

/** `Gauge("recall", "...", registry=registry).set(...)` of jobs that push. */
function setAtOnce(repository: Repository, path: string, text: string): readonly Metric[] {
  return [...text.matchAll(AT_ONCE)].map((match): Metric => {
    const [whole, kind = 'Gauge', name = ''] = match;
    const at = repository.files.place(path, match.index + whole.search(/\S/), match.index + whole.length);
    const argument = argumentAt(text, match.index + whole.length);
    const fed: Outcome = /^[-+]?[\d._e]+$/.test(argument) ? { answer: 'no', links: [{ at, text: `\`${name}\` is always given the same number` }] } : YES;
    return { name, kind: kind as Metric['kind'], at, fed, feed: at, isServed: isOfService(text) };
  });
}

/** A service, a consumer of a stream, or a job that reads what was served and pushes. */
function isOfService(text: string): boolean {
  if (/^\s*(?:from|import)\s+(?:fastapi|flask|django|starlette|sanic|aiohttp|tornado|kafka|confluent_kafka|aiokafka|bentoml|litserve|grpc|ray|pika|quart|falcon|robyn)\b/m.test(text)) return true;
  return /push(?:add)?_to_gateway|pushgateway/.test(text) && /\b(?:served|serving|production|prod|live|logged|request_log|requests_log|predictions?_log|prediction_logs|inference_log\w*|feedback|outcomes)\b/i.test(text);
}

/** Of the same length, so that places stay true. */
function withoutComments(text: string): string {
  return text.replaceAll(/^[ \t]*#.*$/gm, (line) => ' '.repeat(line.length));
}

interface Defined {
  readonly variable: string;
  readonly name: string;
  readonly kind: string;
  readonly at: RepositoryPlace;
  readonly sources: readonly { readonly path: string; readonly text: string }[];
}

function fedBy(repository: Repository, { variable, name, kind, at, sources }: Defined): Pick<Metric, 'fed' | 'feed' | 'isServed'> {
  const feeding = new RegExp(`\\b${variable}(?:\\s*\\.labels\\([^()]{0,200}(?:\\([^()]{0,100}\\)[^()]{0,100}){0,3}\\))?\\s*\\.(set|inc|dec|observe|time|set_to_current_time|set_function|track_inprogress|count_exceptions)\\(`, 'g');
  const feeds = sources.flatMap(({ path, text }) => [...text.matchAll(feeding)].map((match) => ({ path, text, index: match.index, way: match[1] ?? '', argument: argumentAt(text, match.index + match[0].length) })));
  const [first] = feeds;
  if (first === undefined) {
    const isNamedAgain = sources.some(({ text }) => (text.match(new RegExp(`\\b${variable}\\b`, 'g'))?.length ?? 0) > (text.includes(name) ? 1 : 0));
    return { fed: isNamedAgain ? UNKNOWN : { answer: 'no', links: [{ at, text: `nothing ever gives \`${name}\` a value` }] }, feed: null, isServed: false };
  }
  const place = repository.files.place(first.path, first.index, first.index + variable.length);
  const isServed = feeds.some(({ text }) => isOfService(text));
  const judged = feeds.map(({ path, text, index, way, argument }): Outcome => {
    const link = repository.files.place(path, index, index + variable.length);
    if (way !== 'set' && !(way === 'observe' && kind !== 'Counter')) return YES;
    if (/^[-+]?[\d._e]+$|^(?:float|int)\([-\d.]+\)$/.test(argument)) return { answer: 'no', links: [{ at: link, text: `\`${name}\` is always given the same number` }] };
    const file = fileBehind(repository, { text, index, argument });
    return file === null ? YES : { answer: 'no', links: [{ at: link, text: `\`${name}\` is read from \`${file}\`, a committed file that nothing here writes` }] };
  });
  return { fed: judged.find(({ answer }) => answer === 'yes') ?? judged[0] ?? UNKNOWN, feed: place, isServed };
}

/** Up to the closing bracket. */
function argumentAt(text: string, start: number): string {
  let depth = 1;
  for (let index = start; index < text.length && index < start + 400; index += 1) {
    const character = text[index];
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0) return text.slice(start, index).trim();
  }
  return '';
}

/** The committed file a value is read from within its function, where no program writes it; null otherwise. */
function fileBehind(repository: Repository, { text, index, argument }: { readonly text: string; readonly index: number; readonly argument: string }): string | null {
  const from = Math.max(text.lastIndexOf('\ndef ', index), text.lastIndexOf('\n    def ', index), text.lastIndexOf('\nasync def ', index), 0);
  const body = text.slice(from, index);
  const words = new Set(argument.match(/[A-Za-z_]\w*/g) ?? []);
  const paths = [...body.matchAll(/\b(?:open|read_text|read_csv|read_json|Path|load)\(\s*["']([\w./ -]{1,200})["']/g)].flatMap((match) => match[1] ?? []);
  const reads = paths.find((path) => repository.files.has(path.replace(/^\.\//, '')));
  if (reads === undefined || /\b(?:predict|score|query|execute|request|get)\w*\(/.test(body)) return null;
  // the value must come from what is read: one of its names is assigned in this function
  if (![...words].some((word) => new RegExp(`\\b${word}\\s*(?::[^=\\n]+)?=`).test(body))) return null;
  const isWritten = repository.programs.some(({ path }) => {
    const other = withoutComments(repository.files.text(path) ?? '');
    const name = reads.slice(reads.lastIndexOf('/') + 1);
    return other.includes(name) && new RegExp(`${name.replaceAll('.', '\\.')}["'][^\\n]{0,40}["'][wa]b?\\+?["']|(?:to_csv|to_json|write_text|dump|save)\\([^\\n]{0,120}${name.replaceAll('.', '\\.')}`).test(other);
  });
  const isShell = repository.runs.some(({ command }) => command.words.some((word) => word?.endsWith(reads) === true));
  return isWritten || isShell ? null : reads.replace(/^\.\//, '');
}
