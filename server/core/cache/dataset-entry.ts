/** What was found in a dataset, kept by its bytes and by everything that is asked of it. */
import type { DataRule } from '../../../rules/api/rule.ts';
import type { Config, DatasetEntry } from '../config.ts';
import type { DatasetResult } from '../data/check-dataset.ts';
import type { DatasetRef } from '../data/opened-table.ts';
import { parentFolder, relativePath } from '../paths.ts';
import type { Cache } from '../ports.ts';
import { fromPlainText, toPlainText } from './plain-text.ts';

export interface DatasetAsked {
  readonly dataset: DatasetRef;
  readonly config: Config;
  /** Selected already. */
  readonly rules: readonly DataRule[];
  readonly label: string | null;
  /** What the configuration says of this dataset. */
  readonly settings: DatasetEntry | null;
}

export interface KeptDataset {
  get(): Promise<DatasetResult | null>;
  /** Keeps what is whole; what was cut off, or failed, may come out otherwise the next time. */
  put(result: DatasetResult): Promise<void>;
}

/** Null when the bytes cannot be read. Cost: a pass over the bytes. */
export async function datasetEntry({ dataset, config, rules, label, settings }: DatasetAsked, cache: Cache): Promise<KeptDataset | null> {
  const folder = parentFolder(dataset.path) ?? dataset.path;
  const contents: (readonly [string, string])[] = [];
  for (const path of dataset.parts ?? [dataset.path]) {
    const digest = await cache.digestOf(path);
    if (digest === null) return null;
    contents.push([relativePath(folder, path), digest]);
  }
  const { rules: options, severity } = config;
  const key = toPlainText(['dataset', dataset.displayPath, dataset.parts !== null, dataset.readAs ?? null, contents, rules.map(({ id }) => id), options, severity, label, settings], null);
  if (key === null) return null;
  return {
    get: async () => {
      const text = await cache.get(key);
      return text === null ? null : (fromPlainText(text, null) as DatasetResult);
    },
    put: async (result) => {
      const isWhole = result.notChecked.length === 0 && result.failures.length === 0 && result.profile !== null;
      const text = isWhole ? toPlainText(result, null) : null;
      if (text !== null) await cache.put(key, text);
    },
  };
}
