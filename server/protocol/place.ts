/** Where something stands, for the editor to show. Plain data: the client and its panel bundle this file. Lines and characters are 0-based. */
import type { PlainPosition } from './messages.ts';

export interface EditorPlace {
  /** The file, or the notebook. */
  readonly uri: string;
  /** 0-based cell of a notebook, whose lines are counted then; null elsewhere. */
  readonly cell: number | null;
  /** Null for the file as a whole. */
  readonly range: { readonly start: PlainPosition; readonly end: PlainPosition } | null;
}
