/** A report in the format asked for. */
import { randomUUID } from 'node:crypto';
import type { Report } from '../core/report.ts';
import type { DescribedRule } from '../core/meta-rules.ts';
import type { Surroundings } from '../report/blamed-texts.ts';
import type { Chunks } from '../report/chunks.ts';
import { toConcise } from '../report/concise.ts';
import type { TextOptions } from '../report/finding-lines.ts';
import { toGithub } from '../report/github.ts';
import { toGitlab } from '../report/gitlab.ts';
import type { PageScript } from '../report/html/html-page.ts';
import { toHtml } from '../report/html/report-html.ts';
import { readSources } from '../report/html/sources.ts';
import { toJson } from '../report/json.ts';
import { toJsonl } from '../report/jsonl.ts';
import { toJunit } from '../report/junit.ts';
import { toMarkdown } from '../report/markdown.ts';
import { toSarif } from '../report/sarif/to-sarif.ts';
import { toText } from '../report/text.ts';
import type { CheckFlags, CheckFormat } from './check-flags.ts';
import type { CliHost } from './host.ts';
import { columnsOf } from './progress.ts';

export interface RenderOptions extends TextOptions, Surroundings {
  readonly format: CheckFormat;
  /** Every rule there is, for formats that explain them. */
  readonly rules: readonly DescribedRule[];
  readonly loadPageScript: () => Promise<PageScript>;
}

/** Returns the report's text, drawn while it is read. */
export async function renderReport(report: Report, { format, ...options }: RenderOptions): Promise<Chunks> {
  switch (format) {
    case 'text':
      return toText(report, options);
    case 'concise':
      return toConcise(report);
    case 'json':
      return toJson(report, options);
    case 'jsonl':
      return toJsonl(report, options);
    case 'sarif':
      return toSarif(report, options);
    case 'gitlab':
      return toGitlab(report, options);
    case 'github':
      return toGithub(report, { ...options, stopToken: randomUUID() });
    case 'junit':
      return toJunit(report, options);
    case 'markdown':
      return toMarkdown(report, options);
    case 'html':
      return toHtml(report, { ...options, script: await options.loadPageScript(), sourceOf: await readSources(report.findings, options.texts) });
  }
}

/** Says whether stdout gets colours. The flag wins over NO_COLOR and FORCE_COLOR, which win over what stdout is. */
export function isColored(color: CheckFlags['color'], { env, stdout }: Pick<CliHost, 'env' | 'stdout'>): boolean {
  if (color !== 'auto') return color === 'always';
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  const forced = env['FORCE_COLOR'] ?? '';
  if (forced !== '') return forced !== '0' && forced !== 'false';
  return stdout.isTTY === true && env['TERM'] !== 'dumb';
}

/** Width of text that goes anywhere but a terminal. */
const PIPE_WIDTH = 120;

/** Returns the columns of the terminal. */
export function terminalWidth({ stdout }: Pick<CliHost, 'stdout'>): number {
  return stdout.isTTY === true ? columnsOf(stdout) : PIPE_WIDTH;
}
