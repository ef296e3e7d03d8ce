/** Lintel: Check Dataset. Works on files the editor cannot open, and on folders. */
import * as vscode from 'vscode';
import { METHODS, type CheckDatasetParams, type CheckSummary } from '../../server/protocol/messages.ts';
import type { Session } from '../session.ts';
import { showSummary } from './show-summary.ts';

/** @param target the file or folder; asked for when it is not an address */
export async function checkDataset(session: Session, target: unknown): Promise<CheckSummary | null> {
  const uri = target instanceof vscode.Uri ? target : typeof target === 'string' ? vscode.Uri.parse(target) : await chooseFile();
  if (uri === undefined) return null;
  const params: CheckDatasetParams = { uri: uri.toString() };
  return showSummary(await session.ask<CheckSummary>(METHODS.checkDataset, params));
}

async function chooseFile(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    openLabel: 'Check',
    canSelectFolders: false,
    filters: { Data: ['csv', 'tsv', 'tab', 'psv', 'jsonl', 'ndjson', 'json', 'parquet', 'pq', 'gz', 'zst'], 'All files': ['*'] },
  });
  return chosen?.[0];
}
