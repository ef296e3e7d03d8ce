/** The sink of foreign text in YAML, and in quotes in TOML: plain where that is safe, else in double quotes with everything unusual escaped. */

const PLAIN = /^(?!(?:true|false|null|yes|no|on|off|y|n)$)[A-Za-z_][\w./-]*$/i;

/** Returns the text as one YAML scalar on one line, which every reader of YAML takes for text. */
export function yamlText(text: string): string {
  return PLAIN.test(text) && !text.endsWith('-') ? text : quotedText(text);
}

/** Returns the text in double quotes, as YAML and TOML read it. */
export function quotedText(text: string): string {
  return JSON.stringify(text).replace(/[^\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]|[\p{Cf}\p{Zl}\p{Zp}\p{Co}]/gu, escaped);
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
