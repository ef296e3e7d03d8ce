/** Where the score panel begins, in a page of its own: no Node, no `vscode`, nothing from elsewhere. Shows what it is told, and says what was clicked. */
import '@vscode-elements/elements/dist/vscode-badge/index.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode/codicons/dist/codicon.css';
import { render } from 'lit';
import { readMemory, readToPanel, type FromPanel, type PanelMemory, type ToPanel } from '../bridge/panel-messages.ts';
import { page, type PageActions } from './page.ts';
import './panel.css';

interface Editor {
  postMessage(message: FromPanel): void;
  getState(): unknown;
  setState(state: PanelMemory): void;
}

declare function acquireVsCodeApi(): Editor;

start(acquireVsCodeApi(), document.body);

/** How long the view must rest until its place is kept. Own choice. */
const REST_MS = 150;

function start(editor: Editor, body: HTMLElement): void {
  let memory = readMemory(editor.getState());
  let shown: ToPanel | null = null;
  /** The place to go back to, until there is something to scroll. */
  let scrollTo: number | null = memory.scroll;
  let restTimer: number | undefined;
  /** What was clicked last. */
  let touched: Element | null = null;

  const draw = (): void => {
    if (shown === null) return;
    render(page(shown, { memory, actions }), body);
    if (scrollTo === null || shown.folder?.score == null) return;
    window.scrollTo({ top: scrollTo });
    scrollTo = null;
  };
  const keep = (change: Partial<PanelMemory>): void => {
    memory = { ...memory, ...change };
    editor.setState(memory);
  };
  const change = (changed: Partial<PanelMemory>): void => {
    keep(changed);
    draw();
  };
  const actions: PageActions = {
    tell: (message) => editor.postMessage(message),
    toggle: (test) => change({ open: memory.open.includes(test) ? memory.open.filter((id) => id !== test) : [...memory.open, test] }),
    openAll: (tests) => change({ open: tests }),
    filter: (filter) => change({ filter }),
    goTo: (test) => {
      change({ open: [...new Set([...memory.open, test])], filter: [] });
      document.getElementById(`toggle-${test}`)?.focus();
      document.getElementById(`test-${test}`)?.scrollIntoView({ block: 'start' });
    },
  };
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = readToPanel(data);
    if (message === null) return;
    shown = message;
    if (message.folder !== null && message.folder.uri !== memory.folder) keep({ folder: message.folder.uri });
    draw();
  });
  window.addEventListener('scroll', () => {
    window.clearTimeout(restTimer);
    restTimer = window.setTimeout(() => keep({ scroll: window.scrollY }), REST_MS);
  });
  // lines break elsewhere in a panel of another width: what was clicked last stays in sight
  window.addEventListener('resize', () => {
    if (touched?.isConnected === true) touched.scrollIntoView({ block: 'nearest' });
  });
  body.addEventListener('click', ({ target }) => (touched = target instanceof Element ? target : null));
  editor.postMessage({ kind: 'ready', folder: memory.folder });
}
