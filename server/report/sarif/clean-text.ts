/** Texts of reports for code hosts as sinks: foreign text without what hides, reorders or acts, and without links of its own. */
import type { Finding } from '../../core/report.ts';

/** Longer texts are cut: the whole report may have 10 MB after packing. Own choice. */
const MAX_MESSAGE = 2000;

/** Returns foreign text in one line; controls, marks that reorder text and lone surrogates show as U+FFFD. */
export function cleanText(text: string, most = MAX_MESSAGE): string {
  const cut = text.length > most ? `${text.slice(0, most - 1)}…` : text;
  return cut.replace(/[\t\n\r\u2028\u2029]+/g, ' ').replace(UNSAFE, '\ufffd');
}

/** Controls, format characters but the joiners emoji need, lone surrogates, noncharacters. */
const UNSAFE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\ufffe\uffff]/gu;

/** Returns foreign text as a message, in which `[text](id)` would be a link. Source: SARIF 2.1.0, section 3.11.6 */
export function messageText(text: string): string {
  return cleanText(text).replace(/[\\[\]]/g, '\\$&');
}

/** Returns what a finding says, with the cell it stands in: code hosts show lines of the notebook's file. */
export function sentenceOf({ rule, message, cell, range }: Pick<Finding, 'rule' | 'message' | 'cell' | 'range'>): string {
  // a stored report may say nothing, and none of the hosts takes nothing
  const said = message.trim() === '' ? rule : message;
  return cell === null ? said : `${said} (cell ${cell}${range === null ? '' : `, line ${range.start.line}`})`;
}
