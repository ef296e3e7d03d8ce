/** Debt as a tree: its kinds, and for each the places, what it costs here, what to ask and the next step. */
import * as vscode from 'vscode';
import type { EditorDebt, EditorDebtKind, EditorDebtPlace } from '../../server/protocol/debt.ts';
import { DEBT_LOOKS, debtKindText, seenDebt } from '../bridge/debt-words.ts';
import { OPEN_PLACE_COMMAND } from '../score/open-place.ts';
import type { ScoreStore, StoredFolder } from '../score/score-store.ts';
import { lookWhileVisible, progressText } from './looking.ts';

const DEBT_VIEW = 'lintel.debt';

export interface DebtTree extends vscode.Disposable {
  /** Brings the view to the front. @param kind selected there when it is known, such as `TD-11` */
  show(kind?: unknown): Promise<void>;
}

type Node =
  | { readonly kind: 'folder'; readonly of: StoredFolder }
  /** Of kinds that are only asked about, or were not found. */
  | { readonly kind: 'rest'; readonly of: StoredFolder; readonly status: 'open' | 'clear' }
  | { readonly kind: 'debt'; readonly of: StoredFolder; readonly debt: EditorDebtKind }
  | { readonly kind: 'place'; readonly id: string; readonly parent: Node; readonly at: EditorDebtPlace }
  | { readonly kind: 'note'; readonly id: string; readonly parent: Node; readonly says: NoteKind; readonly text: string };

type NoteKind = 'costs' | 'ask' | 'next';

const NOTE_ICONS: Readonly<Record<NoteKind, string>> = { costs: 'graph', ask: 'question', next: 'arrow-right' };

export function showDebtTree(store: ScoreStore): DebtTree {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => [...(node === undefined ? rootsOf(store.folders()) : childrenOf(node))],
    getParent: (node) => parentOf(node, store.folders().length > 1),
    getTreeItem: itemOf,
  };
  const view = vscode.window.createTreeView<Node>(DEBT_VIEW, { treeDataProvider: provider });
  const show = (): void => {
    const folders = store.folders();
    view.message = progressText(folders, 'Debt could not be counted');
    const [only, ...others] = folders;
    view.description = only?.debt == null || others.length > 0 ? '' : String(seenDebt(only.debt).length);
    void vscode.commands.executeCommand('setContext', 'lintel.noDebt', folders.every(({ debt }) => debt !== null && seenDebt(debt).length === 0));
  };
  let drawn: readonly (EditorDebt | null)[] = [];
  const onChanged = (): void => {
    show();
    const known = store.folders().map(({ debt }) => debt);
    // progress changes no row
    const isSame = known.length === drawn.length && known.every((debt, index) => debt === drawn[index]);
    drawn = known;
    if (!isSame) changed.fire();
  };
  show();
  const disposables = vscode.Disposable.from(view, changed, lookWhileVisible(view, { store, at: 'debt' }), store.onChanged(onChanged));
  return {
    show: async (wanted) => {
      await vscode.commands.executeCommand(`${DEBT_VIEW}.focus`);
      const node = typeof wanted === 'string' ? findKind(store.folders(), wanted) : undefined;
      if (node !== undefined) await view.reveal(node, { select: true, focus: true, expand: true });
    },
    dispose: () => disposables.dispose(),
  };
}

function findKind(folders: readonly StoredFolder[], id: string): Node | undefined {
  return folders.flatMap((of): Node[] => (of.debt?.kinds ?? []).flatMap((debt) => (debt.id === id ? [{ kind: 'debt', of, debt }] : [])))[0];
}

function rootsOf(folders: readonly StoredFolder[]): readonly Node[] {
  const seen = folders.filter(({ debt }) => debt !== null && seenDebt(debt).length > 0);
  if (folders.length > 1) return seen.map((of) => ({ kind: 'folder', of }));
  return seen.flatMap(kindsOf);
}

function kindsOf(of: StoredFolder): readonly Node[] {
  if (of.debt === null) return [];
  return [...seenDebt(of.debt).map((debt): Node => ({ kind: 'debt', of, debt })), { kind: 'rest', of, status: 'open' }, { kind: 'rest', of, status: 'clear' }];
}

function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'folder':
      return kindsOf(node.of);
    case 'rest':
      return (node.of.debt?.kinds ?? []).flatMap((debt) => (debt.status === node.status ? [{ kind: 'debt', of: node.of, debt }] : []));
    case 'debt': {
      const { places, numbers, question, next } = node.debt;
      const base = idOf(node.of, node.debt.id);
      const note = (says: NoteKind, text: string, index = 0): Node => ({ kind: 'note', id: `${base} ${says} ${index}`, parent: node, says, text });
      return [
        ...places.map((at, index): Node => ({ kind: 'place', id: `${base} place ${index}`, parent: node, at })),
        ...numbers.map((text, index) => note('costs', text, index)),
        ...(question === null ? [] : [note('ask', question)]),
        note('next', next),
      ];
    }
    case 'place':
    case 'note':
      return [];
  }
}

function parentOf(node: Node, hasFolders: boolean): Node | undefined {
  switch (node.kind) {
    case 'folder':
      return undefined;
    case 'debt':
      if (node.debt.status === 'open' || node.debt.status === 'clear') return { kind: 'rest', of: node.of, status: node.debt.status };
      return hasFolders ? { kind: 'folder', of: node.of } : undefined;
    case 'rest':
      return hasFolders ? { kind: 'folder', of: node.of } : undefined;
    case 'place':
    case 'note':
      return node.parent;
  }
}

function idOf({ folder }: StoredFolder, what: string): string {
  return `${folder.uri.toString()} ${what}`;
}

function itemOf(node: Node): vscode.TreeItem {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  switch (node.kind) {
    case 'folder': {
      const { folder, debt } = node.of;
      return Object.assign(new vscode.TreeItem(folder.name, Expanded), { id: folder.uri.toString(), iconPath: vscode.ThemeIcon.Folder, description: debt?.summary ?? '' });
    }
    case 'rest': {
      const { of, status } = node;
      const label = status === 'open' ? 'No file can tell' : 'Looked for and not found';
      return Object.assign(new vscode.TreeItem(label, Collapsed), {
        id: idOf(of, status),
        description: String(childrenOf(node).length),
        tooltip: status === 'open' ? 'People have to answer these.' : 'They may be there all the same: most debt stands between files, teams and systems.',
        iconPath: new vscode.ThemeIcon(DEBT_LOOKS[status].icon),
      });
    }
    case 'debt':
      return kindItem(node.debt, { id: idOf(node.of, node.debt.id), state: Collapsed });
    case 'place': {
      const { message, where, rule, changed, place } = node.at;
      return Object.assign(new vscode.TreeItem(where, None), {
        id: node.id,
        description: plain(message),
        tooltip: `${plain(message)}\n${where}${changed === null ? '' : `, last changed on ${changed}`}\n${rule}`,
        iconPath: new vscode.ThemeIcon('location'),
        command: { command: OPEN_PLACE_COMMAND, title: 'Show', arguments: [place] },
        accessibilityInformation: { label: `${plain(message)}, ${where}` },
      });
    }
    case 'note': {
      const text = plain(node.text);
      return Object.assign(new vscode.TreeItem(text, None), { id: node.id, iconPath: new vscode.ThemeIcon(NOTE_ICONS[node.says]), tooltip: `${node.says}: ${text}`, accessibilityInformation: { label: `${node.says}: ${text}` } });
    }
  }
}

function kindItem(debt: EditorDebtKind, { id, state }: { readonly id: string; readonly state: vscode.TreeItemCollapsibleState }): vscode.TreeItem {
  const { icon } = DEBT_LOOKS[debt.status];
  return Object.assign(new vscode.TreeItem(debt.title, state), {
    id,
    description: `${debtKindText(debt)} · ${debt.id}`,
    tooltip: `${debt.id} ${debt.title}\n\n${plain(debt.what)}`,
    iconPath: new vscode.ThemeIcon(icon, debt.status === 'found' ? new vscode.ThemeColor('list.warningForeground') : undefined),
    accessibilityInformation: { label: `${debt.title}, ${debtKindText(debt)}. ${plain(debt.what)}` },
  });
}

function plain(text: string): string {
  return text.replaceAll('`', '');
}
