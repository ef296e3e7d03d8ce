/** Foreign text inside elements and attributes of HTML, SVG and XML 1.0, which forbids some characters even when they are escaped. */
export function escapeXml(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** Foreign text without characters that nobody sees, that turn lines around, or that are half a character or none. */
export function visibleText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').replace(/[\p{Cs}\ufffe\uffff]/gu, '\ufffd');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
