/** textDocument/completion in config files: keys, rules and groups, choices, options, columns and paths. */
import { CompletionItemKind, InsertTextFormat, InsertTextMode, type CompletionItem, type Position } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Choice, ConfigShape, EntryShape, TableShape, TextShape } from '../../core/config/config-shape.ts';
import { escapeGlob } from '../../core/glob.ts';
import type { FileSystem } from '../../core/ports.ts';
import { pathChoices } from '../path-choices.ts';
import { spotAtCursor, type ConfigFormat, type ConfigPath, type ConfigSpot, type CursorSpot } from './config-spots.ts';
import { shapeAt } from './shape-at.ts';

export interface ConfigContext {
  /** As the editor shows it. */
  readonly text: string;
  readonly format: ConfigFormat;
  readonly shape: TableShape;
  /** Absolute folder that paths in the file are relative to. */
  readonly folder: string;
  readonly files: Pick<FileSystem, 'list'>;
  /** Paths of datasets below the folder, relative to it. */
  readonly datasets: () => readonly string[];
  /** Names of columns of the datasets that a glob means, all known ones without a glob; only what was looked at. */
  readonly columnsOf: (glob: string | null) => readonly string[];
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Whether the editor fills in places of a text one after the other. */
  readonly hasSnippets: boolean;
}

export async function configCompletion(context: ConfigContext, position: Position): Promise<CompletionItem[]> {
  const document = TextDocument.create('', '', 0, context.text);
  const cursor = spotAtCursor(context.text, document.offsetAt(position), context.format);
  if (cursor === null) return [];
  const range = { start: document.positionAt(cursor.spot.start), end: document.positionAt(cursor.spot.end) };
  const offers = await offersAt(cursor, context);
  return offers.map(({ label, newText, isSnippet, ...rest }, index) => ({
    ...rest,
    label,
    filterText: cursor.quote + label,
    sortText: String(index).padStart(6, '0'),
    textEdit: { range, newText },
    ...(isSnippet === true ? { insertTextFormat: InsertTextFormat.Snippet, insertTextMode: InsertTextMode.adjustIndentation } : {}),
  }));
}

type Offer = Pick<CompletionItem, 'label' | 'kind' | 'detail' | 'documentation'> & { readonly newText: string; readonly isSnippet?: boolean };

async function offersAt(cursor: CursorSpot, context: ConfigContext): Promise<readonly Offer[]> {
  const { kind, path } = cursor.spot;
  const shaped = shapeAt(context.shape, kind === 'key' ? path.slice(0, -1) : path);
  if (shaped === null) return [];
  const { shape, entry } = shaped;
  if (kind === 'key') return keyOffers(shape, path.slice(0, -1), { ...context, cursor });
  if (shape.kind === 'table' || shape.kind === 'names') return context.format === 'toml' ? [] : keyOffers(shape, path, { ...context, cursor });
  if (shape.kind === 'list') return listOffers(shape.item, { ...context, cursor });
  return valueOffers(shape, { ...context, cursor, entry });
}

type AtCursor = ConfigContext & { readonly cursor: CursorSpot };

function keyOffers(shape: ConfigShape, parent: ConfigPath, at: AtCursor): readonly Offer[] {
  const taken = new Set(at.cursor.spots.filter(({ kind, path }) => kind === 'key' && path.length === parent.length + 1 && parent.every((step, index) => path[index] === step)).map(({ text }) => text));
  if (shape.kind === 'names') return shape.names.filter(({ text }) => !taken.has(text)).map((choice) => ({ ...choiceOffer(choice), newText: keyText(choice.text, at) }));
  if (shape.kind !== 'table') return [];
  const open = shape.entries.filter(({ key }) => !taken.has(key));
  const keys = open.map((entry): Offer => ({ label: entry.key, kind: CompletionItemKind.Property, ...described(entry), newText: keyText(entry.key, at) }));
  return [...keys, ...entrySnippets(shape, { ...at, parent, taken })];
}

function described({ doc, example, rule }: EntryShape): Pick<Offer, 'detail' | 'documentation'> {
  if (rule !== null) return { detail: rule.summary, documentation: rule.docs.what };
  return example === null ? { documentation: doc } : { detail: example, documentation: doc };
}

function keyText(key: string, { format, cursor }: AtCursor): string {
  const written = cursor.quote === '' && format === 'toml' && !/^[\w-]+$/.test(key) ? JSON.stringify(key) : cursor.quote + key + cursor.quote;
  return cursor.isBare ? `${written}${format === 'yaml' ? ': ' : ' = '}` : written;
}

/** A whole suppression, where there is none of its keys yet. */
function entrySnippets(shape: TableShape, { format, cursor, hasSnippets, parent, taken, text }: AtCursor & { readonly parent: ConfigPath; readonly taken: ReadonlySet<string> }): readonly Offer[] {
  if (!hasSnippets || !cursor.isBare) return [];
  const shared = { kind: CompletionItemKind.Snippet, documentation: 'A finding that is right as it is, with the reason.', isSnippet: true };
  if (parent.length === 2 && parent[0] === 'suppressions' && taken.size === 0 && shape.required.includes('reason')) {
    const separator = isInBraces(text, cursor.spot) ? ', ' : '\n';
    return [{ ...shared, label: 'suppression', newText: fields(format, separator) }];
  }
  if (parent.length > 0) return [];
  if (format === 'toml') return [{ ...shared, label: '[[tool.lintel.suppressions]]', newText: `[[tool.lintel.suppressions]]\n${fields(format, '\n')}` }];
  return taken.has('suppressions') ? [] : [{ ...shared, label: 'suppressions: entry', newText: `suppressions:\n  - ${fields(format, '\n').replaceAll('\n', '\n    ')}` }];
}

/** Whether the key stands in `{…}` on its line. */
function isInBraces(text: string, { start }: ConfigSpot): boolean {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return before.lastIndexOf('{') > before.lastIndexOf('}');
}

function fields(format: ConfigFormat, separator: string): string {
  const places = [['rule', '${1:group/rule}', format === 'toml'], ['path', '${2:data/train.csv}', format === 'toml'], ['reason', '${3:why it is right}', true]] as const;
  return places.map(([key, place, isQuoted]) => `${key}${format === 'yaml' ? ': ' : ' = '}${isQuoted ? `"${place}"` : place}`).join(separator);
}

/** Where a list is to begin: its first item within brackets. */
async function listOffers(item: ConfigShape, at: AtCursor): Promise<readonly Offer[]> {
  if (at.cursor.quote !== '') return [];
  if (item.kind === 'table') return item.required.includes('reason') && at.hasSnippets ? [{ label: 'suppression', kind: CompletionItemKind.Snippet, newText: `[{${fields(at.format, ', ')}}]`, isSnippet: true }] : [];
  return (await valueOffers(item, { ...at, entry: null })).map((offer) => ({ ...offer, newText: `[${offer.newText}]` }));
}

type AtValue = AtCursor & { readonly entry: EntryShape | null };

async function valueOffers(shape: ConfigShape, at: AtValue): Promise<readonly Offer[]> {
  switch (shape.kind) {
    case 'choice': {
      const { spot, spots } = at.cursor;
      const parent = spot.path.slice(0, -1);
      const isInList = typeof spot.path.at(-1) === 'number';
      const siblings = new Set(isInList ? spots.filter(({ kind, path }) => kind === 'value' && path.length === spot.path.length && parent.every((step, index) => path[index] === step)).map(({ text }) => text) : []);
      return shape.choices.filter(({ text }) => !siblings.has(text)).map((choice) => ({ ...choiceOffer(choice), newText: valueText(choice.text, at) }));
    }
    case 'switch':
      return at.cursor.quote === '' ? ['true', 'false'].map((label) => ({ label, kind: CompletionItemKind.Keyword, newText: label })) : [];
    case 'number':
      return at.cursor.quote === '' && typeof at.entry?.default === 'number' ? [{ label: String(at.entry.default), kind: CompletionItemKind.Value, detail: 'default', newText: String(at.entry.default) }] : [];
    case 'text':
      return (await textOffers(shape, at)).map((offer) => ({ ...offer, newText: valueText(offer.label, at) }));
    default:
      return [];
  }
}

function choiceOffer({ text, doc, rule }: Choice): Omit<Offer, 'newText'> {
  const kind = rule !== null || doc === null ? CompletionItemKind.EnumMember : CompletionItemKind.Module;
  return { label: text, kind, ...(doc === null ? {} : { detail: doc }), ...(rule === null ? {} : { documentation: rule.docs.what }) };
}

/** Names that YAML would take for something else than text get quotes; in TOML all do. */
function valueText(text: string, { format, cursor: { quote } }: AtCursor): string {
  if (quote === "'" && !text.includes("'")) return `'${text}'`;
  const isPlain = quote === '' && format === 'yaml' && /^[A-Za-z_][\w./-]*(?: [\w./-]+)*$/.test(text) && !/^(?:true|false|null)$/i.test(text);
  return isPlain ? text : JSON.stringify(text);
}

async function textOffers({ of }: TextShape, { cursor: { spot, spots }, entry, datasets, columnsOf, folder, files, today }: AtValue): Promise<readonly Omit<Offer, 'newText'>[]> {
  const paths = async (): Promise<readonly Omit<Offer, 'newText'>[]> =>
    (await pathChoices(spot.text, { root: folder, files })).map(({ path, kind }) => ({ label: kind === 'file' ? escapeGlob(path) : path, kind: kind === 'file' ? CompletionItemKind.File : CompletionItemKind.Folder }));
  switch (of) {
    case 'dataset':
      return datasets().map((path) => ({ label: escapeGlob(path), kind: CompletionItemKind.File }));
    case 'column': {
      const path = spots.find((each) => each.kind === 'value' && each.path.length === 3 && each.path[0] === spot.path[0] && each.path[1] === spot.path[1] && each.path[2] === 'path');
      return columnsOf(path?.text ?? null).map((label) => ({ label, kind: CompletionItemKind.Field }));
    }
    case 'glob':
    case 'file':
      return paths();
    case 'config-file':
      return (await paths()).filter(({ label }) => /(?:\/|\.ya?ml|pyproject\.toml)$/.test(label));
    case 'day':
      return [{ label: today, kind: CompletionItemKind.Value, detail: 'today' }];
    case 'size':
    case 'duration':
      return typeof entry?.default === 'string' ? [{ label: entry.default, kind: CompletionItemKind.Value, detail: 'default' }] : [];
    case 'text':
    case 'quoted':
      return [];
  }
}
