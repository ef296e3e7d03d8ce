/** Debt as Markdown, for pull requests, wikis and slides. */
import type { DebtReport } from '../../core/debt/debt-report.ts';
import { debtPlaceText, debtSummary } from '../../core/debt/debt-summary.ts';
import type { DebtOfKind } from '../../core/debt/debt-view.ts';
import { markdownCode, markdownText } from '../markdown-text.ts';
import { signedMarkdown } from '../own-report.ts';
import { DEBT_CAVEAT } from './words.ts';

export function debtMarkdown(report: DebtReport): string {
  const { kinds, questions } = report.view;
  const clear = kinds.filter(({ status }) => status === 'clear');
  const parts = [
    '# Technical debt',
    `${markdownText(debtSummary(report.view))}.`,
    ...kinds.filter(({ status }) => status !== 'clear').flatMap(kindParts),
    ...(clear.length === 0 ? [] : ['## Looked for and not found', clear.map(({ id, title }) => `- ${id} ${markdownText(title)}`).join('\n')]),
    '## Five questions to close with',
    questions.map(({ question, numbers }) => [`- ${markdownText(question)}`, ...numbers.map((number) => `  - ${markdownText(number)}`)].join('\n')).join('\n'),
    ...(report.notChecked.length === 0 ? [] : ['## Not checked', report.notChecked.map(({ path, message }) => `- ${markdownCode(path)}: ${markdownText(message)}`).join('\n')]),
    DEBT_CAVEAT,
  ];
  return signedMarkdown(`${parts.join('\n\n')}\n`);
}

function kindParts({ id, title, what, places, numbers, question, next }: DebtOfKind): readonly string[] {
  const lines = [
    ...places.map((place) => `- ${markdownCode(debtPlaceText(place))} ${markdownText(place.message)}`),
    ...numbers.map((number) => `- costs: ${markdownText(number)}`),
    ...(question === null ? [] : [`- ask: ${markdownText(question)}`]),
    `- next: ${markdownText(next)}`,
  ];
  return [`## ${id} ${markdownText(title)}`, markdownText(what), lines.join('\n')];
}
