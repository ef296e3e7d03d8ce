/** What a program is for, by its file and the folders of its project around it. */
import type { PythonDocument } from './document.ts';

/** A document or its module. */
type OfProject = Pick<PythonDocument, 'projectPath'>;

/** Tests and what serves them. */
export function isTestCode({ projectPath }: OfProject): boolean {
  const { file, folders } = parts(projectPath);
  return /^(?:test_.*|.*_test|tests?|conftest)\.(?:py|ipynb)$/i.test(file) || folders.some((folder) => /^(?:tests?|testing|unit_?tests?|integration_?tests?|fixtures|testdata)$/i.test(folder));
}

/** Code that is shown to readers rather than run for results: examples, tutorials, documentation. */
export function isExampleCode({ projectPath }: OfProject): boolean {
  return parts(projectPath).folders.some((folder) => /^(?:examples?|example_dags?|tutorials?|docs?|demos?|samples?|snippets?)$/i.test(folder));
}

function parts(path: string): { readonly file: string; readonly folders: readonly string[] } {
  const all = path.split('/');
  return { file: all.at(-1) ?? '', folders: all.slice(0, -1) };
}
