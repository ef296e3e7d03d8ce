/** `lintel catalog`: lists every dataset a repository knows. */
import { catalogReport } from '../../core/catalog/catalog-report.ts';
import type { CatalogReport } from '../../core/catalog/catalog-report.ts';
import { catalogRepository } from '../../core/catalog/catalog-repository.ts';
import { catalogHtml } from '../../report/catalog/html.ts';
import { catalogJson } from '../../report/catalog/json.ts';
import { catalogText } from '../../report/catalog/text.ts';
import { CATALOG_FLAGS, CATALOG_FORMATS } from '../catalog-flags.ts';
import type { CatalogFormat } from '../catalog-flags.ts';
import type { CliHost } from '../host.ts';
import { openRoot } from '../open-root.ts';
import { collectFlags } from '../raw-flags.ts';
import { readReportFlags } from '../report-flags.ts';
import { runReporting } from '../report-run.ts';
import type { Drawing, Outcome, Session } from '../report-run.ts';
import type { ReportFlags } from '../report-flags.ts';
import type { FolderArguments } from './folder-arguments.ts';

/** Lists and returns the exit code. */
export async function runCatalog({ path, given }: FolderArguments, host: CliHost): Promise<number> {
  const flags = readReportFlags(collectFlags(CATALOG_FLAGS, { given, env: host.env }), CATALOG_FORMATS);
  return runReporting({ flags, host, perform: (session) => perform(path, session) });
}

/** A list finds nothing wrong: it is complete or not. */
async function perform(path: string, session: Session<ReportFlags<CatalogFormat>>): Promise<Outcome<CatalogFormat> | number> {
  const rooted = await openRoot(path, { session });
  if (typeof rooted === 'number') return rooted;
  const { root, shownRoot, opened } = rooted;
  const { files, watch } = session;
  const { repository } = opened;
  const catalog = await catalogRepository({ root, repository, files, signal: watch.signal, notChecked: opened.notChecked });
  const report = catalogReport({ catalog, root: shownRoot, git: repository.git, isCancelled: watch.received() !== null });
  return { render: (format, drawing) => [render(report, { format, drawing })], notChecked: catalog.notChecked, isComplete: report.isComplete, isFailing: false };
}

function render(report: CatalogReport, { format, drawing }: { readonly format: CatalogFormat; readonly drawing: Drawing }): string {
  switch (format) {
    case 'text':
      return catalogText(report, { ...drawing, profiles: 'left-out' });
    case 'json':
      return catalogJson(report, drawing);
    case 'html':
      return catalogHtml(report, drawing);
  }
}
