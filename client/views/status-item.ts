/** The language status item: what is being checked, what was found, and what could not be done. */
import * as vscode from 'vscode';
import type { StatusParams } from '../../server/protocol/messages.ts';
import type { Session, SessionStatus } from '../session.ts';

const SHOW_OUTPUT: vscode.Command = { command: 'lintel.showOutput', title: 'Show Output' };
const CANCEL: vscode.Command = { command: 'lintel.cancelCheck', title: 'Cancel' };
const RESTART: vscode.Command = { command: 'lintel.restartServer', title: 'Restart' };

interface Look {
  readonly text: string;
  readonly detail: string;
  readonly severity: vscode.LanguageStatusSeverity;
  readonly busy: boolean;
  readonly command: vscode.Command;
}

export function showStatus(session: Session): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('lintel.status', [{ scheme: 'file' }, { scheme: 'untitled', language: 'python' }, { scheme: 'vscode-notebook-cell' }]);
  item.name = 'Lintel';
  const show = (status: SessionStatus): void => void Object.assign(item, lookOf(status));
  show({ kind: 'starting' });
  return vscode.Disposable.from(item, session.onStatus(show));
}

function lookOf(status: SessionStatus): Look {
  const { Information, Error: Failed } = vscode.LanguageStatusSeverity;
  switch (status.kind) {
    case 'starting':
      return { text: 'Lintel', detail: 'starting', severity: Information, busy: true, command: SHOW_OUTPUT };
    case 'stopped':
      return { text: 'Lintel stopped', detail: 'the language server is not running', severity: Failed, busy: false, command: RESTART };
    case 'running':
      return runningLook(status.status);
  }
}

function runningLook(status: StatusParams): Look {
  const { Information, Warning, Error: Failed } = vscode.LanguageStatusSeverity;
  const counts = countsText(status);
  const base = { busy: false, command: SHOW_OUTPUT, severity: Information };
  if (status.state === 'off') return { ...base, text: 'Lintel off', detail: 'switched off by `lintel.enable`' };
  if (status.state === 'checking') {
    const percent = `${Math.floor(100 * status.done)} %`;
    return { ...base, text: `Lintel ${percent}`, detail: status.text === '' ? 'looking for files' : `checking ${status.text}`, busy: true, command: CANCEL };
  }
  if (status.engineProblem !== null) return { ...base, text: 'Lintel cannot check data', detail: status.engineProblem, severity: Failed };
  if (status.state === 'cancelled') return { ...base, text: 'Lintel cancelled', detail: counts, severity: Warning };
  return { ...base, text: `Lintel: ${status.errors + status.warnings + status.infos}`, detail: counts, severity: status.notChecked > 0 ? Warning : Information };
}

function countsText({ datasets, programs, errors, warnings, infos, notChecked }: StatusParams): string {
  const parts = [...(datasets > 0 || programs === 0 ? [`${datasets} datasets`] : []), ...(programs > 0 ? [`${programs} Python files`] : []), `${errors} errors`, `${warnings} warnings`, `${infos} notes`, ...(notChecked > 0 ? [`${notChecked} not checked`] : [])];
  return parts.map((part) => part.replace(/^1 ([\w ]+)s$/, '1 $1')).join(', ');
}
