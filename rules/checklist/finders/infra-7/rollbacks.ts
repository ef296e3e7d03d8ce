/** Steps that bring the previous version back when a release fails. */
import type { CodeFound, FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { YES } from '../../../api/repository/place.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import type { Run } from '../../../api/repository/run.ts';
import { at, textAt } from '../../../api/repository/tree.ts';
import { appliedBy } from '../applied-by.ts';
import { documentsAbout, joined } from '../manual-evidence.ts';
import { allOfStep } from '../steps.ts';
import { isExamplePath, isTestPath } from '../test-paths.ts';
import { BACK } from '../ways-back.ts';

const ITEMS = ['infra-7'] as const;

export const repositoryFinder: RepositoryFinder = {
  name: 'infra-7/rollbacks',
  find: (repository): CodeFound =>
    joined(
      { checks: [...commands(repository), ...manifests(repository), ...scripts(repository), ...functions(repository), ...returnsInShell(repository)] },
      documentsAbout(repository, { items: ITEMS, title: /\broll(?:ing)?[ -]?back|\brevert(?:ing)? (?:a|the|to)\b.*\b(?:model|release|version)|\bdisaster recovery\b/i, what: 'the way back to the previous version', isWithoutNumbers: true }),
    ),
};

function commands({ runs }: Repository): readonly FoundCheck[] {
  const byPlace = new Map<string, { readonly run: Run; readonly runs: Run[] }>();
  for (const run of runs) {
    if (!BACK.test(lineOf(run))) continue;
    const key = JSON.stringify(run.command.at);
    const known = byPlace.get(key);
    if (known === undefined) byPlace.set(key, { run, runs: [run] });
    else known.runs.push(run);
  }
  return [...byPlace.values()].map(({ run, runs: all }) => ({ items: ITEMS, at: run.command.at, text: `\`${lineOf(run).split(' ').slice(0, 3).join(' ')}\` brings the previous version back`, isReal: YES, data: 'unknown', ranBy: { kind: 'runs', runs: all.map(asEnforced) } }));
}

/** What matters of a way back is that it is started when something failed, not whether its own failure stops anything. */
function asEnforced(run: Run): Run {
  if (/--(?:atomic|rollback-on-failure)\b/.test(lineOf(run))) return run;
  const { repeated, started } = run;
  const waitsForFailure = repeated.answer === 'unknown' && repeated.links.length > 0 && repeated.links.every(({ text }) => /\b(?:failure|failed|on_failure|always)\b|\b(?:exit_?)?(?:code|status|rc|result|ret|currentResult)\s*[=!]=/i.test(text));
  const fires = started?.by.triggers.some((trigger) => trigger.fires.answer === 'yes') === true;
  return { ...run, enforced: YES, ...(waitsForFailure && fires ? { repeated: YES } : {}) };
}

function lineOf({ command }: Run): string {
  return command.words.map((word) => word ?? '…').join(' ');
}

/** Rollouts that are ended by an analysis, services that return by themselves. */
function manifests(repository: Repository): readonly FoundCheck[] {
  const { files } = repository;
  return files.matching('**/*.{yml,yaml}').flatMap(({ path }) =>
    isTestPath(path) || isExamplePath(path)
      ? []
      : files.trees(path).flatMap(({ root }): readonly FoundCheck[] => {
          const found = manifestOf(root);
          return found === null ? [] : [{ items: ITEMS, at: found.node.at, text: found.text, isReal: found.isReal, data: 'unknown', ranBy: { kind: 'runs', runs: appliedBy(repository, path) } }];
        }),
  );
}

function manifestOf(root: Parameters<typeof at>[0]): { readonly node: NonNullable<ReturnType<typeof at>>; readonly text: string; readonly isReal: Outcome } | null {
  const kind = textAt(root, 'kind');
  const history = at(root, 'spec', 'revisionHistoryLimit');
  const isReal: Outcome = history?.kind === 'scalar' && history.value === 0 ? { answer: 'no', links: [{ at: history.at, text: 'no revision is kept to return to' }] } : YES;
  const apiVersion = textAt(root, 'apiVersion') ?? '';
  if (kind === 'Rollout' && apiVersion.startsWith('argoproj.io')) {
    const canary = at(root, 'spec', 'strategy', 'canary') ?? at(root, 'spec', 'strategy', 'blueGreen');
    const analysis = at(canary, 'analysis') ?? at(canary, 'prePromotionAnalysis') ?? at(canary, 'postPromotionAnalysis') ?? stepAnalysis(canary);
    return analysis === null ? null : { node: analysis, text: 'Argo Rollouts returns to the stable version when the analysis fails', isReal };
  }
  if (kind === 'Canary' && apiVersion.startsWith('flagger.app')) {
    const analysis = at(root, 'spec', 'analysis', 'metrics');
    return analysis === null ? null : { node: analysis, text: 'Flagger returns to the stable version when a metric fails', isReal };
  }
  return null;
}

function stepAnalysis(canary: ReturnType<typeof at>): ReturnType<typeof at> {
  const steps = at(canary, 'steps');
  return steps?.kind === 'list' ? (steps.items.flatMap((step) => at(step, 'analysis') ?? [])[0] ?? null) : null;
}

/** Functions named after a way back: whoever tries them exercises it. */
function functions({ programs }: Repository): readonly FoundCheck[] {
  return programs.flatMap(({ path, functions: all }) =>
    isTestPath(path) || isExamplePath(path)
      ? []
      : all.flatMap(({ id, name, at: place, calls }): readonly FoundCheck[] =>
          /^_?(?:roll_?back\w*|restore_(?:previous|last)\w*|revert_(?:to|model|alias|release)\w*)$/.test(name) && calls.length > 0 && !/(?:session|transaction|db|conn)/i.test(id) && calls.some((call) => call.name === null || !/^(?:sqlalchemy|psycopg2?|sqlite3|django)\b/.test(call.name))
            ? [{ items: ITEMS, at: place, text: `\`${name}\` brings the previous version back`, isReal: YES, data: 'unknown', ranBy: { kind: 'function', id } }]
            : [],
        ),
  );
}

const RETURNS = /(?:\bif\s+!|\|\|\s*(?:\{|\()|\$\?\s*(?:-ne|!=)\s*0|\btrap\s)[^\n]*(?:\n(?!\s*(?:fi|\})\b)[^\n]*){0,12}?\b(?:docker|ln -s\w*|cp|mv|rsync|kubectl|helm|aws|gcloud|git (?:checkout|revert|reset))\b[^\n]*(?:previous|backup|roll_?back|\bold\b|last[_-]?(?:good|known)|\bprev\b|stable)/i;

/** A shell script or step that puts the version before back when a check fails. */
function returnsInShell({ files, automations, runs }: Repository): readonly FoundCheck[] {
  const text = 'a failed check brings the previous version back';
  const inScripts = files.matching('**/*.{sh,bash}').flatMap(({ path }): readonly FoundCheck[] => {
    const script = (files.text(path) ?? '').replaceAll(/^[ \t]*#.*$/gm, (line) => ' '.repeat(line.length));
    const match = isTestPath(path) || isExamplePath(path) ? null : RETURNS.exec(script);
    if (match === null) return [];
    const through = runs.filter((run) => run.command.at.path === path || run.through.some(({ at: target }) => target.path === path));
    return [{ items: ITEMS, at: files.place(path, match.index, match.index + (match[0].split('\n')[0] ?? '').length), text, isReal: YES, data: 'unknown', ranBy: { kind: 'runs', runs: through.map((run) => ({ ...run, enforced: YES })) } }];
  });
  const inSteps = automations.flatMap((automation) => automation.jobs.flatMap((job) => job.steps.flatMap((step): readonly FoundCheck[] => (step.does.kind === 'shell' && RETURNS.test(step.does.script.lines.map((line) => line.text).filter((line) => !/^\s*#/.test(line)).join('\n')) ? [{ items: ITEMS, at: step.at, text, isReal: YES, data: 'unknown', ranBy: { kind: 'always', ...allOfStep({ automation, job, step }), enforced: YES } }] : []))));
  return [...inScripts, ...inSteps];
}

/** Scripts named after a way back: what runs them says whether they are one. */
function scripts({ files, runs, automations }: Repository): readonly FoundCheck[] {
  const named = files.matching('**/*roll{back,_back,-back}*.{sh,py}', '**/*restore*model*.{sh,py}').filter(({ path }) => !isTestPath(path) && !isExamplePath(path));
  const inSteps = automations.flatMap((automation) =>
    automation.kind === 'jenkins' || automation.kind === 'github-actions'
      ? automation.jobs.flatMap((job) => job.steps.flatMap((step) => (step.does.kind === 'shell' && /\broll_?back|restor(?:e|ing)\b.*(?:backup|model|previous)|\b(?:cp|mv)\s+(?:-\w+\s+)*\S*(?:backup|previous)\S*\s/i.test(`${step.name} ${job.name}`) ? [{ step, job }] : [])))
      : [],
  );
  const fromScripts = named.map(({ path }): FoundCheck => {
    const uses = runs.filter(({ command }) => command.words.some((word) => word !== null && (word === path || word.endsWith(`/${path.slice(path.lastIndexOf('/') + 1)}`) || word === path.slice(path.lastIndexOf('/') + 1))));
    return { items: ITEMS, at: { path, cell: null, range: null }, text: `\`${path.slice(path.lastIndexOf('/') + 1)}\` brings the previous version back`, isReal: YES, data: 'unknown', ranBy: { kind: 'runs', runs: uses.map(asEnforced) } };
  });
  const fromSteps = inSteps.flatMap(({ step, job }): readonly FoundCheck[] => {
    const own = runs.filter(({ started }) => started !== null && started.job === job && started.step === step);
    // where another step does it, this one only makes ready
    if (!own.some((run) => BACK.test(lineOf(run))) && runs.some((run) => run.started?.job === job && BACK.test(lineOf(run)))) return [];
    return own.length === 0 ? [] : [{ items: ITEMS, at: step.at, text: `the step \`${step.name.slice(0, 60).replaceAll('`', '')}\` brings the previous version back`, isReal: YES, data: 'unknown', ranBy: { kind: 'runs', runs: own.map(asEnforced) } }];
  });
  return [...fromScripts, ...fromSteps];
}
