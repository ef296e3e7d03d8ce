/** textDocument/completion in files of attestations: keys, tests of the rubric, choices, files of the repository. */
import { CompletionItemKind, type CompletionItem, type Position } from 'vscode-languageserver';
import type { FileSystem } from '../../core/ports.ts';
import { ATTESTATION_KEYS, CLAIMS, EVIDENCE_KEYS, EVIDENCE_KINDS, REASONS } from '../../core/score/attestations/attestation.ts';
import type { EditorTest } from '../../protocol/score.ts';
import { pathChoices } from '../path-choices.ts';
import { entriesIn, spotAt, type AttestationSpot } from './attestation-text.ts';

export interface AttestationContext {
  readonly text: string;
  readonly position: Position;
  /** Absolute folder that is scored. */
  readonly root: string;
  /** Of the rubric; empty before the first score. */
  readonly tests: readonly EditorTest[];
  /** The commit of the score; null when it is not known. */
  readonly commit: string | null;
  /** YYYY-MM-DD. */
  readonly today: string;
}

export async function attestationCompletion(context: AttestationContext, files: Pick<FileSystem, 'list'>): Promise<CompletionItem[]> {
  const spot = spotAt(context.text, context.position);
  if (spot === null) return [];
  const choices = spot.kind === 'key' ? keysFor(spot.of, context) : await valuesFor(spot, context, files);
  const { line } = context.position;
  const range = { start: { line, character: spot.start }, end: { line, character: spot.end } };
  return choices.map(({ label, newText = label, ...rest }, index) => ({ ...rest, label, filterText: label, sortText: String(index).padStart(6, '0'), textEdit: { range, newText } }));
}

type Choice = Pick<CompletionItem, 'label' | 'kind' | 'detail' | 'documentation'> & { readonly newText?: string };

function keysFor(of: 'entry' | 'evidence', { text, position }: AttestationContext): readonly Choice[] {
  if (of === 'evidence') return EVIDENCE_KEYS.map(({ key, doc, example }) => ({ label: key, newText: `${key}: `, kind: CompletionItemKind.Property, detail: example, documentation: doc }));
  const entry = entriesIn(text).find(({ start, end }) => start <= position.line && position.line < end);
  return ATTESTATION_KEYS.filter(({ key }) => entry?.values.has(key) !== true).map(({ key, doc, example }) => ({ label: key, newText: `${key}: `, kind: CompletionItemKind.Property, detail: example, documentation: doc }));
}

async function valuesFor({ key, word }: AttestationSpot & { readonly kind: 'value' }, context: AttestationContext, files: Pick<FileSystem, 'list'>): Promise<readonly Choice[]> {
  const { text, tests, today, commit, root } = context;
  const plain = (labels: readonly string[]): readonly Choice[] => labels.map((label) => ({ label, kind: CompletionItemKind.EnumMember }));
  const used = (name: string): readonly Choice[] => plain([...new Set(entriesIn(text).flatMap(({ values }) => values.get(name)?.text ?? []))].filter((each) => each !== ''));
  switch (key) {
    case 'test':
      return tests.map(({ id, title, description, status }) => ({ label: id, kind: CompletionItemKind.EnumMember, detail: `${status}: ${title.replaceAll('`', '')}`, documentation: description.replaceAll('`', '') }));
    case 'claim':
      return CLAIMS.map((label) => ({ label, kind: CompletionItemKind.EnumMember, documentation: CLAIM_DOCS[label] }));
    case 'reason':
      return plain(REASONS);
    case 'confidence':
      return plain(['high', 'medium', 'low']);
    case 'kind':
      return plain(EVIDENCE_KINDS);
    case 'performedOn':
      return plain([today]);
    case 'commit':
      return commit === null ? [] : plain([commit.slice(0, SHORT_COMMIT)]);
    case 'performedBy':
    case 'reviewedBy':
      return used(key);
    case 'supersedes':
      return used('id');
    case 'ref':
    case 'scope':
      return (await pathChoices(word, { root, files })).map(({ path, kind: what }) => ({ label: path, kind: what === 'file' ? CompletionItemKind.File : CompletionItemKind.Folder }));
    default:
      return [];
  }
}

/** Digits of a commit that tell it from others in a repository of some size. Own choice. */
export const SHORT_COMMIT = 10;

const CLAIM_DOCS: Readonly<Record<(typeof CLAIMS)[number], string>> = {
  manual: 'It was done by hand, and the result is written down and shared. Worth half a point.',
  'automated-elsewhere': 'It runs by itself in another place, such as another repository.',
  'not-applicable': 'It has no meaning for this project. The adjusted score leaves it out.',
  decision: 'It is deliberately not done. Worth nothing; shown as a debt that was accepted.',
  dispute: 'Lintel is wrong here. Worth nothing until Lintel is mended.',
};
