/** Who collects the metrics that programs expose: Prometheus' settings, objects of its operator, annotations, gateways. */
import type { Link, Outcome } from '../api/repository/place.ts';
import type { Repository } from '../api/repository/repository.ts';
import { at, entriesAt, itemsAt, textAt } from '../api/repository/tree.ts';
import type { TreeNode } from '../api/repository/tree.ts';
import { no, unknown, yes } from './probe-outcomes.ts';

const SETTINGS = '**/*.{yml,yaml,json}';

/** Yes where a target of a scrape, a monitor or an annotation leads to a service, or a job pushes; no where Prometheus only looks at itself; unknown where nothing is said here. */
export function scrapingOf({ files, programs }: Repository): Outcome {
  const roots = files.matching(SETTINGS).flatMap(({ path }) => files.trees(path).map(({ root }) => root));
  const jobs = roots.flatMap((root) => itemsAt(root, 'scrape_configs'));
  const good = [...jobs.flatMap(scrapedBy), ...roots.flatMap(monitoredBy), ...programs.flatMap(({ path }) => pushedIn(path, files))];
  if (good.length > 0) return yes(good);
  if (jobs.some((job) => entriesAt(job).some(({ key }) => key.endsWith('_sd_configs')))) return unknown(jobs.map(({ at: place }) => ({ at: place, text: 'only the running system knows whom this collects from' })));
  return jobs.length > 0 ? no(jobs.map(({ at: place }) => ({ at: place, text: 'this collects from no service of this repository' }))) : unknown([]);
}

/** Prometheus, its exporters and its companions under their usual names and ports. */
const OF_MONITORING = /^(?:prometheus|alertmanager|grafana|pushgateway|node[-_]?exporter|cadvisor|[\w-]*exporter)\b|^(?:localhost|127\.0\.0\.1):9090$/i;

function scrapedBy(job: TreeNode): readonly Link[] {
  const targets = itemsAt(job, 'static_configs').flatMap((config) => itemsAt(config, 'targets'));
  return targets.flatMap((target) => (target.kind !== 'scalar' || (OF_MONITORING.test(target.text) && !/^pushgateway\b/i.test(target.text)) ? [] : [{ at: target.at, text: `\`${target.text.replaceAll('`', "'")}\` is collected from` }]));
}

function monitoredBy(root: TreeNode): readonly Link[] {
  const kind = textAt(root, 'kind');
  if (kind === 'ServiceMonitor' || kind === 'PodMonitor' || kind === 'PodMonitoring') return [{ at: root.at, text: `a \`${kind}\` collects them` }];
  const annotated = [at(root, 'metadata', 'annotations'), at(root, 'spec', 'template', 'metadata', 'annotations')].flatMap((annotations) => entriesAt(annotations));
  return annotated.filter(({ key, value }) => key === 'prometheus.io/scrape' && value.kind === 'scalar' && value.text === 'true').map((entry) => ({ at: entry.at, text: 'an annotation has them collected' }));
}

function pushedIn(path: string, files: Repository['files']): readonly Link[] {
  const match = /^(?![ \t]*#)[^\n]*\bpush(?:add)?_to_gateway\(/m.exec(files.text(path) ?? '');
  return match === null ? [] : [{ at: files.place(path, match.index + match[0].search(/\S/), match.index + match[0].length), text: 'they are pushed to a gateway' }];
}
