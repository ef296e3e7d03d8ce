/** Settings that give a new version a part of the traffic. */
import type { CodeFound, FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { UNKNOWN, YES } from '../../../api/repository/place.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import type { Run } from '../../../api/repository/run.ts';
import { at, itemsAt, textAt } from '../../../api/repository/tree.ts';
import type { TreeNode } from '../../../api/repository/tree.ts';
import { appliedBy } from '../applied-by.ts';
import { documentsAbout, joined } from '../manual-evidence.ts';
import { isExamplePath, isTestPath } from '../test-paths.ts';

const ITEMS = ['infra-6'] as const;

interface Share {
  readonly node: TreeNode;
  readonly text: string;
  readonly isReal: Outcome;
}

export const repositoryFinder: RepositoryFinder = {
  name: 'infra-6/traffic-shares',
  find: (repository): CodeFound =>
    joined(
      { checks: [...inFiles(repository), ...inNginx(repository), ...inUpstreams(repository), ...inCommands(repository)] },
      documentsAbout(repository, { items: ITEMS, title: /\b(?:canar(?:y|ies|ied)|staged (?:rollout|release)|gradual rollout|shadow (?:deployment|traffic))\b/i, what: 'a release in stages' }),
    ),
};

function inFiles(repository: Repository): readonly FoundCheck[] {
  const { files } = repository;
  return files.matching('**/*.{yml,yaml,json}').flatMap(({ path }) =>
    isTestPath(path) || isExamplePath(path)
      ? []
      : files.trees(path).flatMap(({ root }) => {
          const share = shareOf(root);
          return share === null ? [] : [{ items: ITEMS, at: share.node.at, text: share.text, isReal: share.isReal, data: 'unknown' as const, ranBy: { kind: 'runs' as const, runs: appliedBy(repository, path) } }];
        }),
  );
}

const no = (node: TreeNode, text: string): Outcome => ({ answer: 'no', links: [{ at: node.at, text }] });

function shareOf(root: TreeNode): Share | null {
  const kind = textAt(root, 'kind');
  const version = textAt(root, 'apiVersion') ?? '';
  if (kind === 'Rollout' && version.startsWith('argoproj.io')) return rollout(root);
  if (kind === 'Canary' && version.startsWith('flagger.app')) return flagger(root);
  if (kind === 'InferenceService') {
    const percent = at(root, 'spec', 'predictor', 'canaryTrafficPercent');
    return percent === null ? null : { node: percent, text: 'KServe gives a new model a part of the traffic', isReal: isPart(percent) };
  }
  if (kind === 'SeldonDeployment') return weights(itemsAt(root, 'spec', 'predictors').flatMap((each) => at(each, 'traffic') ?? []), 'Seldon shares the traffic between predictors');
  if (kind === 'VirtualService') {
    const routes = itemsAt(root, 'spec', 'http').map((http) => itemsAt(http, 'route').flatMap((route) => at(route, 'weight') ?? [])).find((all) => all.length >= 2);
    return routes === undefined ? null : weights(routes, 'Istio shares the traffic between versions');
  }
  if (kind === 'TrafficSplit') return weights(itemsAt(root, 'spec', 'backends').flatMap((each) => at(each, 'weight') ?? []), 'a `TrafficSplit` shares the traffic between versions');
  if (kind === 'Ingress') {
    const notes = at(root, 'metadata', 'annotations');
    const isOn = textAt(notes, 'nginx.ingress.kubernetes.io/canary') === 'true';
    const weight = at(notes, 'nginx.ingress.kubernetes.io/canary-weight');
    return isOn && weight !== null ? { node: weight, text: 'the ingress gives a canary a part of the traffic', isReal: isPart(weight) } : null;
  }
  return null;
}

function rollout(root: TreeNode): Share | null {
  const canary = at(root, 'spec', 'strategy', 'canary');
  if (canary === null) return null;
  const steps = itemsAt(canary, 'steps');
  const parts = steps.flatMap((step) => at(step, 'setWeight') ?? []).filter((weight) => isPart(weight).answer === 'yes');
  const [first] = parts;
  const text = `Argo Rollouts gives a new version ${parts.length === 1 ? 'one part' : `${parts.length} parts`} of the traffic, step by step`;
  if (first === undefined) return { node: canary, text: 'Argo Rollouts has a canary strategy', isReal: no(canary, 'no step gives it a part of the traffic only') };
  const waits = steps.some((step) => at(step, 'pause') !== null || at(step, 'analysis') !== null) || at(canary, 'analysis') !== null;
  return { node: first, text, isReal: waits ? YES : no(first, 'no step waits for a look or an analysis before all traffic follows') };
}

function flagger(root: TreeNode): Share | null {
  const analysis = at(root, 'spec', 'analysis') ?? at(root, 'spec', 'canaryAnalysis');
  if (analysis === null) return null;
  const step = at(analysis, 'stepWeight') ?? at(analysis, 'stepWeights') ?? at(analysis, 'iterations');
  if (step === null) return null;
  const hasMetrics = itemsAt(analysis, 'metrics').length > 0 || itemsAt(analysis, 'webhooks').length > 0;
  return { node: step, text: 'Flagger moves traffic to a new version in steps', isReal: hasMetrics ? YES : no(analysis, 'no metric is looked at between the steps') };
}

function isPart(node: TreeNode): Outcome {
  const text = textAt(node) ?? '';
  if (!/^\d+(?:\.\d+)?$/.test(text)) return UNKNOWN;
  const value = Number(text);
  return value > 0 && value < 100 ? YES : no(node, `a share of ${value} is no part of the traffic`);
}

function weights(all: readonly TreeNode[], text: string): Share | null {
  const [first] = all;
  if (first === undefined || all.length < 2) return null;
  const outcomes = all.map(isPart);
  const isReal = outcomes.every(({ answer }) => answer === 'yes') ? YES : (outcomes.find(({ answer }) => answer === 'unknown') ?? no(first, `the shares are ${all.map((each) => textAt(each) ?? '…').join(' and ')}, so one version gets everything`));
  return { node: first, text, isReal };
}

/** `split_clients` of nginx. */
function inNginx(repository: Repository): readonly FoundCheck[] {
  const { files } = repository;
  return files.matching('**/*.conf', '**/*nginx*').flatMap(({ path }): readonly FoundCheck[] => {
    const text = files.text(path) ?? '';
    const match = /^[ \t]*split_clients\s+\S+\s+\$\w+\s*\{([^}]{0,2000})\}/m.exec(text);
    if (match === null) return [];
    const shares = [...(match[1] ?? '').matchAll(/^\s*(\d+(?:\.\d+)?)%/gm)].map((share) => Number(share[1]));
    const place = files.place(path, match.index + match[0].search(/\S/), match.index + match[0].length);
    const isReal: Outcome = shares.some((share) => share > 0 && share < 100) ? YES : { answer: 'no', links: [{ at: place, text: 'no share is between 0 and 100 per cent' }] };
    return [{ items: ITEMS, at: place, text: 'nginx shares the clients between versions', isReal, data: 'unknown', ranBy: { kind: 'runs', runs: appliedBy(repository, path) } }];
  });
}

/** Servers of an upstream with weights of their own, as nginx and HAProxy write them. */
function inUpstreams(repository: Repository): readonly FoundCheck[] {
  const { files } = repository;
  return files.matching('**/*.{conf,cfg}', '**/*nginx*', '**/*haproxy*').flatMap(({ path }): readonly FoundCheck[] => {
    const text = files.text(path) ?? '';
    return [...text.matchAll(/^[ \t]*(?:upstream\s+\S+\s*\{([^}]{0,4000})\}|backend\s+\S+\n((?:[ \t]+[^\n]*\n){1,60}))/gm)].flatMap((match): readonly FoundCheck[] => {
      const servers = (match[1] ?? match[2] ?? '').split('\n').flatMap((line) => /^\s*server\s+[^#]+/.exec(line)?.[0] ?? []);
      const weights = servers.map((server) => Number(/weight[= ](\d+)/.exec(server)?.[1] ?? 1));
      if (servers.length < 2 || !servers.some((server) => /weight[= ]\d/.test(server))) return [];
      const isOff = (server: string): boolean => /\s(?:down|disabled)\b|weight[= ]0\b/.test(server);
      const place = files.place(path, match.index + match[0].search(/\S/), match.index + match[0].length);
      const open = servers.filter((server) => !isOff(server) && !/\sbackup\b/.test(server));
      if (open.length === servers.length && new Set(weights).size === 1) return [];
      const isReal: Outcome = open.length >= 2 ? YES : { answer: 'no', links: [{ at: place, text: 'the other servers are switched off, so one release gets everything' }] };
      return [{ items: ITEMS, at: place, text: 'a proxy shares the traffic between releases by weight', isReal, data: 'unknown', ranBy: { kind: 'runs', runs: appliedBy(repository, path) } }];
    });
  });
}

const TRAFFIC = /(?:^|[\s"'=,])[\w.-]+=(\d{1,3})(?=$|[\s"',])/g;

/** Commands of clouds with shares: `--traffic "blue=90 green=10"`, `--traffic-split=1=90,2=10`, `--to-tags canary=10`. */
function inCommands({ runs }: Repository): readonly FoundCheck[] {
  const byPlace = new Map<string, { readonly run: Run; readonly runs: Run[] }>();
  for (const run of runs) {
    const line = run.command.words.map((word) => word ?? '…').join(' ');
    if (!/^(?:az ml online-endpoint update|gcloud (?:\S+ )*(?:ai endpoints deploy-model|run services update-traffic|app services set-traffic)|aws (?:sagemaker update-endpoint-weights-and-capacities|lambda update-alias)|kubectl argo rollouts set)/.test(line)) continue;
    const key = JSON.stringify(run.command.at);
    const known = byPlace.get(key);
    if (known === undefined) byPlace.set(key, { run, runs: [run] });
    else known.runs.push(run);
  }
  return [...byPlace.values()].flatMap(({ run, runs: all }): readonly FoundCheck[] => {
    const line = run.command.words.map((word) => word ?? '…').join(' ');
    const shares = [...line.slice(line.search(/--(?:traffic|to-|splits|routing-config|desired)/)).matchAll(TRAFFIC)].map((match) => Number(match[1]));
    if (shares.length === 0) return [];
    const isReal: Outcome = shares.some((share) => share > 0 && share < 100) ? YES : { answer: 'no', links: [{ at: run.command.at, text: 'one version gets all of the traffic' }] };
    return [{ items: ITEMS, at: run.command.at, text: `\`${line.split(' ').slice(0, 3).join(' ')}\` gives a version a part of the traffic`, isReal, data: 'unknown', ranBy: { kind: 'runs', runs: all } }];
  });
}
