/** `--show-config` and `--show-files`. */
import type { Config, Origin } from '../core/config.ts';
import { describeOrigin } from '../core/config/load.ts';
import { formatDuration, formatSize } from '../core/config/quantities.ts';
import type { Discovery } from '../core/discovery.ts';
import { display, padEnd } from '../report/terminal.ts';

/** Returns one line per key with its value and where it comes from. */
export function showConfig(config: Config): string {
  const values: readonly (readonly [string, unknown])[] = [
    ['select', config.select],
    ['extend-select', config.extendSelect],
    ['ignore', config.ignore],
    ['severity', config.severity],
    ['rules', config.rules],
    ['exclude', config.exclude],
    ['datasets', config.datasets],
    ['suppressions', config.suppressions.map(({ origin: _, ...entry }) => entry)],
    ['fail-on', config.failOn],
    ['confidence', config.confidence],
    ['memory-limit', formatSize(config.memoryLimitBytes)],
    ['time-limit', formatDuration(config.timeLimitMs)],
  ];
  const origins = new Map<string, Origin>(Object.entries(config.origins));
  const lines = values.map(([key, value]) => [`${key}: ${typeof value === 'string' ? value : display(JSON.stringify(value))}`, describeOrigin(origins.get(key))] as const);
  const width = Math.min(MAX_VALUE_WIDTH, Math.max(...lines.map(([text]) => text.length)));
  return [`# ${config.file === null ? 'no config file' : display(config.file)}`, ...lines.map(([text, origin]) => `${padEnd(text, width)}  # ${display(origin)}`), ''].join('\n');
}

const MAX_VALUE_WIDTH = 60;

/** Returns one line per program and dataset: its path, and what is not checked and why. */
export function showFiles({ programs, datasets, notChecked }: Discovery): string {
  const lines = datasets.map(({ dataset }) => display(dataset.displayPath) + (dataset.parts === null ? '' : ` (${dataset.parts.length} parts)`));
  return [...programs.map(({ program }) => display(program.displayPath)), ...lines, ...notChecked.map(({ path, message }) => `${display(path)}: not checked: ${display(message)}`)].map((line) => `${line}\n`).join('');
}
