/** Alert rules by what they ask, with the metrics they ask about, for all tests of monitoring. */
import type { CodeFound, FoundCheck, Mention, RepositoryFinder } from '../../../api/checklist/check.ts';
import type { ItemId } from '../../../api/checklist/level.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { UNKNOWN, YES } from '../../../api/repository/place.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import type { Alert } from '../alerts.ts';
import { alertsOf } from '../alerts.ts';
import type { Metric } from '../metric-feeds.ts';
import { metricsOf } from '../metric-feeds.ts';
import { isTestPath } from '../test-paths.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'monitor-1/alert-rules',
  find: (repository): CodeFound => {
    const alerts = repository.once(alertsOf);
    const metrics = repository.once(metricsOf);
    const checks = alerts.flatMap((alert) => checkOf(repository, alert, metrics));
    const alone = metrics.filter(({ name }) => !alerts.some(({ expression }) => asks(expression, name)));
    return { checks: [...checks, ...alone.flatMap(neverRight)], mentions: alone.flatMap(withoutRule) };
  },
};

const QUALITY = /accuracy|precision|recall|\bf1\b|_f1|f1_|\bauc\b|_auc|auc_|rmse|\bmae\b|_mae|\bmape\b|_mape|prediction_quality|model_quality|model_performance|hit_rate|click_?through|\bctr\b|_ctr|conversion|prediction_bias|ndcg|model_error|click_?rate|clicks?_total|clicked|conversions?_total|watched_(?:share|rate|total)|accept(?:ance|ed)_?rate|accepted_total|thumbs|positive_feedback|feedback_(?:score|rating|total)|caught_|correct_total/i;

/** Which test a metric or rule is about; the first that fits. */
const ABOUT: readonly { readonly item: ItemId; readonly pattern: RegExp }[] = [
  { item: 'monitor-3', pattern: /(?:feature|serving|training)\w*skew|skew\w*(?:feature|serving|training)|feature_mismatch|feature_parity/i },
  { item: 'monitor-5', pattern: /(?:^|[_\W])nans?(?:[_\W]|$)|non_?finite|infinite|(?:^|[_\W])inf(?:[_\W]|$)|dead_units?/i },
  { item: 'monitor-4', pattern: /model_?(?:age|stale\w*|freshness|timestamp)|(?:last|latest)_?(?:\w+_)?(?:re)?train\w*|(?:re)?train(?:ed|ing)_?(?:at|time\b|timestamp)|latest_model|model_?\w*_?(?:last_?update|latest_?update|updated)\w*|stale_?model/i },
  { item: 'monitor-7', pattern: QUALITY },
  { item: 'monitor-2', pattern: /drift|(?:^|_)psi(?:_|\b)|invalid\w*(?:input|request|row|record|data|feature|payload|event|message|value)|(?:input|request|row|record|data|feature|payload|event|message)s?_?\w*(?:invalid|reject|malformed|violation)|reject\w*|validation_(?:error|fail)\w*|schema_(?:violation|error)\w*|missing_(?:value|feature)\w*|null_(?:rate|ratio)|out_of_range|data_quality/i },
  { item: 'monitor-1', pattern: /upstream|source_?(?:freshness|age|lag)|data_?(?:freshness|age)|feed_?(?:age|freshness)|schema_change|dependency_/i },
  { item: 'monitor-6', pattern: /latency|duration|response_?time|throughput|memory|(?:^|_)rss(?:_|\b)|inference_?(?:time|seconds)|prediction_?(?:time|seconds)|request_?(?:time|seconds)|seconds_bucket|training_?(?:time|duration|seconds)/i },
];

function itemOf(text: string): ItemId | null {
  const spaced = text.replaceAll(/([a-z])([A-Z])/g, '$1_$2');
  return ABOUT.find(({ pattern }) => pattern.test(text) || pattern.test(spaced))?.item ?? null;
}

function asks(expression: string, name: string): boolean {
  const index = expression.indexOf(name);
  return index >= 0 && new RegExp(`(?<![\\w:])${name}(?:_total|_bucket|_count|_sum|_created)?(?![\\w:])`).test(expression);
}

function checkOf(repository: Repository, alert: Alert, metrics: readonly Metric[]): readonly FoundCheck[] {
  // what it asks says more than what it is called
  const item = itemOf(alert.expression) ?? itemOf(alert.name);
  if (item === null) return [];
  const asked = metrics.filter(({ name }) => asks(alert.expression, name));
  const isServed = asked.some((metric) => metric.isServed) || (asksTable(alert) && /served|serving|predictions?|requests?|answers?|recommend\w*|feedback|clicks?|inference/i.test(alert.expression));
  const metric = asked.find(({ fed }) => fed.answer === 'no') ?? asked[0];
  return [
    {
      items: [item],
      at: alert.at,
      text: `the alert \`${alert.name.slice(0, 60).replaceAll('`', '')}\` of ${alert.by} watches ${metric === undefined ? 'a metric' : `\`${metric.name}\``}`,
      isReal: realOf(repository, { alert, asked }),
      data: isServed ? 'served' : 'unknown',
      ranBy: { kind: 'always', enforced: alert.routed, repeated: alert.loaded, chain: metric === undefined ? [] : [{ at: metric.feed ?? metric.at, text: `\`${metric.name}\` is measured here` }] },
    },
  ];
}

function realOf(repository: Repository, { alert, asked }: { readonly alert: Alert; readonly asked: readonly Metric[] }): Outcome {
  if (/^\s*(?:vector\(\s*[\d.]+\s*\)|[\d.]+)\s*(?:[<>=!]=?\s*[\d.]+)?\s*$/.test(alert.expression)) return { answer: 'no', links: [{ at: alert.at, text: 'it asks about a constant' }] };
  const bad = asked.find(({ fed }) => fed.answer === 'no');
  if (bad !== undefined) return bad.fed;
  if (asksTable(alert)) return YES;
  if (asked.length > 0) return asked.find(({ fed }) => fed.answer === 'unknown')?.fed ?? YES;
  if (alert.by === 'CloudWatch' && /AWS\/(?:SageMaker|Lambda|ApplicationELB|ECS|ApiGateway)/.test(alert.expression)) return YES;
  if (alert.by !== 'Prometheus' && alert.by !== 'Grafana' && isPublished(repository, alert.expression)) return YES;
  // what an agent measures in a service is sent from anywhere
  if (alert.by === 'Datadog' || alert.by === 'New Relic') return YES;
  if (alert.by !== 'Prometheus' && alert.by !== 'Grafana') return UNKNOWN;
  return isExposedByItself(repository, alert.expression) ? YES : { answer: 'unknown', links: [{ at: alert.at, text: 'no program of this repository exposes what it asks about' }] };
}

/** A metric that a program sends to the cloud by the name the alarm asks for. */
function isPublished({ programs, files }: Repository, expression: string): boolean {
  const names = expression.split(/\s+/).filter((word) => /^[A-Za-z][\w/.-]{5,}$/.test(word));
  return programs.some(({ path }) => {
    const text = isTestPath(path) ? '' : (files.text(path) ?? '');
    return /put_metric_data|create_time_series|MetricServiceClient|put_metric\b|track_metric|send_custom_metric/.test(text) && names.some((name) => text.includes(`"${name}"`) || text.includes(`'${name}'`));
  });
}

/** Grafana asks a database by itself. */
function asksTable({ by, expression }: Alert): boolean {
  return by === 'Grafana' && /\bselect\b[\s\S]*\bfrom\b/i.test(expression);
}

/** Metrics that a library or the platform measures. */
function isExposedByItself({ programs }: Repository, expression: string): boolean {
  const uses = (...names: readonly string[]): boolean => programs.some(({ imports }) => imports.some(({ package: name, isUsed }) => isUsed && names.includes(name)));
  if (/\b(?:process_|python_gc_)/.test(expression)) return uses('prometheus_client', 'prometheus_fastapi_instrumentator', 'starlette_exporter', 'prometheus_flask_exporter');
  if (/\b(?:http_request|starlette_|flask_http_)/.test(expression)) return uses('prometheus_fastapi_instrumentator', 'starlette_exporter', 'prometheus_flask_exporter', 'starlette_prometheus');
  return /\b(?:container_|istio_|seldon_|revision_|nginx_ingress_|nv_inference_|ts_inference_|bentoml_)\w+\{/.test(expression);
}

/** A gauge whose value never changes tells nothing, whoever looks at it. */
function neverRight({ name, at, fed }: Metric): readonly FoundCheck[] {
  const item = itemOf(name);
  if (item === null || fed.answer !== 'no') return [];
  return [{ items: [item], at, text: `\`${name}\` is exposed to Prometheus`, isReal: fed, data: 'unknown', ranBy: { kind: 'always', enforced: { answer: 'no', links: [{ at, text: `no alert rule asks about \`${name}\`` }] }, repeated: YES, chain: [] } }];
}

function withoutRule({ name, at, fed }: Metric): readonly Mention[] {
  const item = itemOf(name);
  return item === null || fed.answer === 'no' ? [] : [{ items: [item], at, text: `\`${name}\` is exposed, and no alert rule asks about it` }];
}
