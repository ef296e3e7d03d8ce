/** Alerts as settings define them, whether they are loaded, and whether they reach somebody. */
import type { Link, Outcome, RepositoryPlace } from '../../api/repository/place.ts';
import { UNKNOWN, YES } from '../../api/repository/place.ts';
import type { Repository } from '../../api/repository/repository.ts';
import { at, entriesAt, itemsAt, textAt } from '../../api/repository/tree.ts';
import type { TreeEntry, TreeNode } from '../../api/repository/tree.ts';
import { receiversOf } from '../alert-files.ts';
import { isExamplePath, isTestPath } from './test-paths.ts';

export interface Alert {
  readonly name: string;
  readonly at: RepositoryPlace;
  /** What it asks, as written. */
  readonly expression: string;
  readonly by: 'Prometheus' | 'Grafana' | 'CloudWatch' | 'Google Cloud' | 'Azure' | 'Datadog' | 'New Relic';
  readonly loaded: Outcome;
  readonly routed: Outcome;
}

export function alertsOf(repository: Repository): readonly Alert[] {
  const { files } = repository;
  const trees = files.matching('**/*.{yml,yaml,json}').flatMap(({ path }) => (isTestPath(path) || isExamplePath(path) ? [] : files.trees(path).map(({ root, handedOnAs }): Rooted => ({ path, root, name: handedOnAs ?? path.slice(path.lastIndexOf('/') + 1), isHandedOn: handedOnAs !== undefined }))));
  const configs = trees.filter(({ root }) => at(root, 'scrape_configs') !== null || at(root, 'rule_files') !== null);
  const routed = routedBy(repository, { trees, configs });
  return [...trees.flatMap((tree) => [...prometheusRules(tree, { configs, routed }), ...grafanaRules(repository, tree, trees)]), ...cloudAlarms(repository)];
}

interface Rooted {
  readonly path: string;
  readonly root: TreeNode;
  /** Of the file it is, or that a ConfigMap makes of it. */
  readonly name: string;
  readonly isHandedOn: boolean;
}

function prometheusRules({ path, root, name: file }: Rooted, { configs, routed }: { readonly configs: readonly Rooted[]; readonly routed: Outcome }): readonly Alert[] {
  const isResource = textAt(root, 'kind') === 'PrometheusRule';
  const groups = isResource ? itemsAt(root, 'spec', 'groups') : itemsAt(root, 'groups');
  return groups.flatMap((group) =>
    itemsAt(group, 'rules').flatMap((rule): readonly Alert[] => {
      const [name, expression] = [textAt(rule, 'alert'), textAt(rule, 'expr')];
      return name === null || expression === null ? [] : [{ name, at: rule.at, expression, by: 'Prometheus', loaded: isResource ? YES : loadedBy(path, file, configs), routed }];
    }),
  );
}

/** Whether a configuration names the file: by its name, since folders of containers are others. */
function loadedBy(path: string, file: string, configs: readonly Rooted[]): Outcome {
  if (configs.length === 0) return { answer: 'unknown', links: [{ at: { path, cell: null, range: null }, text: `no configuration of Prometheus here says whether it loads \`${file}\`` }] };
  for (const { root } of configs) {
    for (const each of itemsAt(root, 'rule_files')) {
      const pattern = textAt(each) ?? '';
      const last = pattern.slice(pattern.lastIndexOf('/') + 1);
      if (fits(last, file)) return { answer: 'yes', links: [{ at: each.at, text: `Prometheus loads \`${file}\`` }] };
    }
  }
  return { answer: 'no', links: configs.slice(0, 3).map(({ path: config, root }): Link => ({ at: at(root, 'rule_files')?.at ?? { path: config, cell: null, range: null }, text: `\`${config}\` does not load \`${file}\`` })) };
}

function fits(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+^${}()|[\]\\?]/g, '\\$&'));
  return pattern !== '' && parts.length < 6 && new RegExp(`^${parts.join('[^/]*')}$`).test(name);
}

function routedBy(repository: Repository, { trees, configs }: { readonly trees: readonly Rooted[]; readonly configs: readonly Rooted[] }): Outcome {
  for (const { root } of trees) {
    const enabled = [at(root, 'alertmanager', 'enabled'), at(root, 'kube-prometheus-stack', 'alertmanager', 'enabled'), at(root, 'prometheus', 'alertmanager', 'enabled')].find((each) => each?.kind === 'scalar' && each.value === false);
    if (enabled !== undefined && enabled !== null) return { answer: 'no', links: [{ at: enabled.at, text: 'the Alertmanager is switched off' }] };
  }
  const withTargets = configs.filter(({ root }) => itemsAt(root, 'alerting', 'alertmanagers').some((each) => itemsAt(each, 'static_configs').some((config) => itemsAt(config, 'targets').length > 0) || entriesAt(each).some(({ key }) => /_sd_configs$/.test(key))));
  const [config] = configs;
  if (config !== undefined && withTargets.length === 0 && configs.some(({ root }) => at(root, 'rule_files') !== null)) return { answer: 'no', links: [{ at: at(config.root, 'alerting')?.at ?? { path: config.path, cell: null, range: null }, text: 'Prometheus is told of no Alertmanager, so alerts reach nobody' }] };
  return receiversOf(repository);
}

/** Rules of Grafana's provisioning, and what contact points there are. */
function grafanaRules(repository: Repository, { path, root, isHandedOn }: Rooted, trees: readonly Rooted[]): readonly Alert[] {
  return itemsAt(root, 'groups').flatMap((group) =>
    itemsAt(group, 'rules').flatMap((rule): readonly Alert[] => {
      const title = textAt(rule, 'title');
      if (title === null || at(rule, 'data') === null) return [];
      const expression = itemsAt(rule, 'data').map((each) => textAt(each, 'model', 'expr') ?? textAt(each, 'model', 'rawSql') ?? '').join(' ');
      const paused = at(rule, 'isPaused');
      const loaded: Outcome = paused?.kind === 'scalar' && paused.value === true ? { answer: 'no', links: [{ at: paused.at, text: 'the rule is paused' }] } : (isHandedOn ? mountsAlerting(repository, trees) : /(?:^|\/)(?:provisioning|alerting)\//.test(path)) ? YES : UNKNOWN;
      return [{ name: title, at: rule.at, expression, by: 'Grafana', loaded, routed: contacts(trees) }];
    }),
  );
}

/** Whether some container finds files where Grafana looks for rules. */
function mountsAlerting({ files }: Repository, trees: readonly Rooted[]): boolean {
  return trees.some(({ path, isHandedOn }) => !isHandedOn && /mountPath:\s*["']?\S*\/provisioning\/alerting/.test(files.text(path) ?? ''));
}

function contacts(trees: readonly Rooted[]): Outcome {
  const settings = trees.flatMap(({ root }) => itemsAt(root, 'contactPoints').flatMap((point) => itemsAt(point, 'receivers').flatMap((receiver) => at(receiver, 'settings') ?? [])));
  const [first] = settings;
  if (first === undefined) return UNKNOWN;
  const good = settings.find((each) => entriesAt(each).some(({ value }) => value.kind === 'scalar' && value.text !== '' && !PLACEHOLDER.test(value.text)) && entriesAt(each).every(({ value }) => value.kind !== 'scalar' || !PLACEHOLDER.test(value.text)));
  return good === undefined ? { answer: 'no', links: [{ at: first.at, text: 'the contact point holds a placeholder' }] } : { answer: 'yes', links: [{ at: good.at, text: 'a contact point hears of it' }] };
}

const PLACEHOLDER = /<[^>]+>|example\.(?:com|org)|your[-_ ]|changeme|\btodo\b/i;

const ALARMS: Readonly<Record<string, { readonly by: Alert['by']; readonly actions: readonly string[] }>> = {
  aws_cloudwatch_metric_alarm: { by: 'CloudWatch', actions: ['alarm_actions'] },
  google_monitoring_alert_policy: { by: 'Google Cloud', actions: ['notification_channels'] },
  datadog_monitor: { by: 'Datadog', actions: ['message'] },
  newrelic_nrql_alert_condition: { by: 'New Relic', actions: ['policy_id'] },
  azurerm_monitor_metric_alert: { by: 'Azure', actions: ['action'] },
};

/** Alarms of clouds in Terraform. */
function cloudAlarms({ files }: Repository): readonly Alert[] {
  return files.matching('**/*.tf').flatMap(({ path }) =>
    files.trees(path).flatMap(({ root }) =>
      entriesAt(root).flatMap(({ key, value }) => (key === 'resource' ? entriesAt(value) : [])).flatMap(({ key: type, value }) => {
        const alarm = ALARMS[type];
        return alarm === undefined ? [] : entriesAt(value).map((entry): Alert => cloudAlarm(entry, alarm));
      }),
    ),
  );
}

function cloudAlarm({ key, at: place, value }: TreeEntry, { by, actions }: { readonly by: Alert['by']; readonly actions: readonly string[] }): Alert {
  const expression = ['metric_name', 'namespace', 'statistic', 'display_name', 'alarm_description', 'name', 'query'].map((name) => textAt(value, name) ?? '').join(' ');
  const isOff = at(value, 'actions_enabled');
  const given = actions.flatMap((action) => at(value, action) ?? []);
  const isEmpty = given.every((each) => (each.kind === 'list' && each.items.length === 0) || (by === 'Datadog' && each.kind === 'scalar' && !each.text.includes('@')));
  const routed: Outcome =
    isOff?.kind === 'scalar' && isOff.value === false
      ? { answer: 'no', links: [{ at: isOff.at, text: 'its actions are switched off' }] }
      : isEmpty
        ? { answer: 'no', links: [{ at: place, text: `\`${key}\` names nobody to tell` }] }
        : YES;
  return { name: key, at: place, expression: `${key} ${expression}`, by, loaded: YES, routed };
}
