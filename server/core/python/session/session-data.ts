/** The data that the programs of a session read: looked at as they read it, and judged by the data rules when the typing pauses. */
import type { DataRule } from '../../../../rules/api/rule.ts';
import type { Config } from '../../config.ts';
import { resolvePath } from '../../paths.ts';
import type { CancelSignal, Ports } from '../../ports.ts';
import type { Finding } from '../../report.ts';
import type { LookAtTable } from '../check/check-unit.ts';
import type { PythonParser } from '../parser.ts';
import { checkOnCalls } from '../reading-data/check-on-calls.ts';
import type { OnCalls } from '../reading-data/check-on-calls.ts';
import { createLookCache, createTableLooks } from '../reading-data/look-at-tables.ts';
import type { LookedRead, PlainRead } from '../reading-data/look-at-tables.ts';
import type { KnownData } from './session-request.ts';

export interface SessionDataRequest {
  readonly workingFolder: string;
  readonly rules: readonly DataRule[];
  readonly parser: PythonParser;
  /** Files as the editor sees them. */
  readonly ports: Ports;
}

export class SessionData {
  readonly #request: SessionDataRequest;
  readonly #cache = createLookCache();
  readonly #judged = new Map<string, OnCalls>();
  readonly #reads = new Map<string, readonly PlainRead[]>();
  readonly #findings = new Map<string, readonly Finding[]>();
  readonly #toJudge = new Set<string>();
  #known: KnownData | null = null;

  constructor(request: SessionDataRequest) {
    this.#request = request;
  }

  /** @param known null when data is left alone */
  know(known: KnownData | null): void {
    this.#known = known;
    this.#judged.clear();
    for (const path of this.#reads.keys()) this.#toJudge.add(path);
  }

  /** Null while data is left alone. */
  looks(signal: CancelSignal): LookAtTable | null {
    return this.#looks(signal, () => undefined);
  }

  #looks(signal: CancelSignal | undefined, onTable: (read: LookedRead) => void): LookAtTable | null {
    const { workingFolder, ports } = this.#request;
    return this.#known === null ? null : createTableLooks({ workingFolder, profileOf: this.#known.profileOf, cache: this.#cache, onTable, signal }, ports);
  }

  /** What a program reads, now. */
  read(path: string, reads: readonly PlainRead[]): void {
    if (reads.length === 0 && !this.#findings.has(path)) {
      this.#reads.delete(path);
      return;
    }
    this.#reads.set(path, reads);
    this.#toJudge.add(path);
  }

  findingsOn(path: string): readonly Finding[] {
    return [...this.#findings.values()].flat().filter((finding) => resolvePath(this.#request.workingFolder, finding.path) === path);
  }

  /** Judges what is read, where that changed. @returns absolute paths of the programs with something new to say */
  async judge(configOf: (path: string) => Config | null): Promise<ReadonlySet<string>> {
    const changed = new Set<string>();
    for (const path of [...this.#toJudge]) {
      this.#toJudge.delete(path);
      const before = JSON.stringify(this.#findings.get(path) ?? []);
      const findings = await this.#judge(path, configOf(path));
      if (findings.length === 0) this.#findings.delete(path);
      else this.#findings.set(path, findings);
      if (JSON.stringify(findings) !== before) changed.add(path);
    }
    return changed;
  }

  async #judge(path: string, config: Config | null): Promise<readonly Finding[]> {
    const reads: LookedRead[] = [];
    const look = this.#looks(undefined, (read) => reads.push(read));
    if (look === null || config === null) return [];
    for (const read of this.#reads.get(path) ?? []) await look(read);
    const { rules, parser, workingFolder, ports } = this.#request;
    const findings = this.#known?.findings() ?? [];
    const result = await checkOnCalls({ reads, rules, findings, configOf: () => config, label: null, workingFolder, openParser: async () => parser, signal: null, judged: this.#judged }, ports);
    return result.findings;
  }
}
