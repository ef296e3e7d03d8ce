/** Templates in settings: what Helm, Go, Jinja and cookiecutter put between braces is blanked at the same length, so that places stay. */

const PLACEHOLDER = /\{\{[^\n]{0,2000}?\}\}/g;
/** A line of nothing but template tags is no line of the settings. */
const TAG_LINE = /^[ \t]*(?:\{\{-?[^\n]{0,2000}?-?\}\}[ \t]*|\{%-?[^\n]{0,2000}?-?%\}[ \t]*|\{#[^\n]{0,2000}?#\}[ \t]*|<%[^\n]{0,2000}?%>[ \t]*)+\r?$/gm;
const TAG = /\{%[^\n]{0,2000}?%\}|\{#[^\n]{0,2000}?#\}|<%[^\n]{0,2000}?%>/g;

/** Returns the text with placeholders turned into words of the same length. */
export function blankTemplates(text: string): string {
  return text
    .replace(TAG_LINE, (line) => ' '.repeat(line.length))
    .replace(TAG, (tag) => ' '.repeat(tag.length))
    .replace(PLACEHOLDER, (placeholder) => 'x'.repeat(placeholder.length));
}
