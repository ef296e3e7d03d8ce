/** The machine that transfer functions work on: the run, as seen from a library call. */
import type { Event, ReadEvent } from '../../../../../rules/api/python/event.ts';
import type { ObjectValue } from '../../../../../rules/api/python/value.ts';
import type { Machine } from '../machine.ts';
import { fillIn } from '../transfer/call.ts';
import { plainObject } from '../values.ts';
import { tableKey } from '../../reading-data/read-as-of.ts';
import { adoptValue } from './adopt-value.ts';
import { callWith } from './calls.ts';
import { pathOf, placesOf } from './paths.ts';
import { latest, replaceInPlace, symbolHere, updateObject } from './run.ts';
import type { Run } from './run.ts';
import { tableChangedBy } from './columns.ts';

export function createMachine(run: Run): Machine {
  return { ...logging(run), ...state(run), ...files(run) };
}

function logging(run: Run): Pick<Machine, 'terms' | 'knowledge' | 'emit' | 'loops' | 'symbolOf' | 'spanOf'> {
  return {
    terms: run.terms,
    knowledge: run.request.knowledge,
    emit: <E extends Event>(event: Parameters<typeof emitInto<E>>[0]) => emitInto<E>(event, run),
    get loops() {
      return run.at.loops;
    },
    symbolOf: (node, what) => (node.kind === 'Module' ? run.symbols.ofKey(`program ${what}`) : symbolHere(node, what, run)),
    spanOf: (value) => run.spans.get(value) ?? null,
  };
}

function emitInto<E extends Event>(event: Omit<E, 'sequence' | 'loops' | 'calledFrom' | 'inFunction' | 'isUnconditional'>, run: Run): E {
  const { loops, calledFrom, inFunction, branches } = run.at;
  const complete = { ...event, sequence: run.events.length, loops, calledFrom, inFunction, isUnconditional: branches === 0 } as unknown as E;
  run.events.push(complete);
  return complete;
}

function state(run: Run): Pick<Machine, 'createObject' | 'updateObject' | 'latest' | 'replaceData' | 'call'> {
  return {
    createObject: (object) => {
      const id = object.call === null ? run.symbols.ofObject({}) : run.symbols.ofKey(`object ${String(run.symbols.ofObject(object.call))} ${String(run.at.objectContext)} ${String(object.className)}`);
      const made: ObjectValue = { ...object, id };
      run.store.set(run.objects, id, made);
      return made;
    },
    // an object of another program that is not known here has only the state that is given
    updateObject: (id, change) => updateObject(id, change, run) ?? { ...plainObject({}), ...change, id },
    latest: (value) => latest(value, run),
    replaceData: (before, after) => {
      const table = tableChangedBy(before, after, run);
      replaceInPlace(before, after, run);
      if (table !== null) replaceInPlace(table.before, table.after, run);
    },
    call: (callable, args, node) => callWith(callable, args, node, run),
  };
}

function files(run: Run): Pick<Machine, 'pathOf' | 'tableOf' | 'fileValue' | 'writeFile'> {
  return {
    pathOf,
    tableOf: (site, path) => {
      const key = tableKey(site, path);
      if (key === null) return null;
      const known = run.request.tables.get(key);
      const read = run.events.findLast((event): event is ReadEvent => event.kind === 'read' && event.node === site.node) ?? null;
      const trouble = run.request.troubles?.get(key);
      if (read !== null && trouble !== undefined) fillIn(read, { trouble });
      if (known === undefined && !run.wantedTables.has(key)) run.wantedTables.set(key, read);
      return known ?? null;
    },
    fileValue: (path) => {
      for (const place of placesOf(path, run)) {
        const own = run.files.get(place);
        if (own !== undefined) return latest(own, run);
        const other = run.request.files.get(place);
        if (other !== undefined) return adoptValue(other, place, run);
      }
      return null;
    },
    writeFile: (path, value) => {
      for (const place of placesOf(path, run)) {
        run.store.set(run.files, place, value);
        run.written.set(place, value);
      }
    },
  };
}

