/**
 * XML files as trees: elements are entries; attributes have an `@` before their names, text beside them is `#text`. An element of nothing
 * but text is a scalar. Entities of the file's own are not expanded; what follows a fault is read as far as it goes.
 */
import { SaxesParser } from 'saxes';
import type { Tree, TreeEntry } from '../../../../rules/api/repository/tree.ts';
import { MOST_DEPTH, TreeTooLarge, createTreeMaker, plainScalar } from './make-tree.ts';

interface Element {
  readonly name: string;
  readonly start: number;
  readonly nameStart: number;
  readonly entries: TreeEntry[];
  text: string;
  textStart: number;
  textEnd: number;
}

/** Empty where the text is no XML. Errors: throws for what is too large or too deep. */
export function readXml(path: string, text: string): readonly Tree[] {
  if (!/^\s*</.test(text)) return [];
  const maker = createTreeMaker(path, text);
  const parser = new SaxesParser({ position: true, fragment: false });
  const root: Element = { name: '', start: 0, nameStart: 0, entries: [], text: '', textStart: 0, textEnd: 0 };
  const open: Element[] = [root];
  const inner = (): Element => open.at(-1) ?? root;
  let faults = 0;
  let tagStart = 0;
  parser.on('error', () => {
    faults += 1;
  });
  parser.on('opentagstart', ({ name }) => {
    // the parser has read the name and what ends it
    tagStart = text.lastIndexOf('<', parser.position - 1);
    if (open.length > MOST_DEPTH) throw new TreeTooLarge();
    maker.count();
    open.push({ name, start: tagStart, nameStart: tagStart + 1, entries: [], text: '', textStart: parser.position, textEnd: parser.position });
  });
  parser.on('attribute', ({ name, value }) => {
    const end = parser.position;
    const start = Math.max(text.lastIndexOf(name, end - 1), tagStart);
    const scalar = maker.scalar(start, end, { value: plainScalar(value), text: value });
    inner().entries.push(maker.entry(start, Math.min(start + name.length, end), { key: `@${name}`, value: scalar }));
  });
  parser.on('opentag', () => {
    const element = inner();
    element.textStart = parser.position;
    element.textEnd = parser.position;
  });
  const takeText = (part: string): void => {
    const element = inner();
    // the parser has read the sign that ends a text
    if (part.trim() !== '') element.textEnd = text[parser.position - 1] === '<' ? parser.position - 1 : parser.position;
    element.text += part;
  };
  parser.on('text', takeText);
  parser.on('cdata', takeText);
  parser.on('closetag', () => {
    const element = open.length > 1 ? open.pop() : undefined;
    if (element === undefined) return;
    const end = parser.position;
    const written = element.text.trim();
    const textNode = maker.scalar(element.textStart, Math.max(element.textEnd, element.textStart), { value: written === '' ? null : plainScalar(written), text: written });
    const entries = written === '' || element.entries.length === 0 ? element.entries : [...element.entries, maker.entry(element.textStart, element.textEnd, { key: '#text', value: textNode })];
    const value = element.entries.length === 0 ? textNode : maker.map(element.start, end, entries);
    inner().entries.push(maker.entry(element.nameStart, element.nameStart + element.name.length, { key: element.name, value }));
  });
  parser.write(text).close();
  return root.entries.length === 0 || faults > MOST_FAULTS ? [] : [{ root: maker.map(0, text.length, root.entries) }];
}

/** More than these are no XML but HTML or something else. Own choice. */
const MOST_FAULTS = 10;
