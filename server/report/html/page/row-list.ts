/**
 * A list of any length of which only the rows in sight exist. The list itself keeps the focus; the active row is named to assistive
 * technology. Places are set through the document's own interface, since the page allows no styles in its markup.
 */
import { element } from '../markup.ts';
import type { Markup } from '../markup.ts';
import type { Row } from './choose.ts';
import { toDom } from './to-dom.ts';

/** Pixels; as the style sheet draws them. */
const HEIGHTS = { head: 34, finding: 50 } as const;

/** Rows drawn beyond either edge. */
const BEYOND = 6;

export interface RowListActions {
  readonly drawRow: (row: Row) => Markup;
  readonly onActive: (row: Row | null) => void;
  /** Opens or closes a group. */
  readonly toggle: (key: number) => void;
}

export interface RowList {
  readonly node: HTMLElement;
  /** Shows other rows. @param active index of the row to stand on */
  readonly show: (rows: readonly Row[], active: number) => void;
}

export function createRowList({ drawRow, onActive, toggle }: RowListActions): RowList {
  const node = htmlOf(toDom(element('div', { class: 'rows', role: 'tree', tabindex: 0, 'aria-label': 'Findings' })));
  const space = htmlOf(toDom(element('div', { class: 'space', role: 'none' })));
  node.append(space);
  let rows: readonly Row[] = [];
  /** Where each row begins, and behind the last one where the list ends. */
  let tops = new Float64Array(1);
  let active = 0;
  let drawn = '';

  const rowAt = (pixel: number): number => {
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tops[middle + 1] ?? 0) <= pixel) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const draw = (): void => {
    const first = Math.max(0, rowAt(node.scrollTop) - BEYOND);
    const last = Math.min(rows.length, rowAt(node.scrollTop + node.clientHeight) + 1 + BEYOND);
    const range = `${first} ${last} ${active}`;
    if (range === drawn) return;
    drawn = range;
    space.replaceChildren(...rows.slice(first, last).map((row, offset) => rowNode(row, first + offset)));
    const activeId = active >= first && active < last ? `row-${active}` : '';
    if (activeId === '') node.removeAttribute('aria-activedescendant');
    else node.setAttribute('aria-activedescendant', activeId);
  };
  const rowNode = (row: Row, index: number): HTMLElement => {
    const shared = { id: `row-${index}`, role: 'treeitem', 'data-row': index, 'aria-posinset': row.position + 1, 'aria-setsize': row.of, 'aria-selected': String(index === active) };
    const mark = index === active ? ' active' : '';
    const own = row.kind === 'head' ? { class: `row head${mark}`, 'aria-level': 1, 'aria-expanded': String(row.isOpen) } : { class: `row ${row.finding.state === undefined ? '' : 'quiet'}${mark}`, 'aria-level': 2 };
    const made = htmlOf(toDom(element('div', { ...shared, ...own }, drawRow(row))));
    made.style.top = `${tops[index] ?? 0}px`;
    made.style.height = `${HEIGHTS[row.kind]}px`;
    return made;
  };
  const goTo = (index: number): void => {
    active = Math.max(0, Math.min(rows.length - 1, index));
    const [top, bottom] = [tops[active] ?? 0, tops[active + 1] ?? 0];
    if (top < node.scrollTop) node.scrollTop = top;
    else if (bottom > node.scrollTop + node.clientHeight) node.scrollTop = bottom - node.clientHeight;
    draw();
    onActive(rows[active] ?? null);
  };
  const pageRows = (): number => Math.max(1, Math.floor(node.clientHeight / HEIGHTS.finding) - 1);
  const headAbove = (): number => rows.findLastIndex((row, index) => index < active && row.kind === 'head');
  const onKey = (event: KeyboardEvent): void => {
    const row = rows[active];
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => goTo(active + 1),
      ArrowUp: () => goTo(active - 1),
      PageDown: () => goTo(active + pageRows()),
      PageUp: () => goTo(active - pageRows()),
      Home: () => goTo(0),
      End: () => goTo(rows.length - 1),
      ArrowRight: () => (row.kind === 'head' ? (row.isOpen ? goTo(active + 1) : toggle(row.key)) : undefined),
      ArrowLeft: () => (row.kind === 'head' ? (row.isOpen ? toggle(row.key) : undefined) : headAbove() >= 0 ? goTo(headAbove()) : undefined),
      Enter: () => (row.kind === 'head' ? toggle(row.key) : onActive(row)),
      ' ': () => (row.kind === 'head' ? toggle(row.key) : onActive(row)),
    };
    const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    if (move === undefined) return;
    event.preventDefault();
    move();
  };
  node.addEventListener('keydown', onKey);
  node.addEventListener('scroll', draw, { passive: true });
  new ResizeObserver(draw).observe(node);
  space.addEventListener('click', ({ target }) => {
    const index = target instanceof Element ? Number(target.closest('.row')?.getAttribute('data-row') ?? NaN) : NaN;
    const row = rows[index];
    if (row === undefined) return;
    goTo(index);
    if (row.kind === 'head') toggle(row.key);
  });
  return {
    node,
    show: (shown, at) => {
      rows = shown;
      tops = new Float64Array(rows.length + 1);
      for (const [index, row] of rows.entries()) tops[index + 1] = (tops[index] ?? 0) + HEIGHTS[row.kind];
      space.style.height = `${tops[rows.length] ?? 0}px`;
      drawn = '';
      goTo(at);
    },
  };
}

function htmlOf(node: Node): HTMLElement {
  if (node instanceof HTMLElement) return node;
  throw new TypeError('not an element of HTML');
}
