/** Arguments of calls: evaluated in written order, stars spread, bound to parameters. */
import type { Argument } from '../../../../../rules/api/python/event.ts';
import type { Call, Parameter } from '../../../../../rules/api/python/syntax.ts';
import type { Value } from '../../../../../rules/api/python/value.ts';
import { constantOf, influencesOf, mappingOf, openMapping, openSequence, sequenceOf, unknownValue } from '../values.ts';
import { evaluate } from './expressions.ts';
import type { Frame } from './frame.ts';
import type { Run } from './run.ts';

export interface GivenArguments {
  readonly all: readonly Argument[];
  /** False after `*args` or `**kwargs` of unknown content. */
  readonly isComplete: boolean;
}

/** What arguments are called whose names nobody knows, `**search.best_params_`, but whose values say what entered them. */
const ANY_NAMES = '**';

export function evaluateArguments(call: Call, frame: Frame, run: Run): GivenArguments {
  const all: Argument[] = [];
  let isComplete = true;
  for (const node of call.arguments) {
    const value = evaluate(node, frame, run);
    if (node.kind !== 'Starred') all.push({ name: null, value, node });
    else if (value.kind === 'sequence' && value.isComplete) all.push(...value.elements.map((element) => ({ name: null, value: element, node })));
    else {
      // what is behind it stands at unknown positions
      isComplete = false;
      all.push({ name: null, value, node });
    }
  }
  for (const node of call.keywords) {
    const value = evaluate(node.value, frame, run);
    if (node.name !== null) all.push({ name: node.name, value, node: node.value });
    else if (value.kind === 'mapping') {
      isComplete &&= value.isComplete;
      for (const [name, entry] of value.entries) all.push({ name: String(name), value: entry, node: node.value });
    } else {
      isComplete = false;
      if (influencesOf(value).length > 0) all.push({ name: ANY_NAMES, value, node: node.value });
    }
  }
  return { all, isComplete };
}

/** Returns the arguments with the names of the parameters they go to. @param parameters as entries of the knowledge base list them */
export function withParameterNames(args: readonly Argument[], parameters: readonly string[]): readonly Argument[] {
  let position = 0;
  let isSpread = false;
  return args.map((argument) => {
    if (argument.node.kind === 'Starred') isSpread = true;
    if (argument.name !== null || isSpread) return argument;
    const name = parameterAt(parameters, position);
    position += 1;
    return name === null ? argument : { ...argument, name };
  });
}

function parameterAt(parameters: readonly string[], position: number): string | null {
  const end = parameters.indexOf('*');
  const positional = end === -1 ? parameters : parameters.slice(0, end);
  const repeated = positional.indexOf('...');
  if (repeated > 0 && position >= repeated - 1) return positional[repeated - 1] ?? null;
  return positional[position] ?? null;
}

/** Returns values by parameter of a function of the project; parameters nobody gave a value are missing. */
export function bindParameters(parameters: readonly Parameter[], args: readonly Argument[]): Map<string, Value> {
  const bound = new Map<string, Value>();
  const positional = args.filter(({ name, node }) => name === null && node.kind !== 'Starred').map(({ value }) => value);
  const spread = args.find(({ name, node }) => name === null && node.kind === 'Starred');
  const named = new Map(args.flatMap(({ name, value }) => (name === null ? [] : [[name, value] as const])));
  let position = 0;
  for (const { name, way } of parameters) {
    if (way === 'args') {
      const rest = positional.slice(position);
      position = positional.length;
      bound.set(name, spread === undefined ? sequenceOf('tuple', rest) : openSequence('tuple', [...rest, unknownValue([spread.value])]));
    } else if (way === 'kwargs') {
      const rest = new Map([...named].filter(([each]) => !parameters.some((parameter) => parameter.name === each)));
      bound.set(name, spread === undefined && !named.has(ANY_NAMES) ? mappingOf(rest) : openMapping(rest));
    } else {
      const value = way !== 'keyword-only' && position < positional.length ? positional[position] : named.get(name);
      if (way !== 'keyword-only') position += 1;
      if (value !== undefined) bound.set(name, value);
      else if (spread !== undefined && way !== 'keyword-only') bound.set(name, unknownValue([spread.value]));
    }
  }
  return bound;
}

/** Returns the first argument of one of the names, or at the position. */
export function argumentOf(args: readonly Argument[], name: string, position: number): Value | null {
  const named = args.find((argument) => argument.name === name);
  return named?.value ?? args.filter((argument) => argument.name === null)[position]?.value ?? null;
}

export function constantArgument(args: readonly Argument[], name: string, position: number): string | number | boolean | null | undefined {
  return constantOf(argumentOf(args, name, position));
}
