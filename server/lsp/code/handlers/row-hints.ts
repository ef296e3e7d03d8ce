/** textDocument/inlayHint: which rows variables hold, behind the place where they get them. */
import { InlayHintKind, type InlayHint, type Range } from 'vscode-languageserver';
import type { Facts } from '../../../../rules/api/python/facts.ts';
import { childrenOf } from '../../../../rules/api/python/children.ts';
import type { Expression, NodeOf } from '../../../../rules/api/python/syntax.ts';
import { describeRows } from '../../../core/python/describe-rows.ts';
import { toRange } from '../../convert/to-range.ts';
import { contains, type ProgramPart } from '../open-programs.ts';
import { placeIn } from '../part-offsets.ts';

export function rowHints(facts: Facts, { part, range }: { readonly part: ProgramPart; readonly range: Range }): InlayHint[] {
  return facts.nodes('Assign').flatMap(({ targets }) => targets.flatMap(namesIn)).flatMap((name): InlayHint[] => {
    const text = describeRows(facts, facts.valueOf(name));
    const place = text === null ? null : placeIn(facts.document, { start: name.end, end: name.end });
    if (text === null || place === null || place.cell !== part.cell) return [];
    const position = toRange(place.range).start;
    return contains(range, position) ? [{ position, label: `: ${text.replaceAll('`', '')}`, kind: InlayHintKind.Type, paddingRight: true }] : [];
  });
}

function namesIn(target: Expression): readonly NodeOf<'Name'>[] {
  if (target.kind === 'Name') return [target];
  return target.kind === 'Tuple' || target.kind === 'List' ? childrenOf(target).flatMap((child) => (child.kind === 'Name' ? [child] : [])) : [];
}
