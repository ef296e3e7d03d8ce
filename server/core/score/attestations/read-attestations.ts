/** Reads attestations with the places of all they say. Total: what cannot be read becomes a problem. */
import type { RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import type { RepositoryPlace } from '../../../../rules/api/repository/place.ts';
import { wholeFile } from '../../../../rules/api/repository/place.ts';
import { at, entriesAt } from '../../../../rules/api/repository/tree.ts';
import type { MapNode, TreeNode } from '../../../../rules/api/repository/tree.ts';
import { didYouMean } from '../../nearest-name.ts';
import { ATTESTATION_FILES, ATTESTATION_KEYS, CLAIMS, EVIDENCE_KEYS, EVIDENCE_KINDS, REASONS } from './attestation.ts';
import type { Attestation, AttestationKey, AttestationProblem, Attestations, Evidence } from './attestation.ts';
import { isDay } from './days.ts';
import { invalidEntry } from './rules.ts';

/** Entries read at most; more are nobody's statements. Own choice. */
const MOST_ENTRIES = 1000;

/** Returns entries and problems; digests are asked of the host. */
export function readAttestations(files: RepositoryFiles): Omit<Attestations, 'digests'> {
  const entries: Attestation[] = [];
  const problems: AttestationProblem[] = [];
  const seen = new Map<string, string>();
  for (const { path } of files.matching(...ATTESTATION_FILES)) {
    const trees = files.trees(path);
    if (trees.length === 0 && (files.text(path) ?? 'x').replace(/#.*/g, '').trim() !== '') problems.push(fault(wholeFile(path), 'the file is no YAML that can be read'));
    for (const { root } of trees) {
      for (const node of nodesIn(root, problems)) {
        if (entries.length >= MOST_ENTRIES) {
          problems.push(fault(node.at, `only the first ${MOST_ENTRIES} entries are read`));
          break;
        }
        const entry = readEntry(node, (place, text) => problems.push(fault(place, text)));
        if (entry === null) continue;
        const other = seen.get(entry.id);
        if (other !== undefined) problems.push(fault(entry.places.get('id') ?? entry.at, `\`${other}\` has an entry \`${entry.id}\` already`));
        else entries.push(entry);
        seen.set(entry.id, path);
      }
    }
  }
  const replaced = new Set(entries.flatMap(({ supersedes }) => supersedes ?? []));
  return { entries: entries.filter(({ id }) => !replaced.has(id)), problems };
}

/** A list of entries, below `attestations` or alone, or one entry. */
function nodesIn(root: TreeNode, problems: AttestationProblem[]): readonly MapNode[] {
  const inner = at(root, 'attestations');
  if (inner !== null) {
    for (const { key, at: place } of entriesAt(root)) if (key !== 'attestations') problems.push(fault(place, `there is no key \`${key}\` beside \`attestations\``));
  }
  const found = inner ?? root;
  if (found.kind === 'scalar' && found.value === null) return [];
  const nodes = found.kind === 'list' ? found.items : [found];
  return nodes.flatMap((node) => {
    if (node.kind === 'map') return [node];
    problems.push(fault(node.at, 'an entry is a map with `test`, `claim` and `statement`'));
    return [];
  });
}

type Refuse = (place: RepositoryPlace, text: string) => void;

function readEntry(node: MapNode, refuse: Refuse): Attestation | null {
  let isSound = true;
  const refused: Refuse = (place, text) => {
    isSound = false;
    refuse(place, text);
  };
  refuseKeys(node, ATTESTATION_KEYS, refused);
  const places = new Map(node.entries.map(({ key, value }) => [key, value.at] as const));
  const text = (key: string): string | null => textOf(node, key, refused);
  const choice = (key: string, choices: readonly string[]): string | null => {
    const given = text(key);
    if (given === null || choices.includes(given)) return given;
    refused(places.get(key) ?? node.at, `\`${key}\` is one of ${choices.join(', ')}, not \`${given}\`${didYouMean(given, choices)}`);
    return null;
  };
  const day = (key: string): string | null => {
    const given = text(key);
    if (given === null || isDay(given)) return given;
    refused(places.get(key) ?? node.at, `\`${key}\` is a day such as 2026-11-02, not \`${given}\``);
    return null;
  };
  const [id, test, claimed] = [text('id'), text('test'), choice('claim', CLAIMS)];
  const claim = CLAIMS.find((each) => each === claimed);
  for (const [key, value] of [['id', id], ['test', test], ['claim', claim]] as const) if ((value ?? null) === null && !places.has(key)) refused(node.at, `\`${key}\` is missing`);
  choice('confidence', ['low', 'medium', 'high']);
  const entry = {
    id: id ?? '',
    test: (test ?? '').replace(/^(\w+)\.(\d+)$/, '$1-$2'),
    claim: claim ?? 'manual',
    statement: text('statement')?.trim() ?? '',
    result: resultOf(node),
    evidence: evidenceOf(node, refused),
    distributed: text('distributed'),
    scope: listOf(node, 'scope', refused),
    commit: text('commit'),
    performedBy: text('performedBy'),
    reviewedBy: text('reviewedBy'),
    performedOn: day('performedOn'),
    expires: day('expires'),
    reason: choice('reason', REASONS),
    supersedes: text('supersedes'),
    at: node.entries[0]?.at ?? node.at,
    places,
  };
  return isSound && id !== null && test !== null && claim !== undefined ? entry : null;
}

function textOf(node: MapNode, key: string, refuse: Refuse): string | null {
  const value = at(node, key);
  if (value === null || (value.kind === 'scalar' && (value.value === null || value.text.trim() === ''))) return null;
  if (value.kind === 'scalar') return typeof value.value === 'string' ? value.value : value.text;
  refuse(value.at, `\`${key}\` is a text`);
  return null;
}

/** A result may be a number, a text, or several under their names. */
function resultOf(node: MapNode): string | null {
  const value = at(node, 'result');
  if (value === null) return null;
  const text = value.kind === 'scalar' ? value.text : value.kind === 'map' ? value.entries.map(({ key, value: each }) => `${key}: ${each.kind === 'scalar' ? each.text : '…'}`).join(', ') : value.items.map((each) => (each.kind === 'scalar' ? each.text : '…')).join(', ');
  return text.trim() === '' ? null : text;
}

function listOf(node: MapNode, key: string, refuse: Refuse): readonly string[] {
  const value = at(node, key);
  if (value === null || (value.kind === 'scalar' && value.value === null)) return [];
  const items = value.kind === 'list' ? value.items : [value];
  return items.flatMap((each) => {
    if (each.kind === 'scalar' && each.value !== null) return [each.text];
    refuse(each.at, `\`${key}\` is a list of texts`);
    return [];
  });
}

function evidenceOf(node: MapNode, refuse: Refuse): readonly Evidence[] {
  const value = at(node, 'evidence');
  if (value === null || (value.kind === 'scalar' && value.value === null)) return [];
  const items = value.kind === 'list' ? value.items : [value];
  return items.flatMap((each): readonly Evidence[] => {
    if (each.kind !== 'map') {
      refuse(each.at, 'evidence has `kind` and `ref`, such as {kind: file, ref: docs/report.md}');
      return [];
    }
    refuseKeys(each, EVIDENCE_KEYS, refuse);
    const [kind, ref, sha256] = [textOf(each, 'kind', refuse), textOf(each, 'ref', refuse), textOf(each, 'sha256', refuse)];
    const known = EVIDENCE_KINDS.find((name) => name === kind);
    if (known === undefined || ref === null) {
      refuse(each.at, ref === null ? '`ref` is missing in the evidence' : `\`kind\` is one of ${EVIDENCE_KINDS.join(', ')}${kind === null ? '' : `, not \`${kind}\`${didYouMean(kind, EVIDENCE_KINDS)}`}`);
      return [];
    }
    if (sha256 !== null && !/^[0-9a-f]{64}$/i.test(sha256)) refuse(at(each, 'sha256')?.at ?? each.at, '`sha256` has 64 hexadecimal digits');
    return [{ kind: known, ref: known === 'file' ? ref.replace(/^\.\//, '') : ref, sha256: sha256?.toLowerCase() ?? null, at: at(each, 'ref')?.at ?? each.at }];
  });
}

function refuseKeys(node: MapNode, known: readonly AttestationKey[], refuse: Refuse): void {
  const names = known.map(({ key }) => key);
  const seen = new Set<string>();
  for (const { key, at: place } of node.entries) {
    if (!names.includes(key)) refuse(place, `there is no key \`${key}\`${didYouMean(key, names)}`);
    else if (seen.has(key)) refuse(place, `\`${key}\` is written twice`);
    seen.add(key);
  }
}

function fault(place: RepositoryPlace, text: string): AttestationProblem {
  return { rule: invalidEntry, message: 'invalid', words: { fault: text }, at: place, related: [] };
}
