/** Those who wait until certain datasets are checked. */

export type Outcome = 'done' | 'cancelled';

interface Waiter {
  readonly left: Set<string>;
  readonly finish: (outcome: Outcome) => void;
}

export class Waiters {
  readonly #all = new Set<Waiter>();

  /** Resolves when each of the datasets was settled, at once when there is none. */
  wait(paths: readonly string[]): Promise<Outcome> {
    if (paths.length === 0) return Promise.resolve('done');
    return new Promise((resolve) => this.#all.add({ left: new Set(paths), finish: resolve }));
  }

  /** The dataset is checked, or will not be. */
  settle(path: string): void {
    for (const waiter of this.#all) {
      waiter.left.delete(path);
      if (waiter.left.size > 0) continue;
      this.#all.delete(waiter);
      waiter.finish('done');
    }
  }

  cancelAll(): void {
    for (const waiter of this.#all) waiter.finish('cancelled');
    this.#all.clear();
  }
}
