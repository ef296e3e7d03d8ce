/** Writing to files and loading objects from them: what is written in one place is known where it is read again. */
import type { LoaderApi, WriterApi } from '../../../../../rules/api/python/knowledge.ts';
import type { ReadEvent, WriteEvent } from '../../../../../rules/api/python/event.ts';
import type { Value } from '../../../../../rules/api/python/value.ts';
import { constant, dataOver, unknownValue, withConfidence } from '../values.ts';
import { argument, argumentOrPlace, callConfidence, fillIn, receiverOf, symbolHere } from './call.ts';
import type { LibraryCall } from './call.ts';
import { makeObject } from './returned.ts';
import { purposeOfPath } from './purpose.ts';

/** Logs what is written and keeps it for who reads the file. */
export function applyWriter(call: LibraryCall, api: WriterApi): Value {
  const path = pathOf(call, api.path);
  const value = api.value === 'self' ? receiverOf(call) : argumentOrPlace(call, [api.value], 0);
  if (value !== null) {
    const written = call.machine.latest(value);
    call.machine.emit<WriteEvent>({ kind: 'write', node: call.site.node, call: call.event, path, value: written });
    if (path !== null) call.machine.writeFile(path, written);
  }
  return constant(null);
}

/** Returns what was written to the file, when that is known; else an object or data that may be anything. */
export function applyLoader(call: LibraryCall, api: LoaderApi): Value {
  const path = pathOf(call, api.path);
  const event = call.machine.emit<ReadEvent>({ kind: 'read', node: call.site.node, call: call.event, path, result: null, rows: null });
  const value = loadedValue(call, api, path);
  if (value.kind === 'data') fillIn(event, { result: value, rows: value.rows });
  if (value.kind === 'object') fillIn(event, { result: value });
  return value;
}

function loadedValue(call: LibraryCall, api: LoaderApi, path: string | null): Value {
  const written = path === null ? null : call.machine.fileValue(path);
  if (written !== null) return written.kind === 'object' ? call.machine.latest(written) : written;
  if (typeof api.returns === 'object' && 'object' in api.returns) return makeObject(call, api.returns.object, { isLoaded: true });
  if (typeof api.returns === 'object') {
    const key = path === null ? `read:${symbolHere(call, 'read')}` : `file:${path}`;
    const rows = call.machine.terms.source({ key, label: path?.split('/').at(-1) ?? `${call.shortName}()`, purpose: path === null ? null : purposeOfPath(path), node: call.site.node });
    return dataOver(rows, { form: api.returns.form, className: api.returns.className ?? null, order: 'source', confidence: callConfidence(call) });
  }
  return withConfidence(unknownValue([]), 'possible');
}

/** The path, or the path of the file handle that was opened. */
function pathOf(call: LibraryCall, parameter: string | null): string | null {
  if (parameter === null) return null;
  const value = argument(call, parameter);
  if (value === null) return null;
  const opened = value.kind === 'object' ? (value.arguments.get('file') ?? value.arguments.get('*0')) : undefined;
  return call.machine.pathOf(opened ?? value);
}
