/** Settings of monitoring that a ConfigMap of Kubernetes holds as texts and hands on as files. */
import { isMap, isScalar } from 'yaml';
import type { Document, YAMLMap } from 'yaml';

export interface HandedOn {
  readonly name: string;
  /** As long as the file up to its end, with all else blank, so that places stay the same. */
  readonly text: string;
}

/** Texts of one ConfigMap that are read. Own choice. */
const MOST_TEXTS = 20;
/** Rules and settings of Prometheus, its Alertmanager and Grafana; other texts are not this repository's to run. */
const OF_MONITORING = /^[ \t]*(?:groups|scrape_configs|rule_files|receivers|contactPoints)[ \t]*:/m;

export function handedOnBy({ contents }: Document, text: string): readonly HandedOn[] {
  if (!isMap(contents) || contents.get('kind') !== 'ConfigMap') return [];
  const data = contents.get('data');
  if (!isMap(data)) return [];
  return textsOf(data, text).slice(0, MOST_TEXTS);
}

function textsOf(data: YAMLMap, text: string): readonly HandedOn[] {
  return data.items.flatMap(({ key, value }): readonly HandedOn[] => {
    if (!isScalar(key) || typeof key.value !== 'string' || !/\.(?:ya?ml|rules)$/.test(key.value)) return [];
    if (!isScalar(value) || value.type !== 'BLOCK_LITERAL' || typeof value.value !== 'string' || !OF_MONITORING.test(value.value)) return [];
    const [start, end] = value.range ?? [0, 0];
    const first = text.indexOf('\n', start);
    return first < 0 || first >= end ? [] : [{ name: key.value, text: text.slice(0, first).replaceAll(/[^\r\n]/g, ' ') + text.slice(first, end) }];
  });
}
