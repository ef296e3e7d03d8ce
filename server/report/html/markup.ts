/**
 * Elements as data: a page is drawn once and becomes the text of a file here and nodes of a document in the page's own script, so that
 * foreign text is never markup on either way. Tags and attributes are fixed words of ours; none of them runs or loads anything.
 */
import { escapeXml } from '../score/escape-xml.ts';

export type Tag =
  | 'a' | 'article' | 'aside' | 'bdi' | 'button' | 'caption' | 'code' | 'datalist' | 'dd' | 'details' | 'div' | 'dl' | 'dt' | 'fieldset' | 'footer' | 'h1' | 'h2' | 'h3' | 'h4' | 'header'
  | 'input' | 'label' | 'legend' | 'li' | 'main' | 'meter' | 'nav' | 'ol' | 'option' | 'p' | 'pre' | 'section' | 'select' | 'span' | 'strong' | 'summary' | 'table' | 'tbody' | 'td' | 'th'
  | 'thead' | 'tr' | 'ul'
  | SvgTag;

export type SvgTag = 'svg' | 'rect' | 'title';

/** No `src`, no `style`, nothing that begins with `on`. */
export type Attribute =
  | 'aria-describedby' | 'aria-expanded' | 'aria-hidden' | 'aria-label' | 'aria-labelledby' | 'aria-level' | 'aria-live' | 'aria-posinset' | 'aria-pressed' | 'aria-selected' | 'aria-setsize'
  | 'class' | 'data-key' | 'data-row' | 'dir' | 'for' | 'height' | 'hidden' | 'href' | 'id' | 'list' | 'max' | 'min' | 'name' | 'open' | 'placeholder' | 'preserveAspectRatio' | 'rel' | 'role'
  | 'scope' | 'selected' | 'spellcheck' | 'tabindex' | 'title' | 'type' | 'value' | 'viewBox' | 'width' | 'x' | 'y' | 'autocomplete';

/** False leaves an attribute out, true writes it without a value. */
export type Attributes = Readonly<Partial<Record<Attribute, string | number | boolean>>>;

export interface MarkupElement {
  readonly tag: Tag;
  readonly attributes: Attributes;
  readonly children: readonly Markup[];
}

export type Markup = string | MarkupElement | readonly Markup[];

export function element(tag: Tag, attributes: Attributes, ...children: readonly Markup[]): MarkupElement {
  return { tag, attributes, children };
}

/** Foreign text whose parts between backticks are code. */
export function withCode(text: string): Markup {
  return text
    .split(/(`[^`]+`)/)
    .filter((part) => part !== '')
    .map((part) => (/^`[^`]+`$/.test(part) ? element('code', {}, part.slice(1, -1)) : part));
}

/** A list of items under a heading; nothing where there is none. */
export function titledList(heading: Markup, items: readonly Markup[]): readonly Markup[] {
  return items.length === 0 ? [] : [heading, element('ul', {}, ...items.map((item) => element('li', {}, item)))];
}

/** Returns the text that stands for it in a file. */
export function markupText(markup: Markup): string {
  if (typeof markup === 'string') return escapeXml(markup);
  if (!isElement(markup)) return markup.map(markupText).join('');
  const { tag, attributes, children } = markup;
  const written = Object.entries(attributes).flatMap(([name, value]) => (value === false ? [] : [value === true ? ` ${name}` : ` ${name}="${escapeXml(String(value))}"`]));
  return tag === 'input' ? `<${tag}${written.join('')}>` : `<${tag}${written.join('')}>${children.map(markupText).join('')}</${tag}>`;
}

export function isElement(markup: MarkupElement | readonly Markup[]): markup is MarkupElement {
  return 'tag' in markup;
}
