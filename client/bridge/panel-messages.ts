/**
 * What the extension and the score panel say to each other. The panel shows text of foreign files, so what comes from it is believed no
 * more than what a stranger says: each message is read by its shape, and places are opened only when they stand in the score.
 */
import type { EditorPlace } from '../../server/protocol/place.ts';
import { STATUSES, type EditorScore, type FolderScore } from '../../server/protocol/score.ts';
import { amount, anyOf, flag, index, listOf, oneOf, orNull, record, text, type Shape } from './shape.ts';

/** Everything the panel shows. */
export interface ToPanel {
  readonly kind: 'show';
  /** Folders of the workspace, to choose from. */
  readonly folders: readonly { readonly uri: string; readonly name: string }[];
  /** The one that is shown; null when there is none. */
  readonly folder: PanelFolder | null;
}

export interface PanelFolder extends Omit<FolderScore, 'debt'> {
  readonly name: string;
  readonly debt: PanelDebt | null;
}

export interface PanelDebt {
  /** In one line. */
  readonly summary: string;
  /** Those that files prove or count, in words. */
  readonly kinds: readonly { readonly id: string; readonly title: string; readonly says: string }[];
}

export type FromPanel =
  /** It can be told what to show. `folder` was shown when it was there last. */
  | { readonly kind: 'ready'; readonly folder: string | null }
  | { readonly kind: 'choose'; readonly folder: string }
  | { readonly kind: 'open'; readonly place: EditorPlace }
  | { readonly kind: 'attest'; readonly test: string }
  /** A kind of debt; all when it is null. */
  | { readonly kind: 'show-debt'; readonly debt: string | null }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'manage-trust' };

/** What the panel keeps over hiding and a reload of the window. */
export interface PanelMemory {
  readonly folder: string | null;
  /** Ids of tests whose chains are open. */
  readonly open: readonly string[];
  /** Statuses that are shown; all when there is none. */
  readonly filter: readonly (typeof STATUSES)[number][];
  /** Pixels. */
  readonly scroll: number;
}

const position = record({ line: index, character: index });
const place: Shape<EditorPlace> = record({ uri: text, cell: orNull(index), range: orNull(record({ start: position, end: position })) });
const link = record({ level: text, text, where: text, place: orNull(place) });
const interval = { proven: amount, attested: amount, claimed: amount };
const test = record({
  id: text,
  title: text,
  description: text,
  status: oneOf(...STATUSES),
  points: amount,
  attested: amount,
  claimed: amount,
  most: amount,
  confidence: oneOf('high', 'medium', 'low'),
  evidence: listOf(link),
  broken: listOf(link),
  next: listOf(text),
  mayAttest: flag,
});
const score: Shape<EditorScore> = record({
  ...interval,
  rubric: text,
  most: amount,
  adjusted: amount,
  band: text,
  bindingSection: orNull(text),
  sections: listOf(record({ ...interval, id: text, title: text, most: amount, tests: listOf(test) })),
  cheapest: listOf(record({ test: text, points: amount, text })),
  commit: orNull(text),
  isDirty: flag,
  isRestricted: flag,
  notChecked: listOf(record({ path: text, message: text })),
  notCheckedCount: index,
});
const state: Shape<FolderScore['state']> = anyOf<FolderScore['state']>(
  record({ kind: oneOf('computing'), done: amount, path: text }),
  record({ kind: oneOf('failed'), text }),
  record({ kind: oneOf('waiting', 'done', 'empty') }),
);
const debt: Shape<PanelDebt> = record({ summary: text, kinds: listOf(record({ id: text, title: text, says: text })) });
const toPanel: Shape<ToPanel> = record({ kind: oneOf('show'), folders: listOf(record({ uri: text, name: text })), folder: orNull(record({ uri: text, name: text, state, score: orNull(score), debt: orNull(debt) })) });
const fromPanel: Shape<FromPanel> = anyOf<FromPanel>(
  record({ kind: oneOf('ready'), folder: orNull(text) }),
  record({ kind: oneOf('choose'), folder: text }),
  record({ kind: oneOf('open'), place }),
  record({ kind: oneOf('attest'), test: text }),
  record({ kind: oneOf('show-debt'), debt: orNull(text) }),
  record({ kind: oneOf('refresh', 'manage-trust') }),
);
const memory: Shape<PanelMemory> = record({ folder: orNull(text), open: listOf(text), filter: listOf(oneOf(...STATUSES)), scroll: amount });

/** Null for anything else. */
export function readToPanel(value: unknown): ToPanel | null {
  return toPanel(value)?.value ?? null;
}

/** Null for anything else. */
export function readFromPanel(value: unknown): FromPanel | null {
  return fromPanel(value)?.value ?? null;
}

export const NO_MEMORY: PanelMemory = { folder: null, open: [], filter: [], scroll: 0 };

/** What was kept; nothing when it was kept by somebody else. */
export function readMemory(value: unknown): PanelMemory {
  return memory(value)?.value ?? NO_MEMORY;
}

/** The same place as it stands in a score; null when it does not. */
export function placeIn({ sections }: EditorScore, wanted: EditorPlace): EditorPlace | null {
  const key = JSON.stringify(wanted);
  const links = sections.flatMap(({ tests }) => tests.flatMap(({ evidence, broken }) => [...evidence, ...broken]));
  return links.find(({ place: each }) => each !== null && JSON.stringify(place(each)?.value) === key)?.place ?? null;
}
