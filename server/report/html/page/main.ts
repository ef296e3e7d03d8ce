/** The page's own script: a list of all findings beside the one that is looked at. It loads nothing, stores nothing, and makes no markup of text. */
import type { Severity } from '../../../../rules/api/finding.ts';
import { counted, grouped } from '../../numbers.ts';
import { findingMarkup, helpMarkup, placeInFile, placeText, severityMark } from '../finding-markup.ts';
import { element, withCode } from '../markup.ts';
import type { Markup, MarkupElement } from '../markup.ts';
import { stateOf } from '../page-data.ts';
import type { FindingState, PageData, PageFinding } from '../page-data.ts';
import { createChooser } from './choose.ts';
import type { Choice, Row } from './choose.ts';
import { createRowList } from './row-list.ts';
import { toDom } from './to-dom.ts';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];
const STATES: readonly FindingState[] = ['open', 'known', 'silenced'];

/** Paths that are offered while one is typed. Own choice. */
const MOST_OFFERED = 500;

start();

function start(): void {
  const [app, block] = [document.getElementById('app'), document.getElementById('page-data')];
  if (app === null || block === null) return;
  // written by the same version as this script
  const data = JSON.parse(block.textContent ?? '') as PageData;
  block.remove();
  openPrinted();
  if (data.findings.length === 0) return;
  document.body.classList.add('scripted');
  showFindings(app, data);
}

/** Paper opens nothing. */
function openPrinted(): void {
  let opened: readonly HTMLDetailsElement[] = [];
  window.addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
    for (const details of opened) details.open = true;
  });
  window.addEventListener('afterprint', () => {
    for (const details of opened) details.open = false;
  });
}

function showFindings(app: HTMLElement, data: PageData): void {
  const choose = createChooser(data);
  let choice: Choice = { words: '', file: '', group: '', severities: SEVERITIES, states: hasState(data, 'open') ? ['open'] : STATES, order: data.files.length > 1 ? 'file' : 'none', closed: new Set() };
  /** Index of the finding that is looked at: it stays in sight when others come and go. */
  let current: number | null = null;
  const status = toDom(element('p', { role: 'status', class: 'dim', id: 'status' }));
  const detail = toDom(element('div', { class: 'detail', tabindex: 0, role: 'region', 'aria-label': 'The finding' }));
  const list = createRowList({
    drawRow: (row) => rowMarkup(row, { data, order: choice.order }),
    onActive: (row) => {
      current = row?.kind === 'finding' ? row.index : null;
      replace(detail, row === null ? element('p', { class: 'empty dim' }, 'No finding is like that.') : row.kind === 'head' ? headDetail(row, { data, order: choice.order }) : findingDetail(row.finding, data));
    },
    toggle: (key) => {
      const closed = new Set(choice.closed);
      if (!closed.delete(key)) closed.add(key);
      change({ closed }, (row) => row.kind === 'head' && row.key === key);
    },
  });
  const change = (changed: Partial<Choice>, isActive: (row: Row) => boolean = (row) => row.kind === 'finding' && row.index === current): void => {
    choice = { ...choice, ...changed };
    const { rows, count } = choose(choice);
    countChips(app, { data, choice });
    replace(status, `${grouped(count)} of ${counted(data.findings.length, 'finding')} shown`);
    const active = rows.findIndex(isActive);
    list.show(rows, Math.max(0, active >= 0 ? active : rows.findIndex((row) => row.kind === 'finding')));
  };
  const controls = toDom(controlsMarkup(data, choice));
  const panes = toDom(element('div', { class: 'panes' }));
  panes.appendChild(list.node);
  panes.appendChild(detail);
  app.replaceChildren(controls, status, panes);
  listen(app, { change, choiceNow: () => choice, list: list.node });
  change({});
}

interface Listening {
  readonly change: (changed: Partial<Choice>) => void;
  readonly choiceNow: () => Choice;
  readonly list: HTMLElement;
}

function listen(app: HTMLElement, { change, choiceNow, list }: Listening): void {
  const onValue = (id: string, changed: (value: string) => Partial<Choice>): void => {
    const control = app.querySelector<HTMLInputElement | HTMLSelectElement>(`#${id}`);
    control?.addEventListener('input', () => change(changed(control.value)));
  };
  onValue('words', (words) => ({ words }));
  onValue('file', (file) => ({ file }));
  onValue('group', (group) => ({ group }));
  onValue('order', (value) => ({ order: value === 'rule' || value === 'none' ? value : 'file', closed: new Set() }));
  for (const button of app.querySelectorAll<HTMLButtonElement>('.chips button')) {
    button.addEventListener('click', () => {
      const isPressed = button.getAttribute('aria-pressed') !== 'true';
      button.setAttribute('aria-pressed', String(isPressed));
      const key = button.getAttribute('data-key') ?? '';
      const { severities, states } = choiceNow();
      change({ severities: toggled(SEVERITIES, { chosen: severities, key, isPressed }), states: toggled(STATES, { chosen: states, key, isPressed }) });
    });
  }
  const words = app.querySelector<HTMLInputElement>('#words');
  document.addEventListener('keydown', (event) => {
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      words?.focus();
    }
  });
  words?.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault();
      list.focus();
    }
  });
}

/** Severities are counted among the states that are chosen. */
function countChips(app: HTMLElement, { data, choice }: { readonly data: PageData; readonly choice: Choice }): void {
  const counts = count(data.findings.filter((finding) => choice.states.includes(stateOf(finding))), ({ severity }) => severity);
  for (const severity of SEVERITIES) replace(app.querySelector(`.chips [data-key=${severity}]`), chipText(severity, counts.get(severity) ?? 0));
}

function chipText(label: string, total: number): string {
  return `${label} ${grouped(total)}`;
}

function toggled<T extends string>(all: readonly T[], { chosen, key, isPressed }: { readonly chosen: readonly T[]; readonly key: string; readonly isPressed: boolean }): readonly T[] {
  return all.filter((name) => (name === key ? isPressed : chosen.includes(name)));
}

function hasState({ findings }: PageData, state: FindingState): boolean {
  return findings.some((finding) => stateOf(finding) === state);
}

function controlsMarkup(data: PageData, { states, order }: Choice): MarkupElement {
  const groups = [...new Set(data.rules.map(({ group }) => group))].sort();
  const severityCounts = count(data.findings, ({ severity }) => severity);
  const stateCounts = count(data.findings, stateOf);
  const chip = (key: string, { label = key, total, isPressed }: { readonly label?: string; readonly total: number; readonly isPressed: boolean }): MarkupElement => element('button', { type: 'button', 'data-key': key, 'aria-pressed': String(isPressed) }, chipText(label, total));
  // what is open beside known findings is new
  const labelOf = (state: FindingState): string => (state === 'open' && stateCounts.has('known') ? 'new' : state);
  const stateChips = STATES.filter((state) => stateCounts.has(state)).map((state) => chip(state, { label: labelOf(state), total: stateCounts.get(state) ?? 0, isPressed: states.includes(state) }));
  const option = (value: string, label: string): MarkupElement => element('option', { value, selected: value === order }, label);
  return element(
    'div',
    { class: 'controls', role: 'search', 'aria-label': 'Choose findings' },
    element('div', { class: 'search' }, element('label', { for: 'words' }, 'Search (key /)'), element('input', { id: 'words', type: 'search', placeholder: 'message, rule, file or column', autocomplete: 'off', spellcheck: 'false' })),
    element('div', {}, element('label', { for: 'file' }, 'File'), element('input', { id: 'file', type: 'search', list: 'files', autocomplete: 'off', spellcheck: 'false' }), element('datalist', { id: 'files' }, ...data.files.slice(0, MOST_OFFERED).map((path) => element('option', { value: path })))),
    element('div', {}, element('label', { for: 'group' }, 'Rule group'), element('select', { id: 'group' }, element('option', { value: '' }, 'all'), ...groups.map((group) => option(group, group)))),
    element('div', {}, element('label', { for: 'order' }, 'Group by'), element('select', { id: 'order' }, option('file', 'file'), option('rule', 'rule'), option('none', 'nothing'))),
    element('fieldset', { class: 'chips' }, element('legend', {}, 'Severity'), ...SEVERITIES.filter((severity) => severityCounts.has(severity)).map((severity) => chip(severity, { total: severityCounts.get(severity) ?? 0, isPressed: true }))),
    ...(stateChips.length < 2 ? [] : [element('fieldset', { class: 'chips' }, element('legend', {}, 'State'), ...stateChips)]),
  );
}

function count(findings: readonly PageFinding[], keyOf: (finding: PageFinding) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  return counts;
}

interface Shown {
  readonly data: PageData;
  readonly order: Choice['order'];
}

function rowMarkup(row: Row, { data, order }: Shown): Markup {
  if (row.kind === 'head') return [element('span', { 'aria-hidden': 'true' }, row.isOpen ? '▾ ' : '▸ '), element('bdi', {}, headName(row.key, { data, order })), ' ', element('span', { class: 'dim' }, grouped(row.count))];
  const { finding } = row;
  const place = order === 'file' ? placeInFile(finding) : placeText(finding, data);
  const facts = [place, ...(order === 'rule' ? [] : [data.rules[finding.rule]?.id ?? '']), ...(finding.state === undefined ? [] : [finding.state])].filter((fact) => fact !== '');
  return [element('span', { class: 'first' }, severityMark(finding), ' ', withCode(finding.message)), element('span', { class: 'second' }, element('bdi', {}, facts.join(' · ')))];
}

function headName(key: number, { data, order }: Shown): string {
  return (order === 'file' ? data.files[key] : data.rules[key]?.id) ?? '';
}

function headDetail(row: Row & { readonly kind: 'head' }, { data, order }: Shown): Markup {
  const help = order === 'rule' ? (data.rules[row.key]?.help ?? null) : null;
  return [element('h3', {}, headName(row.key, { data, order })), element('p', { class: 'dim' }, `${counted(row.count, 'finding')} shown`), ...(help === null ? [] : [element('p', {}, withCode(help.summary)), helpMarkup(help)])];
}

function findingDetail(finding: PageFinding, data: PageData): Markup {
  const rule = data.rules[finding.rule];
  const help = rule?.help ?? null;
  return [findingMarkup(finding, data), ...(help === null ? [] : [element('h3', {}, element('code', {}, rule?.id ?? '')), element('p', {}, withCode(help.summary)), helpMarkup(help)])];
}

function replace(node: Node | null, markup: Markup): void {
  if (node === null) return;
  node.textContent = '';
  node.appendChild(toDom(markup));
  if (node instanceof HTMLElement) node.scrollTop = 0;
}
