/** Fixes as edits of the editor. Pure. */
import type { ChangeAnnotation, Location, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Edit, Fix } from '../../core/report.ts';

export interface FixEditRequest {
  /** Where the editor shows the place of an edit; null where it cannot be made. */
  readonly locate: (edit: Edit) => Location | null;
  /** Null for edits that need no second look. */
  readonly annotation: ChangeAnnotation | null;
  /** Whether the client asks before it makes edits marked so. */
  readonly canConfirm: boolean;
}

const ANNOTATION = 'lintel';

/** What is said of a fix that people should look at before it is made. */
export function reviewAnnotation({ safety, title }: Fix, description: string): ChangeAnnotation | null {
  return safety === 'safe' ? null : { label: title, description, needsConfirmation: true };
}

/** Null where one of the edits cannot be made. */
export function fixEdit(fixes: readonly Fix[], { locate, annotation, canConfirm }: FixEditRequest): WorkspaceEdit | null {
  const byUri = new Map<string, TextDocumentEdit['edits']>();
  for (const each of fixes.flatMap(({ edits }) => edits)) {
    const location = locate(each);
    if (location === null) return null;
    const edit = { range: location.range, newText: each.newText, ...(annotation !== null && canConfirm ? { annotationId: ANNOTATION } : {}) };
    byUri.set(location.uri, [...(byUri.get(location.uri) ?? []), edit]);
  }
  if (annotation !== null && !canConfirm) return { changes: Object.fromEntries([...byUri].map(([uri, edits]) => [uri, edits.flatMap((edit) => ('newText' in edit ? [{ range: edit.range, newText: edit.newText }] : []))])) };
  return { documentChanges: [...byUri].map(([uri, edits]) => ({ textDocument: { uri, version: null }, edits })), ...(annotation === null ? {} : { changeAnnotations: { [ANNOTATION]: annotation } }) };
}
