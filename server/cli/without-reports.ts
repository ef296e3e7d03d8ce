/** Reports of Lintel lie beside data and are none: neither the one that is written right now, nor one that was stored. */
import { fstat } from 'node:fs';
import { promisify } from 'node:util';
import type { FoundDataset } from '../core/discovery.ts';
import { FileProblem } from '../core/ports.ts';
import type { FileSystem } from '../core/ports.ts';
import { isOwnReport, SIGN_BYTES } from '../report/own-report.ts';
import { absolute } from './configs.ts';
import type { CliHost } from './host.ts';

interface Leaving {
  /** Absolute paths that were asked for: what is named is data. */
  readonly named: readonly string[];
  /** Files of `--output`, as given. */
  readonly outputs: readonly { readonly file: string }[];
  readonly files: FileSystem;
  readonly host: Pick<CliHost, 'stdout'>;
}

/** Returns the datasets that are no reports. Cost: reads both ends of files of JSON lines. */
export async function withoutReports(datasets: readonly FoundDataset[], { named, outputs, files, host }: Leaving): Promise<readonly FoundDataset[]> {
  const targets = new Set(await Promise.all(outputs.map(async ({ file }) => (await files.stat(absolute(file)))?.id)));
  const stdoutId = await idOfStdout(host);
  const data: FoundDataset[] = [];
  for (const found of datasets) {
    const { path, parts } = found.dataset;
    const stat = parts === null && !named.includes(path) ? await files.stat(path) : null;
    const isReport = stat !== null && (stat.id === stdoutId || targets.has(stat.id) || (JSON_LINES.test(path) && (await isStored(path, { sizeBytes: stat.sizeBytes, files }))));
    if (!isReport) data.push(found);
  }
  return data;
}

/** The one format of ours that is also one of data. */
const JSON_LINES = /\.(?:jsonl|ndjson)$/i;

/** Where a shell leads stdout into a file; null where it does not. */
async function idOfStdout({ stdout }: Pick<CliHost, 'stdout'>): Promise<string | null> {
  const found = 'fd' in stdout && typeof stdout.fd === 'number' ? await promisify(fstat)(stdout.fd, { bigint: true }).catch(() => null) : null;
  return found?.isFile() === true ? `${found.dev}:${found.ino}` : null;
}

async function isStored(path: string, { sizeBytes, files }: { readonly sizeBytes: number; readonly files: FileSystem }): Promise<boolean> {
  const length = Math.min(sizeBytes, SIGN_BYTES);
  try {
    const [begin, end] = [await files.readRange(path, 0, length), await files.readRange(path, sizeBytes - length, length)];
    return isOwnReport({ begin: new TextDecoder().decode(begin), end: new TextDecoder().decode(end) });
  } catch (problem) {
    if (problem instanceof FileProblem) return false;
    throw problem;
  }
}
