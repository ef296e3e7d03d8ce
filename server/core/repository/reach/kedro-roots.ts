/**
 * What a run of Kedro runs: pipelines that are registered, nodes in them, and hooks that the settings name.
 * Source: docs.kedro.org, "The pipeline registry", "Pipeline autodiscovery", "Hooks", "Kedro's command line interface".
 */
import type { CallSummary, FunctionId, FunctionSummary } from '../../../../rules/api/repository/program.ts';
import type { Repository } from '../../../../rules/api/repository/repository.ts';
import { fileName } from '../../paths.ts';

export interface KedroRoot {
  readonly id: FunctionId;
  readonly text: string;
  readonly isCertain: boolean;
}

/** Options that leave no node out. */
const WHOLE_OPTION = /^(?:--(?:env|params|runner|async|is-async|conf-source|load-versions?|config)(?:=|$)|-[ercC]$|--pipeline=__default__$)/u;
const WITH_VALUE = /^(?:--(?:env|params|runner|conf-source|load-versions?|config)|-[erc])$/u;

/** @param args words after `kedro` */
export function rootsOfCommand(args: readonly (string | null)[], folder: string | null, repository: Repository): readonly KedroRoot[] {
  if (args[0] !== 'run') return [];
  const isWhole = args.slice(1).every((word, index) => word !== null && (WHOLE_OPTION.test(word) || WITH_VALUE.test(args[index] ?? '')));
  return rootsOfRun({ repository, folder: folder ?? '', isWhole, by: '`kedro run`' });
}

const SESSION_RUN = /^kedro\.(?:[\w.]+\.)?KedroSession\.(?:\w+\.)*run$/u;

/** What a call of `KedroSession.create(...).run(...)` runs; nothing for other calls. */
export function rootsOfCall(call: CallSummary, repository: Repository): readonly KedroRoot[] {
  if (call.name === null || !SESSION_RUN.test(call.name)) return [];
  const line = repository.files.text(call.at.path)?.split('\n')[(call.at.range?.end.line ?? 1) - 1] ?? '';
  return rootsOfRun({ repository, folder: '', isWhole: /\.run\(\s*(?:runner\s*=\s*[\w.()]+\s*)?\)/u.test(line), by: '`KedroSession`' });
}

interface KedroRun {
  readonly repository: Repository;
  readonly folder: string;
  readonly isWhole: boolean;
  readonly by: string;
}

function rootsOfRun({ repository, folder, isWhole, by }: KedroRun): readonly KedroRoot[] {
  const inside = repository.programs.filter(({ path, kind }) => kind === 'script' && (folder === '' || path.startsWith(`${folder}/`)));
  const functions = inside.flatMap((program) => program.functions.map((each) => ({ each, path: program.path })));
  const root = (each: FunctionSummary, path: string, isCertain: boolean): KedroRoot => ({ id: each.id, text: `${by} runs \`${each.name}\` of \`${path}\``, isCertain });
  const registries = functions.filter(({ each, path }) => each.name === 'register_pipelines' && /^(?:pipeline_registry|hooks|run|settings)\.py$/u.test(fileName(path)));
  const isFound = registries.some(({ each }) => each.calls.some(({ name }) => name !== null && /(?:^|\.)find_pipelines$/u.test(name)));
  const parts = registries.length > 0 && !isFound ? [] : functions.filter(({ each, path }) => each.name === 'create_pipeline' && /(?:^|\/)pipelines\/|(?:^|\/)pipeline\.py$/u.test(path));
  return [
    ...registries.map(({ each, path }) => root(each, path, isWhole)),
    ...parts.map(({ each, path }) => root(each, path, isWhole && (isFound || registries.length === 0) && /(?:^|\/)pipelines\//u.test(path))),
    ...functions.flatMap(({ each, path }) => hookRoots(each, { path, repository, inside: inside.map((program) => program.path) }).map(({ isCertain }) => ({ ...root(each, path, isCertain), text: `${by} runs the hook \`${each.name}\`` }))),
  ];
}

interface HookFile {
  readonly path: string;
  readonly repository: Repository;
  readonly inside: readonly string[];
}

/** Hooks of classes that `HOOKS` lists run; those of others only when a package hands them on. */
function hookRoots({ id, decorators }: FunctionSummary, { path, repository, inside }: HookFile): readonly { readonly isCertain: boolean }[] {
  if (!decorators.some((name) => /(?:^|\.)hook_impl$/u.test(name))) return [];
  const parts = id.slice(id.indexOf('::') + 2).split('.');
  const owner = parts.length > 1 ? (parts[0] ?? '') : '';
  const listed = inside.filter((each) => fileName(each) === 'settings.py').map((each) => hooksIn(repository.files.text(each) ?? ''));
  const isListed = owner !== '' && listed.some((text) => text !== null && new RegExp(`\\b${owner}\\b`, 'u').test(text));
  if (isListed) return [{ isCertain: !/^on_|_error$/u.test(parts.at(-1) ?? '') }];
  const isPlain = listed.length > 0 && listed.every((text) => text === null || /^[\s\w.,()[\]"'#=]*$/u.test(text));
  const isHandedOn = repository.files.matching('**/{pyproject.toml,setup.py,setup.cfg}').some((file) => (repository.files.text(file.path) ?? '').includes('kedro.hooks')) || path.includes('cli');
  return isPlain && !isHandedOn ? [] : [{ isCertain: false }];
}

/** What `HOOKS` is given, comments left out; null when the file gives none. */
function hooksIn(settings: string): string | null {
  const plain = settings.slice(0, 100_000).replace(/#[^\n]*/gu, '');
  return /^HOOKS\s*(?::[^=\n]+)?=\s*((?:[([][\s\S]*?\n?[)\]]\s*(?:\n|$))|[^\n]*)/mu.exec(plain)?.[1] ?? null;
}
