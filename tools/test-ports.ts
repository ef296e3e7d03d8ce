/** Real files and the real engine in this process, for tests that run the whole check. */
import type { Ports } from '../server/core/ports.ts';
import { createDuckDbEngine } from '../server/engines/duckdb/duckdb-engine.ts';
import { createNodeFiles } from '../server/host/files.ts';
import { createScratch } from '../server/host/scratch.ts';
import { testPythonTools } from './python-tools.ts';

const MEMORY_BYTES = 512 * 1024 * 1024;

/** @param log takes warnings; they are thrown away when left out */
export async function openTestPorts(log: (text: string) => void = () => undefined): Promise<{ readonly ports: Ports; readonly close: () => Promise<void> }> {
  const scratch = await createScratch();
  const engine = createDuckDbEngine({ memoryLimitBytes: MEMORY_BYTES, scratchFolder: scratch.folder, threads: 2 });
  const ports: Ports = {
    files: createNodeFiles(),
    scratch,
    engine,
    clock: {
      today: () => '2026-11-23',
      nowMs: () => performance.now(),
      pause: () => new Promise((resolve) => setImmediate(resolve)),
      after: (delayMs, run) => {
        const timer = setTimeout(run, delayMs).unref();
        return () => clearTimeout(timer);
      },
    },
    codeWorkers: null,
    openPython: async () => ({ ok: true, tools: await testPythonTools() }),
    log: { info: () => undefined, warn: log },
  };
  return {
    ports,
    close: async () => {
      await engine.close();
      await scratch.dispose();
    },
  };
}
