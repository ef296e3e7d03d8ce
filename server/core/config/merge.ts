/** Puts config layers on top of each other: single values are replaced, lists and tables grow. */
import type { Config, Origin } from '../config.ts';
import { escapeGlob } from '../glob.ts';
import { relativePath } from '../paths.ts';
import type { ConfigLayer } from './read-settings.ts';

/** A value from outside of files, with where it comes from. */
export interface Setting<T> {
  readonly value: T;
  readonly origin: Origin;
}

/** What flags, the environment or an editor's settings say over the files. `select` replaces every selection of the files. */
export interface ConfigOverrides {
  readonly select?: Setting<readonly string[]>;
  readonly extendSelect?: Setting<readonly string[]>;
  readonly ignore?: Setting<readonly string[]>;
  readonly failOn?: Setting<Config['failOn']>;
  readonly confidence?: Setting<Config['confidence']>;
  readonly memoryLimitBytes?: Setting<number>;
  readonly timeLimitMs?: Setting<number>;
}

/** Returns the configuration with a file's layer on top. The layer's globs become relative to the configuration's folder. */
export function mergeLayer(config: Config, { layer, folder }: { readonly layer: ConfigLayer; readonly folder: string }): Config {
  const { values } = layer;
  const prefix = folder === config.folder ? '' : `${escapeGlob(relativePath(config.folder, folder))}/`;
  return {
    ...config,
    select: values.select ?? config.select,
    extendSelect: [...config.extendSelect, ...(values.extendSelect ?? [])],
    ignore: [...config.ignore, ...(values.ignore ?? [])],
    severity: { ...config.severity, ...values.severity },
    rules: mergeOptions(config.rules, values.rules ?? {}),
    exclude: [...config.exclude, ...(values.exclude ?? []).map((glob) => (prefix === '' || !glob.includes('/') ? glob : prefix + glob))],
    // the first entry that matches a dataset holds, so the upper layer's come first
    datasets: [...(values.datasets ?? []).map((entry) => ({ ...entry, path: prefix + entry.path })), ...config.datasets],
    suppressions: [
      ...config.suppressions,
      ...(values.suppressions ?? []).map((entry) => ({ ...entry, path: entry.path === null ? null : prefix + entry.path })),
    ],
    failOn: values.failOn ?? config.failOn,
    confidence: values.confidence ?? config.confidence,
    memoryLimitBytes: values.memoryLimitBytes ?? config.memoryLimitBytes,
    timeLimitMs: values.timeLimitMs ?? config.timeLimitMs,
    origins: { ...config.origins, ...layer.origins },
  };
}

/** Returns the configuration with the overrides on top. */
export function overrideConfig(config: Config, overrides: ConfigOverrides): Config {
  const { select, extendSelect, ignore, failOn, confidence, memoryLimitBytes, timeLimitMs } = overrides;
  const base = select === undefined ? config : { ...config, select: select.value, extendSelect: [], ignore: [] };
  return {
    ...base,
    extendSelect: [...base.extendSelect, ...(extendSelect?.value ?? [])],
    ignore: [...base.ignore, ...(ignore?.value ?? [])],
    failOn: failOn?.value ?? base.failOn,
    confidence: confidence?.value ?? base.confidence,
    memoryLimitBytes: memoryLimitBytes?.value ?? base.memoryLimitBytes,
    timeLimitMs: timeLimitMs?.value ?? base.timeLimitMs,
    origins: {
      ...config.origins,
      ...origin('select', select),
      ...origin('extend-select', extendSelect ?? (select && { origin: select.origin })),
      ...origin('ignore', ignore ?? (select && { origin: select.origin })),
      ...origin('fail-on', failOn),
      ...origin('confidence', confidence),
      ...origin('memory-limit', memoryLimitBytes),
      ...origin('time-limit', timeLimitMs),
    },
  };
}

function origin(key: string, setting: { readonly origin: Origin } | undefined): Readonly<Record<string, Origin>> {
  return setting === undefined ? {} : { [key]: setting.origin };
}

function mergeOptions(base: Config['rules'], top: Config['rules']): Config['rules'] {
  const ids = [...new Set([...Object.keys(base), ...Object.keys(top)])];
  return Object.fromEntries(ids.map((id) => [id, { ...base[id], ...top[id] }]));
}
