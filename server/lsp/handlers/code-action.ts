/** textDocument/codeAction: what can be done about a finding. Data is never changed; ignoring asks for a reason first. */
import { CodeActionKind, Command, type CodeAction, type Diagnostic } from 'vscode-languageserver';
import { CLIENT_COMMANDS, type IgnoreTarget } from '../../protocol/messages.ts';
import { SOURCE } from '../convert/diagnostics.ts';
import { readFindingData, type FindingData } from '../convert/finding-data.ts';

/** @param uri the file the diagnostics are shown in */
export function codeActions(uri: string, diagnostics: readonly Diagnostic[]): CodeAction[] {
  return diagnostics.flatMap((diagnostic) => {
    const data = diagnostic.source === SOURCE ? readFindingData(diagnostic.data) : null;
    return data === null ? [] : actionsOf(data, { uri, diagnostic });
  });
}

function actionsOf(data: FindingData, { uri, diagnostic }: { readonly uri: string; readonly diagnostic: Diagnostic }): CodeAction[] {
  const action = (title: string, command: string, argument: unknown): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    command: Command.create(title, command, argument),
  });
  const ignore = (title: string, column: string | null): CodeAction => {
    const target: IgnoreTarget = { uri, rule: data.rule, column, line: null };
    return action(title, CLIENT_COMMANDS.ignoreWithReason, target);
  };
  const file = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
  const mends =
    data.mend === null
      ? []
      : [
          action('Copy the pandas line that mends it', CLIENT_COMMANDS.copyText, data.mend.pandas),
          action('Copy the polars line that mends it', CLIENT_COMMANDS.copyText, data.mend.polars),
        ];
  const inColumn = data.column === null ? [] : [ignore(`Ignore \`${data.rule}\` in \`${data.column}\` with a reason…`, data.column)];
  const inFile = data.dataset === null ? [] : [ignore(`Ignore \`${data.rule}\` in \`${file}\` with a reason…`, null)];
  return [...mends, ...inColumn, ...inFile, action(`Explain \`${data.rule}\``, CLIENT_COMMANDS.explainRule, data.rule)];
}
