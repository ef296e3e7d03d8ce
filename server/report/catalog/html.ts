/** The catalogue as one HTML file: no script, nothing from elsewhere, light and dark; datasets link to each other. */
import type { Dataset, DatasetUse } from '../../core/catalog/catalog.ts';
import { isPersonal } from '../../core/catalog/catalog-report.ts';
import type { CatalogReport } from '../../core/catalog/catalog-report.ts';
import { joined } from '../chunks.ts';
import { htmlPage } from '../html/html-page.ts';
import { grouped } from '../numbers.ts';
import { escapeXml } from '../score/escape-xml.ts';
import { placeText } from '../score/words.ts';
import { CAVEAT, countsText, gapTexts, KIND_WORDS, openText, shapeText, sizeText, useText } from './words.ts';

/** SHA-256 of `CATALOG_STYLE`, which alone the page may use; a test computes it again. */
export const CATALOG_STYLE_HASH = 'sha256-IvlCLWbp8X7MXPrI2fruvr2Gi65upzevSh8YbiNNVmg=';

export const CATALOG_STYLE = `:root{color-scheme:light dark;--back:#fff;--text:#1b1b1b;--dim:#5c5c5c;--line:#d5d5d5;--open:#7a5200;--bad:#a12020;--link:#0b57a0}
@media(prefers-color-scheme:dark){:root{--back:#1c1c1c;--text:#e8e8e8;--dim:#a8a8a8;--line:#444;--open:#e8c070;--bad:#ff9a9a;--link:#8cc4ff}}
body{margin:2rem auto;max-width:72rem;padding:0 1rem;background:var(--back);color:var(--text);font:15px/1.5 system-ui,sans-serif}
h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--line)}h3{font-size:1rem;margin:0;overflow-wrap:anywhere}h3 code{font-size:14px}h3 .dim{font-weight:400}
p{margin:.4rem 0}.dim{color:var(--dim)}.open{color:var(--open)}.personal{color:var(--bad)}a{color:var(--link)}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.25rem .6rem .25rem 0;border-bottom:1px solid var(--line)}th{color:var(--dim);font-weight:600}
th.number,td.number{text-align:right;white-space:nowrap}section{border-bottom:1px solid var(--line);padding:.8rem 0}section:target{outline:2px solid var(--link);outline-offset:.4rem}
dl{display:grid;grid-template-columns:8rem 1fr;gap:.15rem .8rem;margin:.4rem 0}dt{color:var(--dim)}dd{margin:0;overflow-wrap:anywhere}
ul{margin:0;padding:0;list-style:none}code{font:13px/1.4 ui-monospace,monospace;overflow-wrap:anywhere}
@media(max-width:40rem){dl{grid-template-columns:1fr}dt{margin-top:.3rem}}`;

export function catalogHtml(report: CatalogReport, { toolVersion }: { readonly toolVersion: string }): string {
  const { datasets, unnamed, notChecked } = report.catalog;
  const title = report.root === '.' ? 'Datasets' : `Datasets of ${report.root}`;
  const anchors = new Map(datasets.map((dataset, index): readonly [string, Anchor] => [dataset.id, { href: `d${index + 1}`, name: dataset.name }]));
  const open = openText(report);
  const commit = report.commit === null ? 'no commit known' : `commit ${report.commit.slice(0, 10)}${report.isDirty === true ? ' with changes that are not committed' : ''}`;
  const lines = [
    `<h1>${escapeXml(title)}</h1>`,
    `<p>${escapeXml(countsText(report))}</p>`,
    ...(open === '' ? [] : [`<p class="open">${escapeXml(open)}</p>`]),
    `<p class="dim">${escapeXml(`${commit}, Lintel ${toolVersion}`)}${report.isComplete ? '' : '; incomplete'}</p>`,
    ...overview(datasets, anchors),
    '<h2>Each dataset</h2>',
    ...datasets.map((dataset) => datasetHtml(dataset, anchors)),
    ...listHtml('Reads and writes whose dataset cannot be told', unnamed.map(({ way, at, by }) => `<code>${escapeXml(placeText(at))}</code> ${way === 'read' ? 'reads' : 'writes'} with <code>${escapeXml(by)}</code>`)),
    ...listHtml('Not checked', notChecked.map(({ path, message }) => `<code>${escapeXml(path)}</code> ${escapeXml(message)}`)),
    `<p class="dim">${escapeXml(CAVEAT)}</p>`,
  ];
  return joined(htmlPage({ title, kind: '', sheet: { text: CATALOG_STYLE, hash: CATALOG_STYLE_HASH }, body: lines.map((line) => `${line}\n`), script: null }));
}

interface Anchor {
  readonly href: string;
  readonly name: string;
}

type Anchors = ReadonlyMap<string, Anchor>;

function overview(datasets: readonly Dataset[], anchors: Anchors): readonly string[] {
  const rows = datasets.map((dataset) => {
    const { id, kind, format, sizeBytes, rows: count, producers, consumers, owner } = dataset;
    const notes = [...gapTexts(dataset).map((text) => text.replace(/:.*/, '')), ...(isPersonal(dataset) ? ['personal'] : [])];
    const cells = [
      linkTo(id, anchors),
      escapeXml(kind === 'file' ? (format ?? '') : KIND_WORDS[kind]),
      ...[sizeBytes === null ? '' : sizeText(sizeBytes), count === null ? '' : grouped(count), String(producers.length), String(consumers.length)],
      escapeXml(owner?.name ?? ''),
      `<span class="open">${escapeXml(notes.join(', '))}</span>`,
    ];
    return `<tr>${cells.map((cell, index) => `<td${numberClass(index)}>${cell}</td>`).join('')}</tr>`;
  });
  const head = ['Dataset', 'Kind', 'Size', 'Rows', 'Made by', 'Read by', 'Owner', 'Open'].map((name, index) => `<th scope="col"${numberClass(index)}>${name}</th>`).join('');
  return rows.length === 0 ? [] : ['<div class="wide"><table>', `<thead><tr>${head}</tr></thead>`, `<tbody>${rows.join('\n')}</tbody>`, '</table></div>'];
}

/** Size, rows, and how many make and read it. */
function numberClass(column: number): string {
  return column >= 2 && column <= 5 ? ' class="number"' : '';
}

function linkTo(id: string, anchors: Anchors): string {
  const anchor = anchors.get(id);
  return anchor === undefined ? `<code>${escapeXml(id)}</code>` : `<a href="#${anchor.href}"><code>${escapeXml(anchor.name)}</code></a>`;
}

function datasetHtml(dataset: Dataset, anchors: Anchors): string {
  const { id, name, aliases, schema, producers, consumers, derivedFrom, restsOn, reaches, versions, owner, declared } = dataset;
  const direct = [...new Set(derivedFrom.map((each) => each.dataset))];
  const steps = direct.map((from) => {
    const through = derivedFrom.filter((each) => each.dataset === from);
    return `${linkTo(from, anchors)} <span class="dim">through ${escapeXml([...new Set(through.map((each) => each.through))].join(', '))}${through.some(({ isProven }) => isProven) ? '' : ', perhaps'}</span>`;
  });
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['Called', aliases.map((alias) => `<code>${escapeXml(alias)}</code>`)],
    ['Made by', producers.map(useHtml)],
    ['Read by', consumers.map(useHtml)],
    ['From', steps],
    ['Rests on', restsOn.filter((other) => !direct.includes(other)).map((other) => linkTo(other, anchors))],
    ['Goes into', reaches.map((other) => linkTo(other, anchors))],
    ['Columns', schema === null ? [] : [`${schema.columns.map(({ name: column, type, isPersonal: personal }) => `<code${personal ? ' class="personal"' : ''}>${escapeXml(column)}</code>${type === null ? '' : ` <span class="dim">${escapeXml(type)}</span>`}${personal ? ' <span class="personal">personal</span>' : ''}`).join(', ')} <span class="dim">(by <code>${escapeXml(placeText(schema.at))}</code>${schema.isWhole ? '' : ', perhaps not all'})</span>`]],
    ['Versions', versions.map(({ by, text }) => escapeXml(by === 'name' ? text : `${by} ${text}`))],
    ['Owner', owner === null ? [] : [`${escapeXml(owner.name)} <span class="dim">${owner.by === 'codeowners' ? 'by CODEOWNERS' : 'by commits'}</span>`]],
    ['Declared', declared.map((place) => `<code>${escapeXml(placeText(place))}</code>`)],
    ['Open', gapTexts(dataset).map((text) => `<span class="open">${escapeXml(text)}</span>`)],
  ];
  const list = parts.filter(([, items]) => items.length > 0).map(([term, items]) => `<dt>${term}</dt><dd><ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul></dd>`);
  return `<section id="${anchors.get(id)?.href ?? ''}"><h3><code>${escapeXml(name)}</code> <span class="dim">${escapeXml(shapeText(dataset))}</span></h3><dl>${list.join('')}</dl></section>`;
}

function useHtml(use: DatasetUse): string {
  return `<code>${escapeXml(useText(use))}</code> <span class="dim">${escapeXml(use.by.filter((by) => by !== '').join(', '))}</span>`;
}

function listHtml(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`<h2>${title}</h2>`, `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`];
}
