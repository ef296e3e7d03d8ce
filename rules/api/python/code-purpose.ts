/** What a program is for, by its file and the folders right around it. */

/** Folders further up belong to the machine, not to the project. Own choice. */
const FOLDERS_LOOKED_AT = 3;

/** Tests and what serves them. */
export function isTestCode(path: string): boolean {
  const { file, folders } = parts(path);
  return /^(?:test_.*|.*_test|tests?|conftest)\.(?:py|ipynb)$/i.test(file) || folders.some((folder) => /^(?:tests?|testing|unit_?tests?|integration_?tests?|fixtures|testdata)$/i.test(folder));
}

/** Code that is shown to readers rather than run for results: examples, tutorials, documentation. */
export function isExampleCode(path: string): boolean {
  return parts(path).folders.some((folder) => /^(?:examples?|tutorials?|docs?|demos?|samples?|snippets?)$/i.test(folder));
}

function parts(path: string): { readonly file: string; readonly folders: readonly string[] } {
  const all = path.split('/');
  return { file: all.at(-1) ?? '', folders: all.slice(0, -1).slice(-FOLDERS_LOOKED_AT) };
}
