/**
 * Whether a section tells results: numbers in a table, or beside a percentage, a unit or a metric. What is planned, wanted or required has
 * numbers too and is no result; nor is code. All lists here are our own choice.
 */

const NUMBER = String.raw`[-+~≈<>±]?\s?(?:\d{1,3}(?:,\d{3})+|\d+)(?:[.,]\d+)?`;
const UNIT = String.raw`(?:%|‰|percent\b|pp\b|ms\b|µs\b|us\b|ns\b|s\b|secs?\b|seconds?\b|milliseconds?\b|mins?\b|minutes?\b|hours?\b|[KMGT]i?B\b|(?:req|requests|rows|samples|images|tokens|queries|items)?\/s(?:ec(?:ond)?)?\b|[rq]ps\b|fps\b|it\/s\b|USD\b|EUR\b|€)`;
const METRIC = String.raw`\b(?:accurac(?:y|ies)|balanced accuracy|precision|recall|sensitivity|specificity|f[-_ ]?(?:1|beta)(?:[-_ ]?score)?|(?:roc|pr)?[-_ ]?auc|auroc|auprc|rmse|mae|mse|mape|smape|rmsle|r2|r²|r\^2|log[-_ ]?loss|loss|perplexity|bleu|rouge(?:-\w)?|wer|cer|iou|m?ap(?:@\d+)?|ndcg(?:@\d+)?|mrr|hit[-_ ]?rate(?:@\d+)?|coverage|error rate|psi|ks|p[-_ ]?value|silhouette|kappa|mcc|brier(?:[-_ ]score)?|latency|throughput|score|p(?:50|90|95|99)|uplift|ctr|conversion(?: rate)?|drift)\b`;

const BESIDE_UNIT = new RegExp(`(?<![\\w.])${NUMBER}\\s?${UNIT}`, 'iu');
/** A metric, few words, then a fraction or what follows a sign. */
const AFTER_METRIC = new RegExp(`${METRIC}[^\\d\\n.;]{0,40}?(?:(?:[:=|]|\\bis\\b|\\bof\\b|\\bwas\\b|→|->)[^\\d\\n.;]{0,10}?${NUMBER}|(?<![\\w.])\\d+\\.\\d+(?!\\.?\\d*\\.))`, 'iu');
const BEFORE_METRIC = new RegExp(`(?<![\\w.])\\d+\\.\\d+\\s+(?:\\w+\\s+)?${METRIC}`, 'iu');
const METRIC_WORD = new RegExp(METRIC, 'iu');
const UNIT_CELL = new RegExp(`^${NUMBER}\\s?${UNIT}$`, 'iu');
const NUMBER_CELL = new RegExp(`^${NUMBER}(?:\\s?(?:±|\\+\\/-)\\s?\\d[\\d.]*)?$`, 'u');

const INTENT =
  /\b(?:to-?do|tbd|wip|plan(?:s|ned|ning)?|will|we'll|would|should|shall|must|could|might|going to|want(?:s|ed)? to|need(?:s|ed)?|require[sd]?|requirements?|target(?:s|ed)?|goals?|objectives?|aims?|future|upcoming|roadmap|proposal|propose[sd]?|expect(?:s|ed)?|estimated?|minimum|maximum|at (?:least|most)|limit(?:s|ed)?|threshold|slo|sla|budget|timeout|every|assume[sd]?|e\.g\.|for example|recommended|default)\b|^\s*[-*+]?\s*\[ \]/i;
const INTENT_TITLE = /\b(?:to-?do|road ?map|future work|next steps?|plans?|planned|backlog|requirements?|goals?|objectives?|proposal|prerequisites?|install(?:ation|ing)?|set-?up|usage|getting started|configuration|ideas)\b/i;
/** Percentages and sizes that somebody chose or that a machine has. */
const SET_BY_HAND = /\b(?:split|hold-?out|down-?sampled?|data ?sets? (?:of|has|contains|is)|downloads?|disk space|gpus?|vram|cores?|cron|interval)\b/i;
/** Columns that number, name or date things. */
const NO_RESULT_COLUMN = /\b(?:versions?|python|port|id|#|no\.?|nr\.?|number|date|day|week|year|month|phone|size|default|package|library|tool|license|range|min(?:imum)?|max(?:imum)?|step|milestone|deadline|points?|weight|target|goal|planned|threshold|required)\b|^#$/i;

/** Code is no result; what a program printed may be. */
const PRINTED = /^(?:text|txt|console|output|log|plain|plaintext|stdout|terminal)?$/i;
const MOST_CHARACTERS = 2000;

/** @param titles from the outermost to the section's own */
export function hasResults(titles: readonly string[], text: string): boolean {
  if (INTENT_TITLE.test(titles.at(-1) ?? '')) return false;
  const lines = withoutCode(text.split('\n')).map((line) => (line.length > MOST_CHARACTERS ? '' : line.replaceAll(/https?:\/\/\S+|\]\([^)\n]*\)/g, ' ')));
  return tableHasResults(lines) || lines.some((line) => !isTableRow(line) && sentencesOf(line).some(tellsResult));
}

function withoutCode(lines: readonly string[]): readonly string[] {
  let fence: string | null = null;
  let isKept = true;
  return lines.map((line) => {
    const match = /^\s*(`{3,}|~{3,})\s*\{?\.?([\w+-]*)/.exec(line);
    if (match === null) return fence === null || isKept ? line.replaceAll('`', '') : '';
    if (fence === null) {
      fence = match[1] ?? '';
      isKept = PRINTED.test(match[2] ?? '');
    } else fence = null;
    return '';
  });
}

function sentencesOf(line: string): readonly string[] {
  return line.split(/(?<=[.;!?])\s+/);
}

function tellsResult(sentence: string): boolean {
  if (INTENT.test(sentence)) return false;
  return AFTER_METRIC.test(sentence) || BEFORE_METRIC.test(sentence) || (BESIDE_UNIT.test(sentence) && !SET_BY_HAND.test(sentence));
}

function isTableRow(line: string): boolean {
  return /^\s*\|.*\|\s*$/.test(line) || (line.split('|').length > 2 && !line.includes('||'));
}

/** Rows below a line that separates the header, or between the borders of a grid. */
function tableHasResults(lines: readonly string[]): boolean {
  let header: readonly string[] = [];
  for (const [index, line] of lines.entries()) {
    if (!isTableRow(line) || isBorder(line)) continue;
    const cells = cellsOf(line);
    const before = lines[index - 1] ?? '';
    if (!isTableRow(before) && !isBorder(before)) header = cells;
    else if (isBorder(before) && !isTableRow(lines[index - 2] ?? '')) header = cells;
    else if (rowHasResults(cells, header)) return true;
  }
  return false;
}

function isBorder(line: string): boolean {
  return /^\s*[|+]?[\s:|+=-]*-{2,}[\s:|+=-]*$|^\s*\+[=+-]+\+\s*$/.test(line);
}

function cellsOf(line: string): readonly string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.replaceAll(/[*_`]/g, '').trim());
}

/** A number with a unit, a fraction, or any number below or beside a metric. */
function rowHasResults(cells: readonly string[], header: readonly string[]): boolean {
  const label = cells[0] ?? '';
  if (INTENT.test(label)) return false;
  return cells.some((cell, index) => {
    const column = header[index] ?? '';
    if (NO_RESULT_COLUMN.test(column) || (index > 0 && NO_RESULT_COLUMN.test(label))) return false;
    if (UNIT_CELL.test(cell)) return true;
    if (!NUMBER_CELL.test(cell)) return false;
    return /\.\d/.test(cell) || METRIC_WORD.test(column) || (index > 0 && METRIC_WORD.test(label));
  });
}
