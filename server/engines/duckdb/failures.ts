/**
 * What a DuckDB error means to a check. DuckDB's own messages quote cells and statements, so none is passed on: people get our
 * sentence and the kind of error. Pure.
 */
import type { EngineResult } from '../../core/data/engine.ts';
import type { NotCheckedReason } from '../../core/ports.ts';

export type EngineFailure = Exclude<EngineResult<never>, { readonly ok: true }>;

export function failure(reason: NotCheckedReason, text: string): EngineFailure {
  return { ok: false, reason, text: text.slice(0, 300) };
}

export const CANCELLED: EngineFailure = failure('cancelled', 'the check was cancelled');

const CANNOT_OPEN = 'the file cannot be opened; check that it is there and may be read';

export function isOutOfMemory(error: unknown): boolean {
  return errorKind(error) === 'Out of Memory Error';
}

/** Returns the failure for an error thrown while reading a table. */
export function failureOf(error: unknown): EngineFailure {
  const kind = errorKind(error);
  const message = error instanceof Error ? error.message : '';
  switch (kind) {
    case 'Out of Memory Error':
      return failure('out-of-memory', 'the engine needs more memory or scratch space than it may use');
    case 'INTERRUPT Error':
      return CANCELLED;
    case 'Permission Error':
      // DuckDB takes a file that is gone for a folder, which the session may not list.
      return failure('unreadable', CANNOT_OPEN);
    case 'IO Error':
      return /no files found|cannot open/i.test(message) ? failure('unreadable', CANNOT_OPEN) : failure('damaged', 'the engine cannot read the file; copy or write it again');
    case 'Invalid Input Error':
    case 'Invalid Error':
    case 'Conversion Error':
    case 'Serialization Error':
    case 'Not implemented Error':
      return failure('damaged', `the engine cannot read the file (${kind}); copy or write it again`);
    case 'FATAL Error':
    case 'INTERNAL Error':
      return failure('engine-died', `the engine gave up (${kind})`);
    case 'Binder Error':
      if (/failed to read (?:parquet )?file|schema mismatch/i.test(message)) return failure('damaged', 'the files of this table do not have the same columns');
      return failure('internal-error', `the engine refused a statement (${kind}: ${withoutQuotes(message)})`);
    default:
      return failure('internal-error', `the engine refused a statement (${kind}: ${withoutQuotes(message)})`);
  }
}

function errorKind(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /^[A-Za-z ]+?(?: Error|Error)(?=:)/.exec(message)?.[0] ?? 'unknown error';
}

/** The first line of a message with everything quoted left out: values, names and paths stand in quotes. */
function withoutQuotes(message: string): string {
  const first = message.split('\n', 1)[0] ?? '';
  return first.replace(/^[^:]*: ?/, '').replaceAll(/"[^"]*"?|'[^']*'?|`[^`]*`?/g, '…').slice(0, 160);
}
