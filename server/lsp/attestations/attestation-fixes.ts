/** What can be done about findings on attestations. Nobody is made to say what they did not: values that people know stay empty. */
import { CodeActionKind, type CodeAction, type Diagnostic, type TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { nearestName } from '../../core/nearest-name.ts';
import { REASONS } from '../../core/score/attestations/attestation.ts';
import { contradicted, dataChanged, evidenceChanged, expired, expiresSoon, incompleteEntry, lastsTooLong, scopeChanged, unknownTest } from '../../core/score/attestations/rules.ts';
import type { EditorTest } from '../../protocol/score.ts';
import { SHORT_COMMIT } from './attestation-completion.ts';
import { entriesIn, type EntryText } from './attestation-text.ts';

export interface AttestationFixRequest {
  readonly uri: string;
  /** As the editor shows it. */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly tests: readonly EditorTest[];
  /** The commit of the score; null when it is not known. */
  readonly commit: string | null;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** SHA-256 in hexadecimal of a file of the repository; null when it cannot be read. */
  readonly digestOf: (path: string) => Promise<string | null>;
}

export async function attestationFixes(request: AttestationFixRequest): Promise<CodeAction[]> {
  const entries = entriesIn(request.text);
  const actions: CodeAction[] = [];
  for (const diagnostic of request.diagnostics) {
    const { line } = diagnostic.range.start;
    const entry = entries.find(({ start, end }) => start <= line && line < end);
    if (entry === undefined) continue;
    for (const { title, edits } of await fixesOf(diagnostic, { ...request, entry })) {
      if (edits.length > 0) actions.push({ title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], edit: { changes: { [request.uri]: [...edits] } } });
    }
  }
  return actions;
}

interface Offer {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

type OneRequest = AttestationFixRequest & { readonly entry: EntryText };

async function fixesOf({ code, message: said }: Diagnostic, request: OneRequest): Promise<readonly Offer[]> {
  const message = typeof said === 'string' ? said : said.value;
  const { entry, tests, today } = request;
  switch (code) {
    case unknownTest.id: {
      const nearest = nearestName(entry.values.get('test')?.text ?? '', tests.map(({ id }) => id));
      return nearest === null ? [] : [{ title: `Attest \`${nearest}\``, edits: setKey(request, 'test', nearest) }];
    }
    case incompleteEntry.id: {
      const key = /has no `(\w+)`/.exec(message)?.[1] ?? (message.includes('`reason`') ? 'reason' : null);
      return key === null ? [] : [{ title: `Add \`${key}\``, edits: entry.values.has(key) ? [] : setKey(request, key, EMPTY[key] ?? (key === 'performedOn' ? today : '""')) }];
    }
    case lastsTooLong.id: {
      const day = /so (\d{4}-\d\d-\d\d) counts/.exec(message)?.[1];
      return day === undefined ? [] : [{ title: `Let it end on ${day}`, edits: setKey(request, 'expires', day) }];
    }
    case expired.id:
    case expiresSoon.id:
    case scopeChanged.id:
    case dataChanged.id:
      return [{ title: 'It was done again today: write down the new result', edits: renew(request) }];
    case evidenceChanged.id:
      return [{ title: 'Write down the new `sha256` after looking at the change', edits: await hashAgain(request, message) }];
    case contradicted.id:
      return [{ title: 'Dispute it: Lintel is wrong here', edits: [...setKey(request, 'claim', 'dispute'), ...(entry.values.has('reason') ? [] : setKey(request, 'reason', 'not-detected'))] }];
    default:
      return [];
  }
}

/** What goes in for people to fill in. */
const EMPTY: Readonly<Record<string, string>> = {
  evidence: '[] # such as {kind: file, ref: docs/load-test.md}',
  reason: `"" # ${REASONS.join(', ')}`,
};

function setKey({ text, entry }: OneRequest, key: string, value: string): readonly TextEdit[] {
  const document = TextDocument.create('', 'yaml', 0, text);
  const known = entry.values.get(key);
  if (known !== undefined) return [{ range: { start: document.positionAt(known.start), end: document.positionAt(known.end) }, newText: `${known.start > 0 && text[known.start - 1] === ':' ? ' ' : ''}${value}` }];
  const isLast = entry.end >= document.lineCount;
  const at = isLast ? document.positionAt(text.trimEnd().length) : { line: entry.end, character: 0 };
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const written = `${' '.repeat(entry.indent)}${key}: ${value}`;
  return [{ range: { start: at, end: at }, newText: isLast ? `${eol}${written}` : `${written}${eol}` }];
}

/** The old result says nothing of today; an end that was written goes as well. */
function renew(request: OneRequest): readonly TextEdit[] {
  const { entry, today, commit, text } = request;
  const document = TextDocument.create('', 'yaml', 0, text);
  const end = entry.values.get('expires');
  const line = end === undefined ? null : document.positionAt(end.start).line;
  const dropped: readonly TextEdit[] = line === null || line === entry.start ? [] : [{ range: { start: { line, character: 0 }, end: { line: line + 1, character: 0 } }, newText: '' }];
  return [
    ...setKey(request, 'performedOn', today),
    ...(entry.values.has('result') ? setKey(request, 'result', '""') : []),
    ...(entry.values.has('commit') && commit !== null ? setKey(request, 'commit', commit.slice(0, SHORT_COMMIT)) : []),
    ...dropped,
  ];
}

async function hashAgain({ entry, text, digestOf }: OneRequest, message: string): Promise<readonly TextEdit[]> {
  const document = TextDocument.create('', 'yaml', 0, text);
  const changed = entry.evidence.find(({ ref, sha256 }) => sha256 !== null && message.includes(`\`${ref.replace(/^\.\//, '')}\``));
  const digest = changed === undefined ? null : await digestOf(changed.ref.replace(/^\.\//, ''));
  if (changed?.sha256 == null || digest === null) return [];
  return [{ range: { start: document.positionAt(changed.sha256.start), end: document.positionAt(changed.sha256.end) }, newText: digest }];
}
