/** The projects of a session: which programs belong to which, as the folder was found and as files are open. */
import { isCodeRule } from '../../../../rules/api/rule.ts';
import { metaRules } from '../../meta-rules.ts';
import { isInside } from '../../paths.ts';
import type { FoundProgram } from '../check/check-code.ts';
import { groupByProject } from '../check/project-root.ts';
import { createCancel } from './cancel.ts';
import type { OpenFiles } from './open-files.ts';
import { readProject } from './read-project.ts';
import { SessionProject } from './session-project.ts';
import type { CodeSessionRequest } from './session-request.ts';

export interface SessionProjectsRequest {
  readonly session: CodeSessionRequest;
  readonly open: OpenFiles;
  /** Told before projects take what was read. */
  readonly onReading: () => void;
  /** @param waiting programs that have to be checked */
  readonly onProject: (project: SessionProject, waiting: Iterable<string>) => void;
  readonly onRead: () => void;
}

export class SessionProjects {
  readonly #request: SessionProjectsRequest;
  readonly #byRoot = new Map<string, SessionProject>();
  /** Programs that are no part of the folder but open, by path. */
  readonly #guests = new Map<string, FoundProgram>();
  #found: readonly FoundProgram[] = [];
  #reading: Promise<unknown> = Promise.resolve();

  constructor(request: SessionProjectsRequest) {
    this.#request = request;
  }

  all(): readonly SessionProject[] {
    return [...this.#byRoot.values()];
  }

  of(path: string): SessionProject | null {
    return this.all().find((project) => project.has(path)) ?? null;
  }

  /** Those whose findings may stand in a file. */
  around(path: string): readonly SessionProject[] {
    return this.all().filter((project) => project.has(path) || project.hasText(path) || isInside(path, project.root));
  }

  setFound(programs: readonly FoundProgram[]): Promise<void> {
    this.#found = programs;
    return this.#read();
  }

  addGuest(found: FoundProgram): Promise<void> {
    this.#guests.set(found.program.path, found);
    return this.#read();
  }

  /** False when it is none. */
  dropGuest(path: string): boolean {
    const isOne = this.#guests.delete(path);
    if (isOne) void this.#read();
    return isOne;
  }

  /** Resolves when everything asked for so far is read. */
  async settled(): Promise<void> {
    await this.#reading;
  }

  #read(): Promise<void> {
    const run = this.#reading.then(() => this.#readAll());
    this.#reading = run.catch(() => undefined);
    return run;
  }

  async #readAll(): Promise<void> {
    const { session, open, onReading, onProject, onRead } = this.#request;
    const { workingFolder, tools, rules, ports, events } = session;
    const programs = [...this.#found, ...[...this.#guests.values()].filter(({ program }) => !this.#found.some((found) => found.program.path === program.path))];
    const groups = await groupByProject({ programs, workingFolder }, ports.files);
    const dropped = [...this.#byRoot].filter(([root, { home }]) => !groups.some((group) => group.root === root && group.home === home));
    for (const [root, project] of dropped) {
      this.#byRoot.delete(root);
      events.onChange(new Set(project.paths()));
    }
    const { signal } = createCancel();
    onReading();
    for (const { root, home, programs: members } of groups) {
      const read = await readProject({ root, programs: members, workingFolder, openText: (path) => open.textOf(path), files: ports.files, parser: tools.parser, signal });
      const known = this.#byRoot.get(root);
      const gone = known?.paths().filter((path) => !members.some(({ program }) => program.path === path)) ?? [];
      const project = known ?? new SessionProject({ root, home, workingFolder, rules: rules.filter(isCodeRule), knownIds: [...rules, ...metaRules].map(({ id }) => id), tools, ports }, read);
      this.#byRoot.set(root, project);
      open.showAll(project);
      const waiting = [...project.take(read)];
      for (const { path } of read.notChecked) events.onChange(new Set([path]));
      if (read.knowledge !== null) events.onChange(new Set([read.knowledge.path]));
      if (gone.length > 0) events.onChange(new Set(gone));
      onProject(project, waiting);
    }
    onRead();
  }
}
