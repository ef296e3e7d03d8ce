/** textDocument/hover in files of attestations: what a key holds, and what a test asks and has. */
import { MarkupKind, type Hover, type Position } from 'vscode-languageserver';
import { ATTESTATION_KEYS, EVIDENCE_KEYS } from '../../core/score/attestations/attestation.ts';
import type { EditorTest } from '../../protocol/score.ts';
import { escapeWithCode } from '../markdown.ts';

/** @param tests of the rubric; empty before the first score */
export function attestationHover({ text, position, tests }: { readonly text: string; readonly position: Position; readonly tests: readonly EditorTest[] }): Hover | null {
  const line = text.split(/\r?\n/)[position.line] ?? '';
  for (const match of line.replace(/(?:^|\s)#.*$/, '').matchAll(/(\w+):(?:[ \t]+["']?([\w.-]+))?/g)) {
    const [, key = '', value = ''] = match;
    const value0 = value === '' ? -1 : match.index + match[0].length - value.length;
    if (isAt(position, match.index, key.length)) return keyHover(key, { line: position.line, start: match.index });
    if (key === 'test' && value0 >= 0 && isAt(position, value0, value.length)) return testHover(tests.find(({ id }) => id === value.replace(/^(\w+)\.(\d+)$/, '$1-$2')), { line: position.line, start: value0, end: value0 + value.length });
  }
  return null;
}

function isAt({ character }: Position, start: number, length: number): boolean {
  return character >= start && character <= start + length;
}

function keyHover(key: string, { line, start }: { readonly line: number; readonly start: number }): Hover | null {
  const known = [...ATTESTATION_KEYS, ...EVIDENCE_KEYS].find((each) => each.key === key);
  if (known === undefined) return null;
  return { contents: { kind: MarkupKind.Markdown, value: `${known.doc}\n\n\`${key}: ${known.example}\`` }, range: { start: { line, character: start }, end: { line, character: start + key.length } } };
}

function testHover(test: EditorTest | undefined, { line, start, end }: { readonly line: number; readonly start: number; readonly end: number }): Hover | null {
  if (test === undefined) return null;
  const { id, title, description, status, points, attested, claimed, most, next } = test;
  const value = [
    `**${id}** ${escapeWithCode(title)}`,
    escapeWithCode(description),
    `${status}: proven ${points}, attested ${attested}, claimed ${claimed} of ${most}`,
    ...next.slice(0, 1).map((step) => `Next: ${escapeWithCode(step)}`),
  ].join('\n\n');
  return { contents: { kind: MarkupKind.Markdown, value }, range: { start: { line, character: start }, end: { line, character: end } } };
}
