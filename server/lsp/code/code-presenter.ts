/** Turns what is found in code into what the editor shows, file by file. */
import type { Diagnostic } from 'vscode-languageserver';
import { relativePath } from '../../core/paths.ts';
import type { Finding, NotChecked } from '../../core/report.ts';
import { applySuppressions } from '../../core/suppression.ts';
import type { CheckedInput } from '../../core/suppression.ts';
import { toDiagnostics, type DiagnosticOptions } from '../convert/diagnostics.ts';
import type { Services } from '../services.ts';
import { countsOf, NO_COUNTS, sumOf, type Counts } from '../status.ts';
import type { CodeChecker } from './code-checker.ts';
import type { OpenPrograms } from './open-programs.ts';

export interface CodePresenterRequest {
  readonly services: Services;
  readonly checker: CodeChecker;
  readonly open: OpenPrograms;
  readonly options: (root: string) => DiagnosticOptions;
  /** Shows all there is to say of a file. @param byUri empty when there is nothing */
  readonly show: (path: string, byUri: ReadonlyMap<string, readonly Diagnostic[]>) => void;
}

interface Shown {
  readonly root: string;
  /** As found; suppressions of the configuration are applied when they are shown. */
  readonly found: readonly Finding[];
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
}

export class CodePresenter {
  readonly #request: CodePresenterRequest;
  readonly #shown = new Map<string, Shown>();

  constructor(request: CodePresenterRequest) {
    this.#request = request;
  }

  /** @param paths absolute paths of files about which there may be something new */
  show(root: string, paths: ReadonlySet<string>): void {
    for (const path of paths) this.#showOne(root, path);
  }

  /** The same findings, elsewhere or graded otherwise. */
  showAgain(path: string | null): void {
    for (const [each, { root }] of [...this.#shown]) if (path === null || path === each) this.#showOne(root, each);
  }

  /** Findings on a file as they are shown, those that are ignored marked. */
  findingsOn(path: string): readonly Finding[] {
    return this.#shown.get(path)?.findings ?? [];
  }

  /** @param paths null for all */
  counts(paths: readonly string[] | null): Counts {
    const programs = this.#request.checker.programs().filter(({ program }) => paths === null || paths.includes(program.path));
    const isWanted = (path: string): boolean => paths === null || paths.includes(path);
    const all = [...this.#shown].filter(([path]) => isWanted(path)).map(([, { findings, notChecked }]) => ({ ...countsOf(findings, notChecked), datasets: 0 }));
    return { ...sumOf([NO_COUNTS, ...all]), programs: programs.length };
  }

  /** What suppressions are judged by. */
  suppressible(root: string): { readonly findings: readonly Finding[]; readonly inputs: readonly CheckedInput[]; readonly notChecked: readonly string[] } {
    const shown = [...this.#shown.values()].filter((each) => each.root === root);
    const inputs = this.#request.checker.programs().filter((each) => each.root === root).map(({ program, config }) => ({ ...program, config }));
    return { findings: shown.flatMap(({ found }) => found), inputs, notChecked: shown.flatMap(({ notChecked }) => notChecked.map(({ path }) => path)) };
  }

  #showOne(root: string, path: string): void {
    const { services, checker, options, show } = this.#request;
    const found = checker.findingsOn(path);
    const notChecked = checker.notChecked(path);
    if (found.length + notChecked.length === 0) {
      this.#shown.delete(path);
      show(path, new Map());
      return;
    }
    const config = (checker.programAt(path) ?? checker.programs().find((each) => each.root === root))?.config;
    const inputs = config === undefined ? [] : [{ path, displayPath: relativePath(root, path), config }];
    const findings = applySuppressions({ findings: found, inputs, rules: services.rules, notChecked: [], wholeFolders: [], today: services.ports.clock.today() }).slice(0, found.length);
    this.#shown.set(path, { root, found, findings, notChecked });
    show(path, toDiagnostics({ findings, notChecked }, options(root)));
  }
}
