/** What a shell knows at one point of a script, for the command whose failure is followed. States are values: nothing changes one. */

/** How a command ended. In doubt `unknown`. */
export type Status = 'ok' | 'failed' | 'unknown';

export type Switch = 'on' | 'off' | 'unknown';

/** Where the failure got lost. */
export interface Loss {
  readonly start: number;
  readonly end: number;
  /** `{}` stands for what is written there. */
  readonly text: string;
}

export interface State {
  /** Relative to the root; null when it cannot be told. */
  readonly folder: string | null;
  readonly folders: readonly (string | null)[];
  /** Text of variables; null for what is assigned and not known. */
  readonly variables: ReadonlyMap<string, string | null>;
  /** Variables that hold how a command ended. */
  readonly statuses: ReadonlyMap<string, Status>;
  readonly status: Status;
  /** Of the parts of the last pipe. */
  readonly pipeStatuses: readonly Status[];
  readonly errexit: Switch;
  readonly pipefail: Switch;
  /** True once the command that is followed has run and failed. */
  readonly isHit: boolean;
  /** Where a failure was first passed over. */
  readonly loss: Loss | null;
  /** Whether something is done because of the failure, whatever it brings about. */
  readonly isHeard: boolean;
  /** A trap at the end that exits with a status of its own. */
  readonly trapsExit: boolean;
}

/** How the command ended whose status the variable holds; undefined for variables that hold none. */
export function statusNamed(name: string, state: State): Status | undefined {
  if (name === '?') return state.status;
  const index = /^PIPESTATUS\[(\d+)\]$/.exec(name)?.[1];
  if (index !== undefined) return state.pipeStatuses[Number(index)] ?? 'unknown';
  return state.statuses.get(name);
}

/** The state after either of two ways; the way on which the followed command ran counts alone. */
export function mergeStates(left: State | null, right: State | null): State | null {
  if (left === null || right === null) return left ?? right;
  if (left.isHit !== right.isHit) return left.isHit ? left : right;
  return {
    folder: left.folder === right.folder ? left.folder : null,
    folders: left.folders,
    variables: mergeMaps(left.variables, right.variables, null),
    statuses: mergeMaps(left.statuses, right.statuses, 'unknown'),
    status: left.status === right.status ? left.status : 'unknown',
    pipeStatuses: left.pipeStatuses.length === right.pipeStatuses.length ? left.pipeStatuses : [],
    errexit: left.errexit === right.errexit ? left.errexit : 'unknown',
    pipefail: left.pipefail === right.pipefail ? left.pipefail : 'unknown',
    isHit: left.isHit,
    loss: left.loss ?? right.loss,
    isHeard: left.isHeard || right.isHeard,
    trapsExit: left.trapsExit || right.trapsExit,
  };
}

function mergeMaps<T>(left: ReadonlyMap<string, T>, right: ReadonlyMap<string, T>, otherwise: T): ReadonlyMap<string, T> {
  if (left === right) return left;
  const merged = new Map<string, T>();
  for (const name of new Set([...left.keys(), ...right.keys()])) {
    const value = left.get(name);
    merged.set(name, value !== undefined && value === right.get(name) ? value : otherwise);
  }
  return merged;
}
