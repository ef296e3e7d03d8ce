/** Literals and names in DuckDB's SQL. Everything foreign goes through here. */

/** A text literal. DuckDB has no backslash escapes in plain literals; NUL cannot be written in one. */
export function textLiteral(value: string): string {
  const parts = value.split('\0').map((part) => `'${part.replaceAll("'", "''")}'`);
  return parts.length === 1 ? (parts[0] ?? "''") : `(${parts.join(' || chr(0) || ')})`;
}

/** A DOUBLE literal that reads back as exactly this number. */
export function numberLiteral(value: number): string {
  if (Number.isNaN(value)) return "'nan'::DOUBLE";
  if (!Number.isFinite(value)) return value > 0 ? "'inf'::DOUBLE" : "'-inf'::DOUBLE";
  return `'${Object.is(value, -0) ? '-0.0' : String(value)}'::DOUBLE`;
}

/** A whole number as it stands in SQL. */
export function wholeLiteral(value: number): string {
  return Math.trunc(value).toFixed(0);
}

/** A path that DuckDB's globbing takes for exactly this file. See `isGlobSafe` for what it cannot express. */
export function pathLiteral(path: string): string {
  return textLiteral(escapeGlob(path));
}

/** The path with every glob character in brackets. */
export function escapeGlob(path: string): string {
  return path.replaceAll(/[[*?]/g, (character) => `[${character}]`);
}

/** False where no pattern names the file: DuckDB 1.5.5 finds nothing when a path has both a backslash and a glob character. */
export function isGlobSafe(path: string): boolean {
  return !(path.includes('\\') && /[[*?]/.test(path));
}
