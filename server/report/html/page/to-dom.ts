/** Elements as data become nodes: text stays text. */
import { visibleText } from '../../score/escape-xml.ts';
import { isElement } from '../markup.ts';
import type { Markup } from '../markup.ts';

const SVG = 'http://www.w3.org/2000/svg';

export function toDom(markup: Markup): Node {
  if (typeof markup === 'string') return document.createTextNode(visibleText(markup));
  if (!isElement(markup)) {
    const all = document.createDocumentFragment();
    all.append(...markup.map(toDom));
    return all;
  }
  const { tag, attributes, children } = markup;
  const node = tag === 'svg' || tag === 'rect' || tag === 'title' ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== false) node.setAttribute(name, value === true ? '' : visibleText(String(value)));
  node.append(...children.map(toDom));
  return node;
}
