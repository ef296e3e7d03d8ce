/** The score panel as a template: what it shows follows from what it was told and what it keeps, nothing else. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { EditorLink, EditorScore, EditorSection, EditorStatus, EditorTest, Interval } from '../../server/protocol/score.ts';
import type { FromPanel, PanelDebt, PanelFolder, PanelMemory, ToPanel } from '../bridge/panel-messages.ts';
import { bindingSections, bindingText, CAVEAT, codePieces, commitText, intervalText, points, pointsText, STATUS_LOOKS, statusCounts, verdictText } from '../bridge/score-words.ts';

export interface PageActions {
  readonly tell: (message: FromPanel) => void;
  readonly toggle: (test: string) => void;
  /** Opens these chains and closes all others. */
  readonly openAll: (tests: readonly string[]) => void;
  readonly filter: (statuses: readonly EditorStatus[]) => void;
  readonly goTo: (test: string) => void;
}

interface Context {
  readonly memory: PanelMemory;
  readonly actions: PageActions;
}

type Part = TemplateResult | typeof nothing;

export function page({ folders, folder }: ToPanel, context: Context): TemplateResult {
  const { actions } = context;
  return html`
    <header>
      <h1>ML Test Score</h1>
      ${folders.length > 1 ? folderChoice(folders, folder, actions) : nothing}
      <vscode-button secondary class="refresh" aria-label="Look at the folder again" title="Look at the folder again" @click=${() => actions.tell({ kind: 'refresh' })}><span class="codicon codicon-refresh" aria-hidden="true"></span></vscode-button>
    </header>
    <p role="status" class="state">${folder === null ? nothing : stateText(folder)}</p>
    ${folder?.state.kind === 'computing' ? html`<vscode-progress-bar class="progress" aria-label="Looking at the repository" .value=${Math.round(folder.state.done * 100)}></vscode-progress-bar>` : nothing}
    <main>${folder === null ? html`<p>Open a folder to see its score.</p>` : folder.score === null ? withoutScore(folder) : whole(folder.score, { debt: folder.debt, context })}</main>
  `;
}

function folderChoice(folders: ToPanel['folders'], chosen: ToPanel['folder'], { tell }: PageActions): TemplateResult {
  const choose = ({ target }: Event): void => {
    const value: unknown = target !== null && 'value' in target ? target.value : null;
    if (typeof value === 'string') tell({ kind: 'choose', folder: value });
  };
  return html`<vscode-single-select class="folders" label="Folder" aria-label="Folder" @change=${choose}>
    ${folders.map(({ uri, name }) => html`<vscode-option value=${uri} ?selected=${uri === chosen?.uri}>${name}</vscode-option>`)}
  </vscode-single-select>`;
}

function stateText({ state, score, name }: PanelFolder): Part {
  switch (state.kind) {
    case 'waiting':
      return html`Waiting for the language server`;
    case 'computing':
      // said once, not for every file
      return html`Looking at the repository${score === null ? nothing : '; this is the score before'}`;
    case 'failed':
      return html`<span class="codicon codicon-error" aria-hidden="true"></span> The score could not be computed: ${state.text}`;
    case 'done':
    case 'empty':
      return html`<span class="unseen">The score of ${name} is up to date</span>`;
  }
}

function withoutScore({ state, name }: PanelFolder): Part {
  if (state.kind !== 'empty') return nothing;
  return html`<p>There are no files in ${name}, so there is nothing to score. Add code, tests and a pipeline, or open the folder of your project.</p>`;
}

function whole(score: EditorScore, { debt, context }: { readonly debt: PanelDebt | null; readonly context: Context }): TemplateResult {
  return html`
    ${summary(score)} ${score.isRestricted ? restricted(context.actions) : nothing} ${cheapest(score, context.actions)} ${filters(score, context)}
    ${repeat(score.sections, ({ id }) => id, (section) => sectionPart(section, { score, context }))} ${debt === null ? nothing : debtPart(debt, context.actions)} ${notChecked(score)}
    <footer><p>${score.rubric}${commitText(score) === null ? nothing : html`, ${commitText(score)}`}</p></footer>
  `;
}

function summary(score: EditorScore): TemplateResult {
  const number = (value: number, name: string, about: string): TemplateResult => html`<div class="number ${name}"><dt>${name}</dt><dd><strong>${points(value)}</strong><span>${about}</span></dd></div>`;
  return html`<section class="summary" aria-label="Summary">
    <dl class="numbers">
      ${number(score.proven, 'proven', 'by the files')} ${number(score.attested, 'attested', 'by people as well')} ${number(score.claimed, 'claimed', 'if all that is said were true')}
    </dl>
    ${bar(score, score.most, 'large')}
    ${score.band === '' ? nothing : html`<p class="band">${score.proven === score.most ? 'All' : points(score.proven)} of ${pointsText(score.most)}: ${score.band}</p>`}
    ${bindingText(score) === null ? nothing : html`<p class="binding"><span class="codicon codicon-arrow-down" aria-hidden="true"></span> ${bindingText(score)}. The smallest section is the score.</p>`}
    <p class="caveat">${CAVEAT}</p>
  </section>`;
}

/** Geometry is given by attributes: the page allows no styles in its markup. */
function bar(interval: Interval, most: number, size: 'large' | 'small'): TemplateResult {
  const height = size === 'large' ? 14 : 8;
  const share = (value: number): number => (most === 0 ? 0 : Math.min(1, value / most) * 700);
  const [proven, attested, claimed] = [share(interval.proven), share(interval.attested), share(interval.claimed)];
  const marks = Array.from({ length: Math.max(0, Math.floor(most) - 1) }, (_, index) => share(index + 1));
  return html`<svg class="bar ${size}" viewBox="0 0 700 ${height}" preserveAspectRatio="none" role="img" aria-label=${intervalText(interval, most)}>
    <rect class="track" x="0" y="0" width="700" height=${height}></rect>
    ${svg`<rect class="claimed" x=${attested} y="0" width=${Math.max(0, claimed - attested)} height=${height}></rect>
    <rect class="attested" x=${proven} y="0" width=${Math.max(0, attested - proven)} height=${height}></rect>
    <rect class="proven" x="0" y="0" width=${proven} height=${height}></rect>
    ${marks.map((x) => svg`<line class="mark" x1=${x} x2=${x} y1="0" y2=${height}></line>`)}`}
  </svg>`;
}

function restricted({ tell }: PageActions): TemplateResult {
  return html`<p class="note"><span class="codicon codicon-shield" aria-hidden="true"></span> In Restricted Mode git is not asked, so dates and commits are not known. <button class="link" @click=${() => tell({ kind: 'manage-trust' })}>Manage trust</button></p>`;
}

function cheapest(score: EditorScore, { goTo }: PageActions): Part {
  if (score.cheapest.length === 0) return nothing;
  return html`<section class="cheapest" aria-labelledby="cheapest-title">
    <h2 id="cheapest-title">Cheapest next points</h2>
    <ol>
      ${score.cheapest.map(({ test, points: gain, text }) => html`<li><vscode-badge>+${points(gain)}</vscode-badge> <button class="link" @click=${() => goTo(test)}>${test}</button> <span>${rich(text)}</span></li>`)}
    </ol>
  </section>`;
}

function filters(score: EditorScore, { memory, actions }: Context): TemplateResult {
  const all = score.sections.reduce((sum, { tests }) => sum + tests.length, 0);
  const toggle = (status: EditorStatus): void => actions.filter(memory.filter.includes(status) ? memory.filter.filter((one) => one !== status) : [...memory.filter, status]);
  const ids = score.sections.flatMap(({ tests }) => tests.map(({ id }) => id));
  const isAnyOpen = ids.some((id) => memory.open.includes(id));
  return html`<div class="filters" role="group" aria-label="Show tests by status">
    <button class="chip" aria-pressed=${memory.filter.length === 0} @click=${() => actions.filter([])}>All ${all}</button>
    ${statusCounts(score).map(
      ({ status, count }) => html`<button class="chip" aria-pressed=${memory.filter.includes(status)} title=${STATUS_LOOKS[status].about} @click=${() => toggle(status)}>${statusIcon(status)} ${STATUS_LOOKS[status].label} ${count}</button>`,
    )}
    <button class="link end" @click=${() => actions.openAll(isAnyOpen ? [] : ids)}>${isAnyOpen ? 'Close all' : 'Open all'}</button>
  </div>`;
}

function sectionPart(section: EditorSection, { score, context }: { readonly score: EditorScore; readonly context: Context }): TemplateResult {
  const { memory } = context;
  const { id, title, most, tests } = section;
  const shown = tests.filter(({ status }) => memory.filter.length === 0 || memory.filter.includes(status));
  const isBinding = bindingSections(score).some((one) => one.id === id) && score.sections.some(({ proven }) => proven !== score.proven);
  return html`<section class="part" aria-labelledby="section-${id}">
    <div class="part-head">
      <h2 id="section-${id}">${title}</h2>
      ${isBinding ? html`<vscode-badge>holds the score down</vscode-badge>` : nothing}
      <span class="sums">${intervalText(section, most)}</span>
    </div>
    ${bar(section, most, 'small')}
    ${shown.length === 0 ? html`<p class="none">No test of this section has such a status.</p>` : nothing}
    <ul class="tests" @keydown=${moveFocus}>
      ${repeat(shown, (test) => test.id, (test) => testPart(test, context))}
    </ul>
  </section>`;
}

/** Up, down, home and end go from test to test, as in a list of the editor. */
function moveFocus(event: KeyboardEvent): void {
  const { target } = event;
  if (!(target instanceof HTMLElement) || !target.classList.contains('toggle')) return;
  const all = [...document.querySelectorAll<HTMLElement>('.toggle')];
  const at = all.indexOf(target);
  const next = { ArrowDown: all[at + 1], ArrowUp: all[at - 1], Home: all[0], End: all.at(-1) }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

function testPart(test: EditorTest, { memory, actions }: Context): TemplateResult {
  const isOpen = memory.open.includes(test.id);
  return html`<li id="test-${test.id}" class="test">
    <h3>
      <button id="toggle-${test.id}" class="toggle" aria-expanded=${isOpen} aria-controls="chain-${test.id}" @click=${() => actions.toggle(test.id)}>
        <span class="codicon ${isOpen ? 'codicon-chevron-down' : 'codicon-chevron-right'}" aria-hidden="true"></span>
        ${statusIcon(test.status)}
        <span class="id">${test.id}</span>
        <span class="title">${rich(test.title)}</span>
        <span class="verdict">${verdictText(test)}</span>
      </button>
    </h3>
    <div id="chain-${test.id}" class="chain" ?hidden=${!isOpen}>${isOpen ? chain(test, actions) : nothing}</div>
  </li>`;
}

function chain(test: EditorTest, actions: PageActions): TemplateResult {
  const { evidence, broken, next, description, mayAttest, id } = test;
  const beyond = test.claimed > test.points ? html`<p class="beyond">${pointsText(test.attested)} attested, ${pointsText(test.claimed)} claimed.</p>` : nothing;
  return html`
    <p class="about">${rich(description)}</p>
    ${evidence.length + broken.length === 0 ? html`<p class="none">No evidence was found.</p>` : nothing}
    ${evidence.length === 0 ? nothing : html`<h4>Evidence</h4><ol class="links">${evidence.map((link) => linkPart(link, { look: 'evidence', actions }))}</ol>`}
    ${broken.length === 0 ? nothing : html`<h4>Where it ends</h4><ol class="links">${broken.map((link) => linkPart(link, { look: 'broken', actions }))}</ol>`}
    ${beyond}
    ${next.length === 0 ? nothing : html`<h4>Next</h4><ul class="next">${next.map((step) => html`<li>${rich(step)}</li>`)}</ul>`}
    ${test.points > 0 && test.confidence !== 'high' ? html`<p class="sure">Confidence: ${test.confidence}.</p>` : nothing}
    ${mayAttest && test.points < test.most
      ? html`<vscode-button secondary class="attest" title="Add an entry to .lintel/attestations.yaml" @click=${() => actions.tell({ kind: 'attest', test: id })}>Attest ${id}…</vscode-button>`
      : nothing}
  `;
}

function linkPart({ level, text, where, place }: EditorLink, { look, actions }: { readonly look: 'evidence' | 'broken'; readonly actions: PageActions }): TemplateResult {
  const icon = look === 'broken' ? 'codicon-debug-disconnect' : 'codicon-check';
  return html`<li class=${look}>
    <span class="codicon ${icon}" aria-hidden="true"></span>
    <span class="said"><span class="level">${look === 'broken' ? `not ${level}` : level}</span> ${rich(text)} ${place === null ? nothing : html`<button class="link place" @click=${() => actions.tell({ kind: 'open', place })}>${where}</button>`}</span>
  </li>`;
}

function debtPart({ summary: text, kinds }: PanelDebt, { tell }: PageActions): TemplateResult {
  return html`<section class="part debt" aria-labelledby="debt-title">
    <div class="part-head">
      <h2 id="debt-title">Technical debt</h2>
      <button class="link end" @click=${() => tell({ kind: 'show-debt', debt: null })}>Show all kinds</button>
    </div>
    <p>${text}.</p>
    <ul>
      ${kinds.map(({ id, title, says }) => html`<li><button class="link" title="Show it in the view of debt" @click=${() => tell({ kind: 'show-debt', debt: id })}>${title}</button> <span class="sums">${says}</span></li>`)}
    </ul>
  </section>`;
}

function notChecked({ notChecked: named, notCheckedCount }: EditorScore): Part {
  if (notCheckedCount === 0) return nothing;
  return html`<details class="not-checked">
    <summary>${notCheckedCount === 1 ? '1 thing was' : `${notCheckedCount} things were`} not looked at, so what is there is unknown</summary>
    <ul>
      ${named.map(({ path, message }) => html`<li>${path === '.' ? nothing : html`<code>${path}</code>: `}${rich(message)}</li>`)}
      ${notCheckedCount > named.length ? html`<li>and ${notCheckedCount - named.length} more</li>` : nothing}
    </ul>
  </details>`;
}

function statusIcon(status: EditorStatus): TemplateResult {
  return html`<span class="codicon codicon-${STATUS_LOOKS[status].icon} status ${status}" aria-hidden="true"></span>`;
}

function rich(text: string): readonly (TemplateResult | string)[] {
  return codePieces(text).map((piece) => (piece.isCode ? html`<code>${piece.text}</code>` : piece.text));
}
