/** The score panel: a webview that shows what the store knows, and does what is clicked in it. One for the window; it comes back with it. */
import * as vscode from 'vscode';
import type { EditorDebt } from '../../server/protocol/debt.ts';
import { placeIn, readFromPanel, readMemory, type FromPanel, type PanelDebt, type ToPanel } from '../bridge/panel-messages.ts';
import { debtKindText, seenDebt } from '../bridge/debt-words.ts';
import type { AttestTarget } from '../commands/attest.ts';
import { openPlace } from '../score/open-place.ts';
import type { ScoreStore, StoredFolder } from '../score/score-store.ts';
import { panelPage } from './panel-page.ts';

export const SCORE_PANEL = 'lintel.scorePanel';

export interface ScorePanelRequest {
  readonly store: ScoreStore;
  /** Where the bundles are. */
  readonly bundles: vscode.Uri;
  readonly icon: vscode.Uri;
  readonly attest: (target: AttestTarget) => Promise<unknown>;
  readonly showDebt: (kind: string | null) => Promise<unknown>;
}

export interface ScorePanels extends vscode.Disposable {
  /** @param folder the first one when it is left out, or the one shown */
  show(folder?: vscode.Uri): void;
}

interface Panel {
  readonly panel: vscode.WebviewPanel;
  /** As the workspace names it; null for the first. */
  folder: string | null;
}

export function createScorePanels({ store, bundles, icon, attest, showDebt }: ScorePanelRequest): ScorePanels {
  let current: Panel | null = null;

  const shownFolder = (own: Panel): StoredFolder | null => {
    const all = store.folders();
    return all.find(({ folder }) => folder.uri.toString() === own.folder) ?? all[0] ?? null;
  };

  function send(own: Panel): void {
    const shown = shownFolder(own);
    const message: ToPanel = {
      kind: 'show',
      folders: store.folders().map(({ folder }) => ({ uri: folder.uri.toString(), name: folder.name })),
      folder: shown === null ? null : { uri: shown.folder.uri.toString(), name: shown.folder.name, state: shown.state, score: shown.score, debt: shown.debt === null ? null : toPanelDebt(shown.debt) },
    };
    void own.panel.webview.postMessage(message);
  }

  async function answer(own: Panel, message: FromPanel): Promise<void> {
    const shown = shownFolder(own);
    switch (message.kind) {
      case 'ready':
        own.folder ??= message.folder;
        return send(own);
      case 'choose':
        own.folder = message.folder;
        return send(own);
      case 'open': {
        const place = shown?.score == null ? null : placeIn(shown.score, message.place);
        if (place !== null) await openPlace(place, own.panel.viewColumn);
        return;
      }
      case 'attest':
        if (shown !== null) await attest({ uri: shown.folder.uri.toString(), test: message.test, column: own.panel.viewColumn });
        return;
      case 'show-debt':
        await showDebt(message.debt);
        return;
      case 'refresh':
        if (shown !== null) await store.refresh(shown.folder.uri);
        return;
      case 'manage-trust':
        await vscode.commands.executeCommand('workbench.trust.manage');
    }
  }

  function take(panel: vscode.WebviewPanel, folder: string | null): void {
    const own: Panel = { panel, folder };
    current = own;
    panel.webview.options = { enableScripts: true, localResourceRoots: [bundles] };
    panel.iconPath = icon;
    const looking = store.look('debt');
    panel.webview.onDidReceiveMessage((value: unknown) => {
      const message = readFromPanel(value);
      if (message !== null) void answer(own, message);
    });
    const changes = store.onChanged(() => send(own));
    panel.onDidDispose(() => {
      vscode.Disposable.from(looking, changes).dispose();
      if (current === own) current = null;
    });
    panel.webview.html = panelPage(panel.webview, bundles);
  }

  const serializer = vscode.window.registerWebviewPanelSerializer(SCORE_PANEL, {
    deserializeWebviewPanel: async (panel, state: unknown) => {
      if (current === null) take(panel, readMemory(state).folder);
      else panel.dispose();
    },
  });

  return {
    show: (folder) => {
      if (current === null) take(vscode.window.createWebviewPanel(SCORE_PANEL, 'ML Test Score', vscode.ViewColumn.Active), folder?.toString() ?? null);
      else current.panel.reveal();
      if (current === null || folder === undefined) return;
      current.folder = folder.toString();
      send(current);
    },
    dispose: () => {
      serializer.dispose();
      current?.panel.dispose();
    },
  };
}

function toPanelDebt(debt: EditorDebt): PanelDebt {
  return { summary: debt.summary, kinds: seenDebt(debt).map((kind) => ({ id: kind.id, title: kind.title, says: debtKindText(kind) })) };
}
