/** Paths of files as SARIF and code hosts name them: relative to the repository, percent-encoded. */

/** @param path as findings have it @param folder the working folder as seen from the repository, `.` for the same. Paths that leave the repository keep their `..`. */
export function pathInRepository(path: string, folder: string): string {
  if (/^(?:\/|[A-Za-z]:\/)/.test(path)) return path;
  const kept: string[] = [];
  for (const segment of `${folder}/${path}`.split('/')) {
    if (segment === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  return kept.length === 0 ? '.' : kept.join('/');
}

/** Returns the path as a URI reference; lone surrogates, which no URI can carry, as U+FFFD. */
export function uriOf(path: string): string {
  const encoded = path.replace(/\p{Cs}/gu, '\ufffd').split('/').map(encodeURIComponent).join('/');
  if (/^[A-Za-z]:\//.test(path)) return `file:///${path.slice(0, 2)}${encoded.slice(encoded.indexOf('/'))}`;
  return path.startsWith('/') ? `file://${encoded}` : encoded;
}
