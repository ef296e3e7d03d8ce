/** One check of one dataset, for keeping: as measured, without what suppressions make of it. Never throws. */
import { metaRules } from '../core/meta-rules.ts';
import type { Report } from '../core/report.ts';
import type { KnownDataset } from './dataset-store.ts';
import type { Services } from './services.ts';

export interface MeasureRequest {
  readonly known: KnownDataset;
  readonly signal: AbortSignal;
  /** @param done 0..1 of this dataset */
  readonly onProgress: (done: number) => void;
}

export async function measureDataset({ known, signal, onProgress }: MeasureRequest, services: Services): Promise<Report> {
  const { dataset, config } = known;
  try {
    const ports = { ...services.ports, engine: services.engineFor(config.memoryLimitBytes) };
    return asMeasured(await services.check({ datasets: [{ dataset, config }], rules: services.rules, signal, progress: { report: onProgress } }, ports));
  } catch (error) {
    services.ports.log.warn(`checking ${dataset.displayPath} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const message = 'an internal error of Lintel stopped this check; see the Lintel output for the log';
    return { findings: [], notChecked: [{ path: dataset.displayPath, reason: 'internal-error', message }], profiles: [], checked: [], rules: [], baseline: null, score: null, isComplete: false };
  }
}

function asMeasured(report: Report): Report {
  const findings = report.findings.filter(({ rule }) => !metaRules.some(({ id }) => id === rule));
  return { ...report, findings: findings.map((finding) => ({ ...finding, suppressed: null })) };
}
