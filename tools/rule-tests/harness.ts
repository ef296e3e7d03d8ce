/** The whole check, in this process, over real files and the real engine; one engine for all cases. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Rule } from '../../rules/api/rule.ts';
import { check } from '../../server/core/check.ts';
import type { Config } from '../../server/core/config.ts';
import type { Report } from '../../server/core/report.ts';
import { openTestPorts } from '../test-ports.ts';
import { openParquetWriter } from './parquet-writer.ts';
import type { CaseInput } from './rule-cases.ts';

export interface Harness {
  check(input: CaseInput, config: Omit<Config, 'folder'>, rules: readonly Rule[]): Promise<Report>;
  /** What was logged since the last call. */
  takeLog(): readonly string[];
  close(): Promise<void>;
}

/** Cost: starts DuckDB twice, once to check and once to write Parquet. */
export async function startHarness(): Promise<Harness> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rule-cases-'));
  const log: string[] = [];
  const { ports, close } = await openTestPorts((text) => void log.push(text));
  const parquet = await openParquetWriter();
  let cases = 0;
  return {
    check: async (input, config, rules) => {
      cases += 1;
      const caseFolder = path.join(folder, String(cases));
      const file = path.join(caseFolder, input.fileName);
      await mkdir(path.dirname(file), { recursive: true });
      if (input.kind === 'text') await writeFile(file, input.bytes);
      else await parquet.write(input.columns, file);
      const dataset = { path: file, displayPath: input.fileName, parts: null };
      return check({ datasets: [{ dataset, config: { ...config, folder: caseFolder } }], rules }, ports);
    },
    takeLog: () => log.splice(0),
    close: async () => {
      parquet.close();
      await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
