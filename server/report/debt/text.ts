/** Debt for people in a terminal, one block for each kind. */
import type { DebtReport } from '../../core/debt/debt-report.ts';
import { debtPlaceText, debtSummary } from '../../core/debt/debt-summary.ts';
import type { DebtOfKind } from '../../core/debt/debt-view.ts';
import type { TextOptions } from '../finding-lines.ts';
import { createPaint, display, MIN_TEXT_WIDTH, wrap } from '../terminal.ts';
import type { Paint } from '../terminal.ts';
import { DEBT_CAVEAT } from './words.ts';

/** Places of one kind in the usual report. Own choice: a screen holds some kinds. */
const MOST_PLACES = 8;

export function debtText(report: DebtReport, options: TextOptions): string {
  const paint = createPaint(options);
  const { kinds, questions } = report.view;
  const clear = kinds.filter(({ status }) => status === 'clear');
  const blocks = [
    [paint.bold('Technical debt, by the kinds of Sculley et al. (2015)')],
    ...kinds.filter(({ status }) => status !== 'clear').map((kind) => kindLines(kind, { paint, options })),
    ...(clear.length === 0 ? [] : [[paint.bold('Looked for and not found'), ...wrap(clear.map(({ id, title }) => `${id} ${title}`).join(', '), options.width - 2).map((line) => `  ${line}`)]]),
    [paint.bold('Five questions to close with'), ...questions.flatMap(({ question, numbers }) => [...hanging('  ', question, options), ...numbers.flatMap((number) => hanging('    - ', number, options).map(paint.dim))])],
    ...(report.notChecked.length === 0 ? [] : [[paint.bold('Not checked'), ...report.notChecked.flatMap(({ path, message }) => hanging('  ', `${display(path)}: ${display(message)}`, options))]]),
    [debtSummary(report.view), ...(options.detail === 'short' ? [] : wrap(DEBT_CAVEAT, options.width).map(paint.dim))],
  ];
  return blocks.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

interface Drawing {
  readonly paint: Paint;
  readonly options: TextOptions;
}

function kindLines({ id, title, what, places, numbers, question, next, status }: DebtOfKind, { paint, options }: Drawing): readonly string[] {
  const shown = options.detail === 'long' ? places : places.slice(0, MOST_PLACES);
  return [
    `${status === 'found' ? paint.yellow(id) : paint.cyan(id)}  ${paint.bold(title)}`,
    ...hanging('  ', what, options).map(paint.dim),
    ...shown.flatMap((place) => hanging('  • ', `${display(debtPlaceText(place))}  ${display(place.message)}`, options)),
    ...(shown.length < places.length ? [`    and ${places.length - shown.length} more; -v shows all`] : []),
    ...numbers.flatMap((number) => hanging('  costs: ', display(number), options)),
    ...(question === null ? [] : hanging('  ask: ', question, options)),
    ...hanging('  next: ', next, options),
  ];
}

function hanging(head: string, text: string, { width }: TextOptions): readonly string[] {
  const [first = '', ...rest] = wrap(text, Math.max(MIN_TEXT_WIDTH, width - head.length));
  return [head + first, ...rest.map((line) => ' '.repeat(head.length) + line)];
}
