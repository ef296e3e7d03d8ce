/** Which functions run when a function runs, over all programs. Linear in the calls. */
import type { Link } from '../../../../rules/api/repository/place.ts';
import type { CallSummary, FunctionId, FunctionSummary, ProgramSummary } from '../../../../rules/api/repository/program.ts';
import { fileName } from '../../paths.ts';

export interface Edge {
  readonly to: FunctionId;
  readonly link: Link;
  readonly isCertain: boolean;
  /** Handed to an application that calls it when somebody asks; sure where the application is served. */
  readonly isRegistered: boolean;
  /** Whether it is the only command of its file, which needs no name to be started. */
  readonly isOnlyCommand?: true;
  /** Where a failure of it goes no further. */
  readonly swallowed: Link | null;
}

export interface CallGraph {
  edgesFrom(id: FunctionId): readonly Edge[];
}

/** What a call of a library starts in the project: the pipelines that a session runs. */
export type Started = (call: CallSummary) => readonly { readonly id: FunctionId; readonly text: string; readonly isCertain: boolean }[];

export interface CallGraphRequest {
  readonly programs: readonly ProgramSummary[];
  readonly startedBy: Started;
  /** Whether the repository says which flows are deployed, so that others are not. */
  readonly deploysFlows: boolean;
}

export function callGraphOf({ programs, startedBy, deploysFlows }: CallGraphRequest): CallGraph {
  const functions = new Map<FunctionId, { readonly each: FunctionSummary; readonly program: ProgramSummary }>();
  for (const program of programs) for (const each of program.functions) functions.set(each.id, { each, program });
  const known = new Map<FunctionId, readonly Edge[]>();
  return {
    edgesFrom: (id) => {
      let edges = known.get(id);
      if (edges === undefined) {
        const found = functions.get(id);
        edges = found === undefined ? [] : edgesOf(found.each, found.program, { startedBy, deploysFlows });
        known.set(id, edges);
      }
      return edges;
    },
  };
}

function edgesOf(each: FunctionSummary, program: ProgramSummary, { startedBy, deploysFlows }: Pick<CallGraphRequest, 'startedBy' | 'deploysFlows'>): readonly Edge[] {
  const edges = each.calls.flatMap((call): readonly Edge[] =>
    call.target === null
      ? startedBy(call).map(({ id, text, isCertain }) => ({ to: id, link: { at: call.at, text }, isCertain: isCertain && call.isUnconditional, isRegistered: false, swallowed: call.swallowed }))
      : [edgeOf(each, call, call.target)],
  );
  if (each.id !== `${program.path}::`) return edges;
  const imported = program.uses.map((path): Edge => ({ to: `${path}::`, link: { at: each.at, text: `\`${fileName(program.path)}\` imports \`${path}\`` }, isCertain: true, isRegistered: false, swallowed: null }));
  return [...edges, ...imported, ...registeredIn(program).filter(({ decorator }) => !deploysFlows || !FLOW.test(decorator)).map(({ edge }) => edge)];
}

function edgeOf({ name, id, at }: FunctionSummary, call: CallSummary, to: FunctionId): Edge {
  const caller = name === '' || name === '__main__' ? fileName(at.path) : name;
  const called = to.endsWith('::') ? to.slice(0, -2) : shortName(to);
  const verb = call.name === null ? 'hands on' : 'calls';
  return { to, link: { at: call.at, text: `\`${caller}\` ${to.endsWith('::') ? 'uses' : verb} \`${called}\`` }, isCertain: call.isUnconditional && id !== to, isRegistered: false, swallowed: call.swallowed };
}

/** `Trainer.fit` of `src/train.py::Trainer.fit`; a constructor goes by its class. */
export function shortName(id: FunctionId): string {
  const name = id.slice(id.indexOf('::') + 2);
  return name.endsWith('.__init__') ? name.slice(0, -'.__init__'.length) : name;
}

/** Decorators that hand a function to an application, server or scheduler, which calls it when somebody asks. */
const REGISTERS = /\.(?:route|get|post|put|delete|patch|websocket|on_event|middleware|exception_handler|errorhandler|before_request|after_request|command|group|callback|listener|event|agent|timer|page|subscribe|scheduled_job|periodic_task|on_message|api|function|endpoint|batch)$|^(?:dagster\.(?:asset|multi_asset|asset_check|op|job|sensor|schedule)|bentoml\.(?:api|service)|celery\.shared_task|prefect\.flow|kfp\.dsl\.pipeline|zenml\.pipeline|streamlit\.\w+|modal\.\w+)$/u;

/** Flows that run where something deploys or calls them. */
export const FLOW = /^(?:prefect\.flow|kfp\.dsl\.pipeline|zenml\.pipeline)$/u;

/** `@app.command()`, not `@click.command()`, whose function is called by its name. */
const COMMAND = /(?<!^click)\.command$/u;

function registeredIn({ functions }: ProgramSummary): readonly { readonly decorator: string; readonly edge: Edge }[] {
  const commands = functions.filter(({ decorators }) => decorators.some((each) => COMMAND.test(each)));
  return functions.flatMap(({ id, name, at, decorators }) => {
    const decorator = decorators.find((each) => REGISTERS.test(each));
    return decorator === undefined ? [] : [{ decorator, edge: { to: id, link: { at, text: `\`@${decorator}\` hands on \`${name}\`` }, isCertain: false, isRegistered: true, ...(commands.length === 1 && commands[0]?.id === id ? { isOnlyCommand: true } : {}), swallowed: null } }];
  });
}
