/** The score as one HTML file: no script, nothing from elsewhere, light and dark. */
import type { ScoreReport } from '../../core/score/score-report.ts';
import { joined } from '../chunks.ts';
import { htmlPage } from '../html/html-page.ts';
import { element, markupText, titledList, withCode } from '../html/markup.ts';
import { PAGE_SHEET } from '../html/style.ts';
import { scoreCaveat, scoreMarkup, scoreTitle } from './score-markup.ts';

export function scoreHtml(report: ScoreReport, options: { readonly toolVersion: string }): string {
  const title = scoreTitle(report);
  const parts = [
    element('h1', {}, title),
    ...scoreMarkup(report, { ...options, heading: 'h2' }),
    ...titledList(element('h2', {}, 'Not checked'), report.notChecked.map(({ path, message }) => [element('code', {}, path), ' ', withCode(message)])),
    scoreCaveat(report),
  ];
  return joined(htmlPage({ title, kind: '', sheet: PAGE_SHEET, body: parts.map((part) => `${markupText(part)}\n`), script: null }));
}
