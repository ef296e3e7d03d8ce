/** The score as a badge, SVG. It names rubric and commit, so that it can be checked. */
import type { ScoreReport } from '../../core/score/score-report.ts';
import { SVG_SIGN } from '../own-report.ts';
import { escapeXml } from './escape-xml.ts';
import { commitText, points } from './words.ts';

const LABEL = 'ML Test Score';

/** Width of a character at 11 pixels of Verdana, about; wide enough for digits and small letters. */
const CHARACTER_PIXELS = 7;
const PADDING_PIXELS = 10;

export function scoreBadge(report: ScoreReport): string {
  const { score } = report;
  const value = `${points(score.score.proven)} / ${points(report.most)}${report.isComplete ? '' : ' (incomplete)'}`;
  const label = score.rubric.id.startsWith('breck-') ? LABEL : score.rubric.id;
  const [left, right] = [widthOf(label), widthOf(value)];
  const title = escapeXml(`${label}: ${value}, ${score.rubric.id} version ${score.rubric.version}, ${commitText(report)}`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${title}">`,
    SVG_SIGN,
    `<title>${title}</title>`,
    `<rect width="${left}" height="20" fill="#444"/>`,
    `<rect x="${left}" width="${right}" height="20" fill="${colourOf(report)}"/>`,
    `<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">`,
    `<text x="${left / 2}" y="14">${escapeXml(label)}</text>`,
    `<text x="${left + right / 2}" y="14">${escapeXml(value)}</text>`,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function widthOf(text: string): number {
  return text.length * CHARACTER_PIXELS + PADDING_PIXELS;
}

/** White text reads on each of them (contrast above 4.5). */
function colourOf({ score, most }: ScoreReport): string {
  const share = most === 0 ? 0 : score.score.proven / most;
  if (share > 3 / 7) return '#2a7a2a';
  return share > 1 / 7 ? '#8a5a00' : '#a12b2b';
}
