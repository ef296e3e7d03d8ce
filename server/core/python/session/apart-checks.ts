/** Programs of a session that are checked in other processes, so that whoever types is not kept waiting. One lot at a time. */
import type { CancelSignal, Logger } from '../../ports.ts';
import type { LookAtTable } from '../check/check-unit.ts';
import type { UnitWorkers } from '../check/unit-work.ts';
import { createCancel } from './cancel.ts';
import type { Cancel } from './cancel.ts';
import type { SessionProject } from './session-project.ts';

export interface ApartRequest {
  readonly log: Logger;
  readonly looks: (signal: CancelSignal) => LookAtTable | null;
  readonly onState: () => void;
  /** @param files whose findings may be others now */
  readonly onChecked: (project: SessionProject, path: string, files: ReadonlySet<string>) => void;
  /** What was not done, or is to be done again, waits from here on. */
  readonly onEnd: (paths: readonly string[]) => void;
}

interface Lot {
  /** Not done yet. */
  readonly left: Set<string>;
  /** To be checked again afterwards: what they rest on has changed. */
  readonly later: Set<string>;
  readonly cancel: Cancel;
}

export class ApartChecks {
  readonly #request: ApartRequest;
  #lot: Lot | null = null;
  /** Changes with the data. */
  #dataCount = 0;

  constructor(request: ApartRequest) {
    this.#request = request;
  }

  isAtWork(): boolean {
    return this.#lot !== null;
  }

  /** How many are not done. */
  count(): number {
    return (this.#lot?.left.size ?? 0) + (this.#lot?.later.size ?? 0);
  }

  /** One of those that are checked; null when there is none. */
  current(): string | null {
    const [path] = this.#lot?.left ?? [];
    return path ?? null;
  }

  start(paths: readonly string[], { project, workers }: { readonly project: SessionProject; readonly workers: UnitWorkers }): void {
    const lot: Lot = { left: new Set(paths), later: new Set(), cancel: createCancel() };
    this.#lot = lot;
    void this.#check(lot, { project, workers }).then(
      () => this.#end(lot),
      (error: unknown) => {
        this.#request.log.warn(error instanceof Error ? (error.stack ?? error.message) : String(error));
        this.#end(lot);
      },
    );
  }

  /** Tables are others. */
  dataChanged(): void {
    this.#dataCount += 1;
  }

  /** Has a program checked again after the lot. False when there is none. */
  checkLater(path: string): boolean {
    this.#lot?.later.add(path);
    return this.#lot !== null;
  }

  /** What is not done waits again. */
  stop(): void {
    if (this.#lot === null) return;
    this.#lot.cancel.cancel();
    this.#end(this.#lot);
  }

  async #check({ left, later, cancel: { signal } }: Lot, { project, workers }: { readonly project: SessionProject; readonly workers: UnitWorkers }): Promise<void> {
    const dataCount = this.#dataCount;
    await project.checkApart([...left], {
      workers,
      signal,
      pause: async () => this.#request.onState(),
      lookAtTable: this.#request.looks(signal),
      hasSameTables: () => dataCount === this.#dataCount,
      onChecked: (path, files) => {
        left.delete(path);
        this.#request.onChecked(project, path, files);
      },
      onOutdated: (path) => {
        left.delete(path);
        later.add(path);
      },
    });
  }

  #end(lot: Lot): void {
    if (this.#lot !== lot) return;
    this.#lot = null;
    this.#request.onEnd([...lot.left, ...lot.later]);
  }
}
