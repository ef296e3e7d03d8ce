/**
 * Findings of rules on repositories, by folder of the workspace: looked for at the start and again when a file changes on disk that one of
 * them looks at. Rules that need programs are left to the command line: they would be analysed a second time in this process.
 */
import type { FileSystemWatcher } from 'vscode-languageserver';
import type { CheckRequest } from '../../core/check.ts';
import type { Config } from '../../core/config.ts';
import { isRepositoryRule } from '../../../rules/api/rule.ts';
import type { RepositoryRule } from '../../../rules/api/repository-rule.ts';
import type { FixesWanted } from '../../core/python/fix/mend-program.ts';
import { isInside, relativePath, resolvePath } from '../../core/paths.ts';
import { findRepositories, isLookedAt } from '../../core/repository/check/find-repositories.ts';
import type { Finding, NotChecked } from '../../core/report.ts';
import { configsOf } from '../find.ts';
import type { Services } from '../services.ts';
import type { Settings } from '../settings.ts';
import { isNoisy } from '../watched.ts';

export interface RepositoryServerRequest {
  readonly services: Services;
  /** Paths are relative to the root; empty when there is nothing to say. */
  readonly show: (root: string, said: { readonly findings: readonly Finding[]; readonly notChecked: readonly NotChecked[] }) => void;
  readonly inBackground: (work: Promise<unknown>) => void;
}

/** What is known of one file that rules on repositories look at. */
export interface RepositoryFile {
  /** Absolute. */
  readonly path: string;
  /** Absolute folder that paths of the findings are relative to. */
  readonly root: string;
  readonly config: Config;
  /** Without fixes where those were not asked for. */
  readonly findings: readonly Finding[];
  /** Whether nothing changed since. */
  readonly isFresh: boolean;
}

interface Checked {
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
  /** Of each file looked at, by absolute path. */
  readonly configs: ReadonlyMap<string, Config>;
}

/** Changes closer together than this are taken as one. Own choice. */
const GATHER_MS = 500;

export class RepositoryServer {
  readonly #request: RepositoryServerRequest;
  readonly #rules: readonly RepositoryRule[];
  #settings: Settings | null = null;
  #roots: readonly string[] = [];
  readonly #stale = new Set<string>();
  /** The last whole check of each root. */
  readonly #checked = new Map<string, Checked>();
  /** Checks of a root with the fixes in one file, by its path: asked for once until something changes. */
  readonly #mended = new Map<string, { readonly controller: AbortController; readonly said: Promise<Checked> }>();
  #running: AbortController | null = null;
  #stopTimer: (() => void) | null = null;

  constructor(request: RepositoryServerRequest) {
    this.#request = request;
    this.#rules = request.services.rules.filter(isRepositoryRule).filter(({ needs }) => needs !== 'programs');
  }

  /** What the editor is to tell of besides data and programs. */
  watchers(): readonly FileSystemWatcher[] {
    return [...new Set(this.#rules.flatMap(({ looksAt }) => looksAt))].map((globPattern) => ({ globPattern }));
  }

  configure({ settings, roots }: { readonly settings: Settings; readonly roots: readonly string[] }): void {
    for (const root of this.#roots) if (!roots.includes(root)) this.#show(root, NOTHING);
    this.#settings = settings;
    this.#roots = roots;
    this.everythingChanged();
  }

  /** @param path absolute */
  fileChanged(path: string): void {
    if (isNoisy(path)) return;
    const changed = this.#roots.filter((root) => isInside(path, root) && isLookedAt(relativePath(root, path), this.#rules));
    for (const root of changed) this.#stale.add(root);
    if (changed.length === 0) return;
    this.#forgetFixes();
    this.#soon();
  }

  /** Another configuration, or other files are ignored. */
  everythingChanged(): void {
    for (const root of this.#roots) this.#stale.add(root);
    this.#forgetFixes();
    this.#soon();
  }

  cancel(): void {
    this.#stopTimer?.();
    this.#stopTimer = null;
    this.#running?.abort();
    this.#forgetFixes();
  }

  #forgetFixes(): void {
    for (const { controller } of this.#mended.values()) controller.abort();
    this.#mended.clear();
  }

  #soon(): void {
    if (this.#rules.length === 0 || this.#stopTimer !== null) return;
    this.#stopTimer = this.#request.services.ports.clock.after(GATHER_MS, () => {
      this.#stopTimer = null;
      if (this.#running === null) this.#request.inBackground(this.#checkStale());
    });
  }

  /** Null for files that no rule looked at. */
  fileAt(path: string): RepositoryFile | null {
    for (const [root, { findings, configs }] of this.#checked) {
      const config = configs.get(path);
      if (config === undefined) continue;
      return { path, root, config, findings: findings.filter((each) => resolvePath(root, each.path) === path), isFresh: !this.#stale.has(root) && this.#running === null };
    }
    return null;
  }

  /** As `fileAt`, with the fixes of the findings in it. They are tried on the whole repository, so nobody waits for them at a check. */
  async fileWithFixes(path: string): Promise<RepositoryFile | null> {
    const file = this.fileAt(path);
    if (file?.isFresh !== true) return file;
    const { root } = file;
    const known = this.#mended.get(path) ?? this.#mend(root, path);
    const { findings } = await known.said;
    // a change meanwhile has let go of it
    if (this.#mended.get(path) !== known) return this.fileAt(path);
    return { ...file, findings: findings.filter((each) => resolvePath(root, each.path) === path) };
  }

  #mend(root: string, path: string): { readonly controller: AbortController; readonly said: Promise<Checked> } {
    const controller = new AbortController();
    const known = { controller, said: this.#check(root, { signal: controller.signal, fixes: { safety: 'all', within: { path, start: 0, end: Number.MAX_SAFE_INTEGER } } }) };
    this.#mended.set(path, known);
    return known;
  }

  #show(root: string, checked: Checked): void {
    if (checked === NOTHING) this.#checked.delete(root);
    else this.#checked.set(root, checked);
    this.#request.show(root, checked);
  }

  /** One root after the other; what changes meanwhile is checked afterwards. */
  async #checkStale(): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    try {
      for (let [root] = this.#stale; root !== undefined && !running.signal.aborted; [root] = this.#stale) {
        this.#stale.delete(root);
        const said = await this.#check(root, { signal: running.signal, fixes: null });
        if (!running.signal.aborted && this.#roots.includes(root)) this.#show(root, said);
      }
    } finally {
      this.#running = null;
    }
  }

  async #check(root: string, { signal, fixes }: { readonly signal: AbortSignal; readonly fixes: FixesWanted | null }): Promise<Checked> {
    const { services } = this.#request;
    const { ports } = services;
    if (this.#settings?.isEnabled !== true || !this.#settings.checksCode) return NOTHING;
    const configOf = configsOf({ root, settings: this.#settings }, services);
    const found = await findRepositories({ paths: [root], rules: this.#rules, workingFolder: root, files: ports.files, configOf, signal, onFolder: () => undefined });
    // a folder within a repository is looked at alone: git is not asked here
    const alone = found.map((each) => ({ ...each, root }));
    const [first] = alone.flatMap(({ files }) => files);
    if (first === undefined) return NOTHING;
    const request: CheckRequest = { datasets: [], workingFolder: root, rules: services.rules.filter((rule) => !isRepositoryRule(rule) || this.#rules.includes(rule)), ...(fixes === null ? {} : { fixes }), signal, repositories: { found: alone, configOf, git: null, openShell: services.openShell } };
    const report = await services.check(request, { ...ports, engine: services.engineFor(first.config.memoryLimitBytes) });
    const looked = new Map(alone.flatMap(({ files }) => files.map(({ path, config }) => [path, config] as const)));
    // what is wrong with the configuration is told with the rest of it
    return { findings: report.findings.filter(({ path }) => looked.has(resolvePath(root, path))), notChecked: report.notChecked.filter(({ path }) => looked.has(resolvePath(root, path))), configs: looked };
  }
}

const NOTHING: Checked = { findings: [], notChecked: [], configs: new Map() };
