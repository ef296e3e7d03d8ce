import { notebookRule } from '../../api/python-rule.ts';

export const rule = notebookRule({
  id: 'notebook/unclear-file-name',
  summary: 'File names of notebooks that say nothing, or that not every system can store',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'pynblint', where: 'untitled-notebook, duplicate-notebook-not-renamed, non-portable-chars-in-nb-name' },
    { title: 'julynter', where: 't1 to t7: titles' },
    { title: 'Microsoft, Naming Files, Paths, and Namespaces', url: 'https://learn.microsoft.com/windows/win32/fileio/naming-a-file' },
  ],
  docs: {
    what: 'A notebook is still called as the editor named it (`Untitled3`), is a copy that was not renamed (`train-Copy1`), or has characters in its name that Windows cannot store.',
    why: 'Nobody finds `Untitled3` again, and of two copies nobody knows which one counts. A name that Windows refuses makes the whole repository impossible to check out there.',
    instead: 'Give it a name that says what it does, such as `02-train-model.ipynb`; delete the copy, or name it by what differs.',
    limits: 'Blanks and letters beyond ASCII are fine. Whether a name is a good one is not judged.',
  },
  options: {},
  messages: {
    untitled: 'The notebook has no name of its own: `{file}`',
    copy: 'The notebook is a copy that was not renamed: `{file}`',
    unportable: 'Windows cannot store the file name `{file}`',
  },
  fix: 'none',
  examples: {
    bad: [
      { title: 'Never named', format: 'notebook', fileName: 'Untitled3.ipynb', text: '# ! untitled\n# %%\nx = 1\n' },
      { title: 'A copy', format: 'notebook', fileName: 'train-Copy1.ipynb', text: '# ! copy\n# %%\nx = 1\n' },
      { title: 'A question mark', format: 'notebook', fileName: 'what next?.ipynb', text: '# ! unportable\n# %%\nx = 1\n' },
    ],
    good: [{ title: 'A name that says what is in it', format: 'notebook', fileName: '02 train model.ipynb', text: '# %%\nx = 1\n' }],
  },
  yieldsTo: [],
  find: ({ facts: { document } }) => {
    const file = document.path.slice(document.path.lastIndexOf('/') + 1);
    const name = file.replace(/\.ipynb$/i, '');
    const message = UNPORTABLE.test(name) ? 'unportable' : UNTITLED.test(name) ? 'untitled' : COPY.test(name) ? 'copy' : null;
    return document.kind === 'script' || message === null ? [] : [{ message, at: { document }, data: { file: { text: file } } }];
  },
  mend: null,
});

/** Names that Jupyter, VS Code, Colab and Kaggle give. */
const UNTITLED = /^(?:untitled(?:[-_ ]?\d+)?|notebook[0-9a-f]{10}|unbenannt\d*|sans[- ]titre\d*)$/i;
/** Names that Jupyter, Colab, browsers and file managers give to copies. */
const COPY = /-Copy\d*$|^(?:Copy of|Kopie von|Copie de) | ?\(\d+\)$| - Copy(?: \(\d+\))?$/i;
/** The last part: names of devices. */
const UNPORTABLE = /[<>:"|?*\\\u0000-\u001f]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)$/i;
