/** Finds again in the text what a parser without places has read. */

export interface TextLines {
  /** 1-based line of the first match at or below `from` that no one asked for before; `from` when there is none. */
  find(pattern: RegExp, from?: number): number;
  /** Line of a TOML header such as `[tool.poetry.dependencies]`; 1 when there is none. */
  header(table: string): number;
}

export function textLines(text: string): TextLines {
  const lines = text.split(/\r\n|\n|\r/);
  const taken = new Set<string>();
  return {
    find: (pattern, from = 1) => {
      for (let index = from - 1; index < lines.length; index += 1) {
        const key = `${index} ${pattern.source}`;
        if (taken.has(key) || !pattern.test(lines[index] ?? '')) continue;
        taken.add(key);
        return index + 1;
      }
      return from;
    },
    header: (table) => {
      const index = lines.findIndex((line) => line.replace(/[\s"']/g, '').startsWith(`[${table}]`));
      return index < 0 ? 1 : index + 1;
    },
  };
}

/** The pattern of a text written as it is. */
export function literally(text: string): RegExp {
  return new RegExp(escaped(text));
}

/** The pattern of a key of TOML at the start of a line. */
export function keyPattern(key: string): RegExp {
  return new RegExp(`^\\s*["']?${escaped(key)}["']?\\s*[.=]`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
