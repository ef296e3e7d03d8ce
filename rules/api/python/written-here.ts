/** Whether what is loaded was written by the same project, so that nobody else had it in hand. */
import { walk } from './children.ts';
import { writtenArgument } from './call-arguments.ts';
import type { Facts } from './facts.ts';
import type { Call, Expression } from './syntax.ts';

/** By this program or by another one of the project, or just made by `dumps`. */
export function isWrittenHere(call: Call, source: Expression, facts: Facts): boolean {
  const read = facts.reads.find(({ node }) => node === call);
  if (read !== undefined && read.path !== null && facts.writes.some(({ path }) => path === read.path)) return true;
  if (read?.result?.kind === 'object' && read.result.fits.length > 0) return true;
  return pathsWritten(facts).has(facts.textOf(pathOf(source, facts))) || isDumped(source, { facts, steps: MAX_STEPS });
}

/** A buffer in memory that this program filled by a call that writes: nothing in it comes from a file. */
export function isOwnBuffer(source: Expression, facts: Facts): boolean {
  if (source.kind !== 'Name' || !pathsWritten(facts).has(source.id)) return false;
  const made = openedAs(source, facts) ?? onlyValueOf(source, facts);
  return made?.kind === 'Call' && made.arguments.length === 0 && facts.names.qualifiedName(made.callee) === 'io.BytesIO';
}

/** The path behind a file handle: `open(path)` for the `file` of `with open(path) as file`. */
function pathOf(source: Expression, facts: Facts): Expression {
  const opened = source.kind === 'Call' ? source : source.kind === 'Name' ? openedAs(source, facts) : null;
  return opened?.arguments[0] ?? source;
}

function openedAs(handle: Expression & { readonly kind: 'Name' }, { names }: Facts): Call | null {
  const around = names.bindingOf(handle)?.definitions.flatMap(({ node }) => (node.parent?.kind === 'With' ? node.parent.items.filter(({ target }) => target === node) : []));
  const inside = around?.findLast(({ context }) => context.start < handle.start);
  return inside?.context.kind === 'Call' ? inside.context : null;
}

/** Paths as they are written in calls that write. */
function pathsWritten(facts: Facts): ReadonlySet<string> {
  return facts.once(collectPathsWritten);
}

function collectPathsWritten(facts: Facts): ReadonlySet<string> {
  const calls = facts.nodes('Call').flatMap((call) => {
    const name = facts.names.qualifiedName(call.callee);
    const api = name === null ? null : facts.api(name);
    const path = api?.is === 'writer' && api.path !== null ? writtenArgument(call, { name: api.path, position: api.parameters?.indexOf(api.path) ?? null }) : null;
    return path === null ? [] : [facts.textOf(pathOf(path, facts))];
  });
  return new Set(calls);
}

/** Steps from name to name that are followed. Own choice: a dump is encoded and named once or twice. */
const MAX_STEPS = 4;

/** What `dumps` gave, encoded or not. */
function isDumped(source: Expression, { facts, steps }: { readonly facts: Facts; readonly steps: number }): boolean {
  if (steps === 0) return false;
  let found = false;
  walk(source, (node) => {
    if (found) return 'skip';
    if (node.kind === 'Call' && /pickle\.dumps$|^dill\.dumps$/.test(facts.names.qualifiedName(node.callee) ?? '')) found = true;
    const value = node.kind === 'Name' ? onlyValueOf(node, facts) : null;
    if (value !== null && isDumped(value, { facts, steps: steps - 1 })) found = true;
    return undefined;
  });
  return found;
}

function onlyValueOf(name: Expression & { readonly kind: 'Name' }, facts: Facts): Expression | null {
  const [definition, ...more] = facts.names.bindingOf(name)?.definitions ?? [];
  const parent = definition?.node.parent;
  return more.length === 0 && parent?.kind === 'Assign' ? parent.value : null;
}
