/** The page of the score panel: its own script, style and font, and nothing else. */
import * as vscode from 'vscode';

/** @param folder where the bundles are */
export function panelPage(webview: vscode.Webview, folder: vscode.Uri): string {
  const nonce = crypto.randomUUID();
  const address = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
  const policy = [`default-src 'none'`, `script-src 'nonce-${nonce}'`, `style-src ${webview.cspSource}`, `font-src ${webview.cspSource}`].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<link rel="stylesheet" href="${address('panel.css')}">
<title>ML Test Score</title>
</head>
<body>
<script nonce="${nonce}" src="${address('panel.js')}"></script>
</body>
</html>
`;
}
