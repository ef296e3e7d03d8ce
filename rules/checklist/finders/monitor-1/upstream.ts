/** Watches of what a model depends on: bots for libraries, freshness of sources, contracts, compatibility of schemas. */
import type { CodeFound, FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { wholeFile, YES } from '../../../api/repository/place.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import type { Run } from '../../../api/repository/run.ts';
import { at, entriesAt, itemsAt, textAt } from '../../../api/repository/tree.ts';
import type { TreeNode } from '../../../api/repository/tree.ts';
import { documentsAbout, joined } from '../manual-evidence.ts';

const ITEMS = ['monitor-1'] as const;
const ONLY_LIBRARIES = { atMost: 0.5 as const, because: 'libraries are a small part of what a model depends on; nothing watches its data' };

export const repositoryFinder: RepositoryFinder = {
  name: 'monitor-1/upstream',
  find: (repository): CodeFound =>
    joined(
      { checks: [...bots(repository), ...audits(repository), ...freshness(repository), ...contracts(repository), ...registries(repository)] },
      documentsAbout(repository, { items: ITEMS, title: /\b(?:upstream|data (?:sources?|dependenc(?:y|ies)|owners?)|external (?:data|sources?))\b/i, says: /\b(?:owner|contact|owned by|maintained by|responsible|announce)/i, what: 'upstream data and who owns it', isWithoutNumbers: true, columns: [/^(?:(?:data |upstream )?sources?|upstream|data ?sets?|tables?|apis?|topics?|feeds?|providers?|systems?|services?|dependenc(?:y|ies))\b/i, /\b(?:owners?|owned by|contacts?|teams?|responsible|maintainers?)\b/i, /\b(?:told|announc\w*|channel|mail\w*|notif\w*|contact|last (?:change|review\w*)|reviewed|sla|alert|version)\b/i] }),
    ),
};

/** Dependabot and Renovate open requests by themselves once their file is there. */
function bots({ files }: Repository): readonly FoundCheck[] {
  const dependabot = files.matching('.github/dependabot.{yml,yaml}').flatMap(({ path }) =>
    files.trees(path).flatMap(({ root }): readonly FoundCheck[] => {
      const updates = itemsAt(root, 'updates');
      const own = updates.filter((each) => /^(?:pip|uv|conda|poetry|npm|docker|gradle|maven|cargo|gomod)$/.test(textAt(each, 'package-ecosystem') ?? ''));
      const [first] = own;
      if (first === undefined) return [];
      const isOff = own.every((each) => textAt(each, 'open-pull-requests-limit') === '0');
      const repeated: Outcome = isOff ? { answer: 'no', links: [{ at: first.at, text: 'it may open no requests (`open-pull-requests-limit: 0`)' }] } : YES;
      return [{ items: ITEMS, at: first.at, text: 'Dependabot opens a request for each new version of a library', isReal: YES, data: 'unknown', ranBy: { kind: 'always', enforced: YES, repeated, chain: [] }, ...ONLY_LIBRARIES }];
    }),
  );
  const renovate = files.matching('renovate.json', 'renovate.json5', '.renovaterc', '.renovaterc.json', '.github/renovate.json', '.github/renovate.json5', '.gitlab/renovate.json').map(({ path }): FoundCheck => {
    const off = files.trees(path).map(({ root }) => at(root, 'enabled')).find((each) => each?.kind === 'scalar' && each.value === false);
    const repeated: Outcome = off === undefined || off === null ? YES : { answer: 'no', links: [{ at: off.at, text: 'it is switched off' }] };
    return { items: ITEMS, at: wholeFile(path), text: 'Renovate is set to open a request for each new version of a library', isReal: YES, data: 'unknown', ranBy: { kind: 'always', enforced: YES, repeated, chain: [] }, ...ONLY_LIBRARIES };
  });
  return [...dependabot, ...renovate];
}

function grouped(runs: readonly Run[]): readonly (readonly [Run, ...Run[]])[] {
  const byPlace = new Map<string, [Run, ...Run[]]>();
  for (const run of runs) {
    const key = JSON.stringify(run.command.at);
    const known = byPlace.get(key);
    if (known === undefined) byPlace.set(key, [run]);
    else known.push(run);
  }
  return [...byPlace.values()];
}

function lineOf({ command }: Run): string {
  return command.words.map((word) => word ?? '…').join(' ');
}

function audits({ runs }: Repository): readonly FoundCheck[] {
  return grouped(runs.filter((run) => /^(?:(?:python\S* -m )?pip[-_]audit|safety (?:check|scan)|uv audit|poetry audit|npm audit)\b/.test(lineOf(run)))).map(([run, ...others]) => ({
    items: ITEMS,
    at: run.command.at,
    text: `\`${lineOf(run).split(' ').slice(0, 2).join(' ')}\` looks for libraries with known faults`,
    isReal: YES,
    data: 'unknown',
    ranBy: { kind: 'runs', runs: [run, ...others] },
    ...ONLY_LIBRARIES,
  }));
}

/** `freshness` of dbt sources, with a bound, which `dbt source freshness` judges. */
function freshness(repository: Repository): readonly FoundCheck[] {
  const { files } = repository;
  const runs = repository.runs.filter((run) => /^dbt (?:\S+ )*source (?:freshness|snapshot-freshness)\b|^dbt build\b.*freshness/.test(lineOf(run)));
  return files.matching('**/*.{yml,yaml}').flatMap(({ path }) =>
    files.trees(path).flatMap(({ root }): readonly FoundCheck[] => {
      const sources = itemsAt(root, 'sources');
      const bounds = sources.flatMap((source) => [at(source, 'freshness'), at(source, 'config', 'freshness'), ...itemsAt(source, 'tables').map((table) => at(table, 'freshness'))].filter((each): each is TreeNode => each !== null && each.kind === 'map'));
      const [first] = bounds;
      if (first === undefined) return [];
      const errors = bounds.some((each) => at(each, 'error_after') !== null);
      const isReal: Outcome = errors ? YES : { answer: 'no', links: [{ at: first.at, text: 'it only warns (`error_after` is not set)' }] };
      return [{ items: ITEMS, at: first.at, text: 'dbt holds the age of sources against a bound', isReal, data: 'unknown', ranBy: { kind: 'runs', runs } }];
    }),
  );
}

/** Data contracts that a command tests. */
function contracts(repository: Repository): readonly FoundCheck[] {
  return grouped(repository.runs.filter((run) => /^datacontract (?:test|breaking|ci)\b|^buf breaking\b|^protolock\b|^oasdiff breaking\b/.test(lineOf(run)))).map(([run, ...others]) => ({
    items: ITEMS,
    at: run.command.at,
    text: `\`${lineOf(run).split(' ').slice(0, 2).join(' ')}\` fails when a contract with upstream is broken`,
    isReal: YES,
    data: 'unknown',
    ranBy: { kind: 'runs', runs: [run, ...others] },
  }));
}

/** A registry of schemas that refuses incompatible ones. */
function registries({ files }: Repository): readonly FoundCheck[] {
  return files.matching('**/*.{yml,yaml,tf}').flatMap(({ path }) =>
    files.trees(path).flatMap(({ root }) =>
      [...entriesAt(root, 'services').map(({ value }) => at(value, 'environment')), ...entriesAt(root, 'resource', 'confluent_subject_config').map(({ value }) => value)].flatMap((settings): readonly FoundCheck[] => {
        const found =
          settings?.kind === 'map'
            ? (settings.entries.find(({ key }) => /SCHEMA_COMPATIBILITY_LEVEL$|^compatibility_level$/.test(key))?.value ?? null)
            : settings?.kind === 'list'
              ? (settings.items.find((each) => /SCHEMA_COMPATIBILITY_LEVEL=/.test(textAt(each) ?? '')) ?? null)
              : null;
        if (found === null) return [];
        const isNone = /(?:^|=)NONE$/i.test(textAt(found) ?? '');
        const isReal: Outcome = isNone ? { answer: 'no', links: [{ at: found.at, text: 'it accepts every schema' }] } : YES;
        return [{ items: ITEMS, at: found.at, text: 'the registry of schemas refuses incompatible ones', isReal, data: 'unknown', ranBy: { kind: 'always', enforced: YES, repeated: YES, chain: [] } }];
      }),
    ),
  );
}
