/** The score as one HTML file: no script, nothing from elsewhere, light and dark. */
import type { LevelLink, SectionVerdict, TestVerdict } from '../../../rules/api/checklist/verdict.ts';
import type { ScoreReport } from '../../core/score/score-report.ts';
import { HTML_SIGN } from '../own-report.ts';
import { escapeXml } from './escape-xml.ts';
import { bindingTitle, CAVEAT, commitText, countsText, gateText, intervalText, placeText, points, STATUS_WORDS } from './words.ts';

/** SHA-256 of `STYLE`, which alone the page may use; a test computes it again. */
export const STYLE_HASH = 'sha256-pvoayNq7GHjkrE6sE9v8MPnzWOi8HclY31N0Vg/BPNM=';

export const STYLE = `:root{color-scheme:light dark;--back:#fff;--text:#1b1b1b;--dim:#5c5c5c;--line:#d5d5d5;--good:#1c6b1c;--half:#0b5f7a;--bad:#a12020;--open:#7a5200}
@media(prefers-color-scheme:dark){:root{--back:#1c1c1c;--text:#e8e8e8;--dim:#a8a8a8;--line:#444;--good:#7ccf7c;--half:#7cc8e0;--bad:#ff9a9a;--open:#e8c070}}
body{margin:2rem auto;max-width:62rem;padding:0 1rem;background:var(--back);color:var(--text);font:15px/1.5 system-ui,sans-serif}
h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--line)}
p{margin:.4rem 0}.dim{color:var(--dim)}.big{font-size:1.15rem}
details{border-bottom:1px solid var(--line);padding:.35rem 0}summary{cursor:pointer}
.status{display:inline-block;min-width:8rem;font-weight:600}
.automated{color:var(--good)}.manual{color:var(--half)}.void{color:var(--bad)}.unknown{color:var(--open)}.absent,.not-applicable{color:var(--dim)}
ul{margin:.3rem 0 .5rem 1.2rem;padding:0}code{font:13px/1.4 ui-monospace,monospace}
meter{width:12rem;vertical-align:middle}`;

export function scoreHtml(report: ScoreReport, { toolVersion }: { readonly toolVersion: string }): string {
  const { score } = report;
  const binding = bindingTitle(report);
  const title = `${score.rubric.title}: ${points(score.score.proven)} of ${points(report.most)}`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'">`,
    HTML_SIGN,
    '<meta name="viewport" content="width=device-width">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeXml(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    `<h1>${escapeXml(title)}</h1>`,
    ...(score.band === '' ? [] : [`<p class="big">${escapeXml(score.band)}</p>`]),
    `<p>${escapeXml(intervalText(score.score))}${binding === null ? '' : `; held down by ${escapeXml(binding)}`}</p>`,
    `<p>${escapeXml(countsText(report))}</p>`,
    `<p class="dim">${escapeXml(`${score.rubric.id} version ${score.rubric.version}, ${commitText(report)}, Lintel ${toolVersion}`)}${report.isComplete ? '' : '; incomplete'}</p>`,
    ...score.sections.flatMap((section, index) => sectionHtml(section, report.mostBySection[index] ?? 0)),
    ...listHtml('Gates', report.gates.map((verdict) => withCode(gateText(verdict)))),
    ...listHtml('Cheapest next points', score.cheapest.map(({ test, points: gain, text }) => `+${points(gain)} <code>${escapeXml(test)}</code> ${withCode(text)}`)),
    ...listHtml('Attestations', report.findings.map(({ path, range, message, rule }) => `<code>${escapeXml(`${path}${range === null ? '' : `:${range.start.line}`}`)}</code> ${withCode(message)} <span class="dim">${escapeXml(rule)}</span>`)),
    ...listHtml('Not checked', report.notChecked.map(({ path, message }) => `<code>${escapeXml(path)}</code> ${withCode(message)}`)),
    `<p class="dim">${escapeXml(`${CAVEAT} ${report.source}`)}</p>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function sectionHtml(section: SectionVerdict, most: number): readonly string[] {
  return [
    `<h2>${escapeXml(section.title)}</h2>`,
    `<p><meter min="0" max="${most}" value="${Math.min(section.proven, most)}">${points(section.proven)}</meter> ${escapeXml(intervalText(section))} of ${points(most)}</p>`,
    ...section.tests.map(testHtml),
  ];
}

function testHtml(test: TestVerdict): string {
  const inner = [...linksHtml('What shows it', test.evidence), ...linksHtml('Where it breaks', test.broken), ...(test.next.length === 0 ? [] : ['<p>What to do next</p>', `<ul>${test.next.map((text) => `<li>${withCode(text)}</li>`).join('')}</ul>`])];
  const sure = test.status === 'not-applicable' ? '' : ` <span class="dim">${test.confidence} confidence${test.attested > test.points ? `, attested ${points(test.attested)}` : ''}</span>`;
  const head = `<span class="status ${test.status}">${escapeXml(STATUS_WORDS[test.status].replace(/:.*/, ''))} ${points(test.points)}</span> <code>${escapeXml(test.id)}</code> ${escapeXml(test.title)}${sure}`;
  return `<details${test.status === 'void' ? ' open' : ''}><summary>${head}</summary>${inner.join('')}</details>`;
}

function linksHtml(title: string, links: readonly LevelLink[]): readonly string[] {
  if (links.length === 0) return [];
  const items = links.map((link) => {
    const place = placeText(link.at);
    return `<li>${place === '' ? '' : `<code>${escapeXml(place)}</code> `}${withCode(link.text)} <span class="dim">${link.level}</span></li>`;
  });
  return [`<p>${title}</p>`, `<ul>${items.join('')}</ul>`];
}

function listHtml(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`<h2>${title}</h2>`, `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`];
}

/** Foreign text whose parts between backticks are code. */
function withCode(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part) => (/^`[^`]+`$/.test(part) ? `<code>${escapeXml(part.slice(1, -1))}</code>` : escapeXml(part)))
    .join('');
}
