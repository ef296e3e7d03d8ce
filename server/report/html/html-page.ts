/** The frame of a page that opens from a file and needs nothing from elsewhere: a strict policy, one sheet, at most one script. */
import type { Chunks } from '../chunks.ts';
import { escapeInvisible } from '../json.ts';
import { HTML_SIGN } from '../own-report.ts';
import { escapeXml } from '../score/escape-xml.ts';

/** A style sheet, with `sha256-…` of exactly this text. */
export interface Sheet {
  readonly text: string;
  readonly hash: string;
}

/** The page's own script, with `sha256-…` of exactly this text. */
export interface PageScript {
  readonly text: string;
  readonly hash: string;
}

export interface HtmlPage {
  readonly title: string;
  /** Class of the body; empty for none. */
  readonly kind: 'report' | '';
  readonly sheet: Sheet;
  readonly body: Chunks;
  /** Null for pages that need none. */
  readonly script: PageScript | null;
}

/** Returns the file. */
export function* htmlPage({ title, kind, sheet, body, script }: HtmlPage): Generator<string, void> {
  const scriptPolicy = script === null ? '' : ` script-src '${script.hash}'; require-trusted-types-for 'script'; trusted-types 'none';`;
  yield [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${sheet.hash}';${scriptPolicy} base-uri 'none'; form-action 'none'">`,
    HTML_SIGN,
    '<meta name="viewport" content="width=device-width">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeXml(title)}</title>`,
    `<style>${sheet.text}</style>`,
    '</head>',
    kind === '' ? '<body>' : `<body class="${kind}">`,
    '',
  ].join('\n');
  yield* body;
  if (script !== null) yield `<script>${script.text}</script>\n`;
  yield '</body>\n</html>\n';
}

/** Data for the page's script: a block that is not run, and that nothing in it closes. */
export function* dataBlock(id: string, json: Chunks): Generator<string, void> {
  yield `<script type="application/json" id="${id}">`;
  for (const piece of json) yield escapeInvisible(piece).replace(/[<>&]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  yield '</script>\n';
}
