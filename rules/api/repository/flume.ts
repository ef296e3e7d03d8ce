/** Agents of Flume, from their files of properties. */
import type { RepositoryFiles } from './files.ts';
import type { RepositoryPlace } from './place.ts';

export const FLUME_FILES: readonly string[] = ['**/*.{conf,properties}'];

export interface FlumeSetting {
  readonly value: string;
  /** Of the value. */
  readonly at: RepositoryPlace;
}

type Parts = ReadonlyMap<string, ReadonlyMap<string, FlumeSetting>>;

/** One agent; its parts by the names it lists, each with its settings. */
export interface FlumeAgent {
  readonly sources: Parts;
  readonly channels: Parts;
  readonly sinks: Parts;
  /** Where it lists its channels. */
  readonly listed: RepositoryPlace;
}

const KINDS = ['sources', 'channels', 'sinks'] as const;

/** Those that list sources, channels and sinks in one file. */
export function flumeAgents(files: RepositoryFiles): readonly FlumeAgent[] {
  return files.matching(...FLUME_FILES).flatMap(({ path }) => {
    const text = files.text(path) ?? '';
    return /^\s*[\w-]+\.channels\s*=/m.test(text) && /^\s*[\w-]+\.sinks\s*=/m.test(text) ? agentsIn(settingsIn(path, text, files)) : [];
  });
}

function settingsIn(path: string, text: string, files: RepositoryFiles): ReadonlyMap<string, FlumeSetting> {
  const settings = new Map<string, FlumeSetting>();
  for (const match of text.matchAll(/^[ \t]*([\w.-]+)[ \t]*[=:][ \t]*(.*?)[ \t]*\r?$/gm)) {
    const [whole, key = '', value = ''] = match;
    const start = match.index + whole.trimEnd().length - value.length;
    settings.set(key, { value, at: files.place(path, start, start + value.length) });
  }
  return settings;
}

function agentsIn(settings: ReadonlyMap<string, FlumeSetting>): readonly FlumeAgent[] {
  const names = [...settings.keys()].flatMap((key) => /^([\w-]+)\.channels$/.exec(key)?.[1] ?? []);
  return names.flatMap((agent) => {
    const listed = settings.get(`${agent}.channels`);
    if (listed === undefined || KINDS.some((kind) => !settings.has(`${agent}.${kind}`))) return [];
    const [sources, channels, sinks] = KINDS.map((kind) => partsOf(agent, kind, settings));
    return sources === undefined || channels === undefined || sinks === undefined ? [] : [{ sources, channels, sinks, listed: listed.at }];
  });
}

function partsOf(agent: string, kind: string, settings: ReadonlyMap<string, FlumeSetting>): Parts {
  const names = (settings.get(`${agent}.${kind}`)?.value ?? '').split(/\s+/).filter((name) => name !== '');
  return new Map(
    names.map((name) => {
      const prefix = `${agent}.${kind}.${name}.`;
      return [name, new Map([...settings].flatMap(([key, setting]) => (key.startsWith(prefix) ? [[key.slice(prefix.length), setting] as const] : [])))];
    }),
  );
}
