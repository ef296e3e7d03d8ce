/** Answers the calls of the owner with an engine in this process. Knows nothing of processes, so that tests can drive it. */
import type { EngineResult, EngineTable, SqlEngine } from '../../core/data/engine.ts';
import type { Call, CallKind, Calls } from './child-messages.ts';
import { CANCELLED, failure } from './failures.ts';

type Answer = EngineResult<Calls[CallKind]['answer']>;

export interface ChildServer {
  /** Errors: none thrown; a fault of our own is an `internal-error`. */
  answer(call: Call): Promise<Answer>;
  cancel(id: number): void;
}

export function createChildServer(engine: SqlEngine): ChildServer {
  const tables = new Map<number, EngineTable>();
  const running = new Map<number, AbortController>();
  const run = async (call: Call, signal: AbortSignal): Promise<Answer> => {
    if (call.kind === 'info') return engine.info();
    if (call.kind === 'open') {
      const opened = await engine.open(call.source, signal);
      if (!opened.ok) return opened;
      tables.set(call.id, opened.value);
      return { ok: true, value: { table: call.id, columns: opened.value.columns } };
    }
    const table = tables.get(call.table);
    if (table === undefined) return CANCELLED;
    switch (call.kind) {
      case 'scan':
        return table.scan(call.scan, call.readings, signal);
      case 'sample':
        return table.sample(call.maxRows, signal);
      case 'select':
        return table.select(call.selectors, call.limit, call.readings, signal);
      case 'close':
        tables.delete(call.table);
        await table.close();
        return { ok: true, value: null };
    }
  };
  return {
    async answer(call) {
      const controller = new AbortController();
      running.set(call.id, controller);
      try {
        return await run(call, controller.signal);
      } catch (error) {
        return failure('internal-error', `the engine failed: ${error instanceof Error ? error.name : 'unknown error'}`);
      } finally {
        running.delete(call.id);
      }
    },
    cancel: (id) => running.get(id)?.abort(),
  };
}
