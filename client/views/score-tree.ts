/** The score as a tree: sections, tests, and the links of their chains, which lead to their places. */
import * as vscode from 'vscode';
import type { EditorLink, EditorSection, EditorStatus, EditorTest } from '../../server/protocol/score.ts';
import { bindingSections, intervalText, points, STATUS_LOOKS, verdictText } from '../bridge/score-words.ts';
import type { AttestTarget } from '../commands/attest.ts';
import { OPEN_PLACE_COMMAND } from '../score/open-place.ts';
import type { ScoreStore, StoredFolder } from '../score/score-store.ts';
import { lookWhileVisible, progressText } from './looking.ts';

export const SCORE_VIEW = 'lintel.score';

type Node =
  | { readonly kind: 'folder'; readonly of: StoredFolder }
  | { readonly kind: 'section'; readonly of: StoredFolder; readonly section: EditorSection }
  /** Also what the command that attests is given. */
  | (AttestTarget & { readonly kind: 'test'; readonly verdict: EditorTest })
  | { readonly kind: 'link'; readonly id: string; readonly link: EditorLink; readonly isBroken: boolean }
  | { readonly kind: 'next'; readonly id: string; readonly text: string };

export function showScoreTree(store: ScoreStore): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const getChildren = (node?: Node): Node[] => [...(node === undefined ? rootsOf(store.folders()) : childrenOf(node))];
  const view = vscode.window.createTreeView<Node>(SCORE_VIEW, { treeDataProvider: { onDidChangeTreeData: changed.event, getChildren, getTreeItem: itemOf } });
  const show = (): void => {
    view.message = progressText(store.folders(), 'The score could not be computed');
    const [only, ...others] = store.folders();
    view.description = only?.score == null || others.length > 0 ? '' : `${points(only.score.proven)} of ${points(only.score.most)}`;
    void vscode.commands.executeCommand('setContext', 'lintel.nothingToScore', store.folders().every(({ state }) => state.kind === 'empty'));
  };
  let drawn: readonly StoredFolder[] = [];
  const onChanged = (): void => {
    show();
    const folders = store.folders();
    // progress changes no row
    const isSame = folders.length === drawn.length && folders.every(({ folder, score }, index) => folder === drawn[index]?.folder && score === drawn[index].score);
    drawn = folders;
    if (!isSame) changed.fire();
  };
  show();
  return vscode.Disposable.from(view, changed, lookWhileVisible(view, { store, at: 'score' }), store.onChanged(onChanged));
}

function rootsOf(folders: readonly StoredFolder[]): readonly Node[] {
  const scored = folders.filter(({ score }) => score !== null);
  if (folders.length > 1) return scored.map((of) => ({ kind: 'folder', of }));
  return scored.flatMap(sectionsOf);
}

function sectionsOf(of: StoredFolder): readonly Node[] {
  return of.score?.sections.map((section) => ({ kind: 'section', of, section })) ?? [];
}

function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'folder':
      return sectionsOf(node.of);
    case 'section':
      return node.section.tests.map((verdict) => ({ kind: 'test', uri: node.of.folder.uri.toString(), test: verdict.id, verdict }));
    case 'test': {
      const { evidence, broken, next } = node.verdict;
      const base = `${node.uri} ${node.test}`;
      return [
        ...evidence.map((link, index): Node => ({ kind: 'link', id: `${base} evidence ${index}`, link, isBroken: false })),
        ...broken.map((link, index): Node => ({ kind: 'link', id: `${base} broken ${index}`, link, isBroken: true })),
        ...next.slice(0, 1).map((text): Node => ({ kind: 'next', id: `${base} next`, text })),
      ];
    }
    case 'link':
    case 'next':
      return [];
  }
}

const COLORS: Readonly<Record<EditorStatus, string | null>> = { automated: 'testing.iconPassed', manual: 'charts.blue', void: 'testing.iconFailed', absent: null, unknown: 'charts.yellow', 'not-applicable': null };

function itemOf(node: Node): vscode.TreeItem {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  switch (node.kind) {
    case 'folder': {
      const { folder, score } = node.of;
      const item = new vscode.TreeItem(folder.name, Expanded);
      return Object.assign(item, { id: folder.uri.toString(), iconPath: vscode.ThemeIcon.Folder, description: score === null ? '' : intervalText(score, score.most) });
    }
    case 'section': {
      const { section, of } = node;
      const isBinding = of.score !== null && bindingSections(of.score).some(({ id }) => id === section.id);
      const item = new vscode.TreeItem(section.title, Expanded);
      return Object.assign(item, {
        id: `${of.folder.uri.toString()} ${section.id}`,
        description: `${points(section.proven)} of ${points(section.most)}`,
        tooltip: `${section.title}: ${intervalText(section, section.most)}${isBinding ? '; holds the score down' : ''}`,
      });
    }
    case 'test':
      return testItem(node.verdict, { id: `${node.uri} ${node.test}`, collapsed: Collapsed });
    case 'link': {
      const { link, isBroken, id } = node;
      const item = new vscode.TreeItem(link.text.replaceAll('`', ''), None);
      return Object.assign(item, {
        id,
        description: link.where,
        tooltip: `${isBroken ? `not ${link.level}` : link.level}: ${link.text.replaceAll('`', '')}`,
        iconPath: isBroken ? new vscode.ThemeIcon('debug-disconnect', new vscode.ThemeColor('testing.iconFailed')) : new vscode.ThemeIcon('check', new vscode.ThemeColor('testing.iconPassed')),
        ...(link.place === null ? {} : { command: { command: OPEN_PLACE_COMMAND, title: 'Show', arguments: [link.place] } }),
      });
    }
    case 'next': {
      const item = new vscode.TreeItem(node.text.replaceAll('`', ''), None);
      return Object.assign(item, { id: node.id, iconPath: new vscode.ThemeIcon('arrow-right'), tooltip: `Next: ${node.text.replaceAll('`', '')}` });
    }
  }
}

function testItem(test: EditorTest, { id, collapsed }: { readonly id: string; readonly collapsed: vscode.TreeItemCollapsibleState }): vscode.TreeItem {
  const look = STATUS_LOOKS[test.status];
  const color = COLORS[test.status];
  const item = new vscode.TreeItem(test.id, collapsed);
  return Object.assign(item, {
    id,
    description: `${look.label} · ${test.title.replaceAll('`', '')}`,
    tooltip: `${test.title.replaceAll('`', '')}\n${verdictText(test)}. ${look.about}\n\n${test.description.replaceAll('`', '')}`,
    iconPath: new vscode.ThemeIcon(look.icon, color === null ? undefined : new vscode.ThemeColor(color)),
    contextValue: test.mayAttest && test.points < test.most ? 'lintel.attestable' : 'lintel.test',
    accessibilityInformation: { label: `${test.id}, ${test.title.replaceAll('`', '')}, ${verdictText(test)}` },
  });
}
