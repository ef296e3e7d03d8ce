/** What moves data without a program of the repository: Kafka Connect, Flume, commands that fetch and copy. */
import type { RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import type { RepositoryPlace } from '../../../../rules/api/repository/place.ts';
import type { Run } from '../../../../rules/api/repository/run.ts';
import { at, entriesAt, textAt } from '../../../../rules/api/repository/tree.ts';
import type { Actor } from '../catalog.ts';
import { NO_CLAIMS, use } from '../claims.ts';
import type { Claims, Target, UseClaim } from '../claims.ts';
import { fileTarget } from '../targets.ts';
import type { PathContext } from '../targets.ts';

export function moverClaims({ files, runs, paths }: { readonly files: RepositoryFiles; readonly runs: readonly Run[]; readonly paths: PathContext }): Claims {
  const connectors = files.matching('**/*.json', '**/*.properties').flatMap(({ path }) => connectorUses(path, files, paths));
  const agents = files.matching('**/*flume*.{conf,properties}', '**/flume*/**/*.{conf,properties}').flatMap(({ path }) => agentUses(path, files, paths));
  const seen = new Set<string>();
  const commands = runs.flatMap(({ command }) => {
    const key = JSON.stringify([command.at, command.words]);
    if (seen.has(key)) return [];
    seen.add(key);
    return commandUses(command, paths);
  });
  return { ...NO_CLAIMS, uses: [...connectors, ...agents, ...commands] };
}

/** What one mover reads and writes. */
function moved(actor: Actor, { from, to, at: place, by }: { readonly from: readonly (Target | null)[]; readonly to: readonly (Target | null)[]; readonly at: RepositoryPlace; readonly by: string }): readonly UseClaim[] {
  const claims = (way: 'read' | 'write', targets: readonly (Target | null)[]): readonly UseClaim[] => targets.flatMap((target) => (target === null ? [] : [use({ way, target, actor, at: place, by, isDeclared: true })]));
  return [...claims('read', from), ...claims('write', to)];
}

function connectorUses(path: string, files: RepositoryFiles, paths: PathContext): readonly UseClaim[] {
  if (files.text(path)?.includes('connector.class') !== true) return [];
  const root = files.trees(path)[0]?.root;
  const config = at(root, 'config') ?? root;
  const kind = textAt(config, 'connector.class') ?? '';
  const actor: Actor = { kind: 'connector', name: textAt(root, 'name') ?? textAt(config, 'name') ?? path, path };
  const topics = (textAt(config, 'topics') ?? textAt(config, 'topic') ?? '').split(',').flatMap((name): readonly Target[] => (name.trim() === '' ? [] : [{ kind: 'topic', name: name.trim() }]));
  const file = textAt(config, 'file');
  const bucket = textAt(config, 's3.bucket.name') ?? textAt(config, 'gcs.bucket.name');
  const tables = (textAt(config, 'table.name.format') ?? textAt(config, 'table.whitelist') ?? textAt(config, 'table.include.list') ?? '').split(',').flatMap((name): readonly Target[] => (name.trim() === '' || name.includes('$') ? [] : [{ kind: 'table', name: name.trim() }]));
  const others: readonly (Target | null)[] = [...(file === null ? [] : [fileTarget(file, '', paths)]), ...(bucket === null ? [] : [{ kind: 'address' as const, name: `${/gcs/i.test(kind) ? 'gs' : 's3'}://${bucket}` }]), ...tables];
  const place = at(config, 'connector.class')?.at ?? { path, cell: null, range: null };
  return /Sink/i.test(kind) ? moved(actor, { from: topics, to: others, at: place, by: 'Kafka Connect' }) : moved(actor, { from: others, to: topics, at: place, by: 'Kafka Connect' });
}

/** `agent.sources.r1.kafka.topics = ratings`, `agent.sinks.k1.hdfs.path = hdfs://...`: what one agent reads goes to what it writes. */
function agentUses(path: string, files: RepositoryFiles, paths: PathContext): readonly UseClaim[] {
  return entriesAt(files.trees(path)[0]?.root).flatMap(({ key, at: place, value }): readonly UseClaim[] => {
    const match = /^([\w-]+)\.(sources|sinks)\.[\w-]+\.(kafka\.topics?|topic|hdfs\.path|spoolDir|filegroups\.\w+|sink\.directory)$/.exec(key);
    if (match === null || value.kind !== 'scalar') return [];
    const [, agent = '', side, what = ''] = match;
    const targets = /topic/.test(what) ? value.text.split(',').map((name): Target => ({ kind: 'topic', name: name.trim() })) : [fileTarget(value.text.replace(/%(?:\{\w+\}|\w)/g, '*'), '', paths)];
    const actor: Actor = { kind: 'connector', name: `${agent} of ${path}`, path };
    return side === 'sources' ? moved(actor, { from: targets, to: [], at: place, by: 'Flume' }) : moved(actor, { from: [], to: targets, at: place, by: 'Flume' });
  });
}

/** `curl -o data/x.csv https://...`, `wget`, `aws s3 cp a b`, `gsutil cp a b`, `kaggle datasets download`. */
function commandUses({ words, at: place, folder }: Run['command'], paths: PathContext): readonly UseClaim[] {
  const [name, ...rest] = words.map((word) => word ?? '');
  const line = place.range === null ? '' : `:${place.range.start.line}`;
  const actor: Actor = { kind: 'command', name: `${name ?? ''} at ${place.path}${line}`, path: place.path };
  const program = folder === null || folder === '' ? '' : `${folder}/-`;
  const target = (text: string | undefined): Target | null => (text === undefined || text === '' ? null : fileTarget(text, program, paths));
  if (name === 'curl' || name === 'wget') {
    const isData = rest.some((word) => /data|corpus|images|kaggle/i.test(word));
    const from = rest.filter((word) => /^(?:https?|ftp):\/\/\S+\/\S+\.\w+/.test(word) && (DATA.test(word) || (isData && PACKED.test(word))));
    const option = rest.findIndex((word) => (name === 'curl' ? /^(?:-\w*o|--output)$/.test(word) : /^(?:-O|--output-document)$/.test(word)));
    return from.length === 0 ? [] : moved(actor, { from: from.map(target), to: option < 0 ? [] : [target(rest[option + 1])], at: place, by: name });
  }
  const operands = rest.filter((word) => word !== '' && !word.startsWith('-'));
  const isCopy = (name === 'aws' && operands[0] === 's3' && /^(?:cp|sync|mv)$/.test(operands[1] ?? '')) || (/^(?:gsutil|mc)$/.test(name ?? '') && /^(?:cp|rsync|mv)$/.test(operands[0] ?? ''));
  if (isCopy) {
    const [from, to] = operands.slice(name === 'aws' ? 2 : 1);
    return moved(actor, { from: [target(from)], to: [target(to)], at: place, by: name ?? '' });
  }
  if (name === 'kaggle' && operands[1] === 'download') {
    const option = rest.findIndex((word) => /^(?:-d|--dataset|-c|--competition)$/.test(word));
    const slug = option < 0 ? operands[2] : rest[option + 1];
    return slug === undefined || slug === '' ? [] : moved(actor, { from: [{ kind: 'address', name: `https://www.kaggle.com/${operands[0] === 'competitions' ? 'c' : 'datasets'}/${slug}` }], to: [], at: place, by: 'kaggle' });
  }
  return name !== undefined && /^python[\d.]*$/.test(name) ? handedOver(rest, { actor, at: place, paths, target }) : [];
}

/** `python -m monitoring.online logs/served.jsonl`: data that is there and that a program is given by its name is read by it, as far as no option says it is written. */
function handedOver(words: readonly string[], { actor, at: place, paths, target }: { readonly actor: Actor; readonly at: RepositoryPlace; readonly paths: PathContext; readonly target: (text: string) => Target | null }): readonly UseClaim[] {
  const program = words[0] === '-m' ? 1 : words.findIndex((word) => word.endsWith('.py'));
  if (program < 0) return [];
  const from = words.slice(program + 1).flatMap((word, index, given): readonly Target[] => {
    const [option, text] = word.startsWith('-') ? [word, /=(.+)$/.exec(word)?.[1]] : [given[index - 1] ?? '', word];
    if (text === undefined || !DATA.test(text) || /^-(?:o|.*(?:out|save|write|dest|target|to\b))/i.test(option)) return [];
    const found = target(text);
    return found?.kind === 'file' && paths.known.has(found.name) ? [found] : [];
  });
  return from.length === 0 ? [] : moved(actor, { from, to: [], at: place, by: 'an argument' });
}

/** Endings of data. */
const DATA = /\.(?:csv|tsv|jsonl?|ndjson|parquet|xlsx?|feather|arrow|avro|npz?|h5|hdf5|data|dat|pkl|joblib|onnx|pt|pth)(?:\.(?:gz|bz2|zip|xz|zst))?(?:\?|$)/i;
/** Programs are fetched as these as well. */
const PACKED = /\.(?:zip|tgz|tar|gz|bz2|xz|zst|bin)(?:\?|$)/i;
