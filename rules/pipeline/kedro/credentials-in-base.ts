import { isStandIn } from '../../api/python/secret-formats.ts';
import { CATALOG_FILES, catalogEntries } from '../../api/repository/kedro.ts';
import type { RepositoryFiles } from '../../api/repository/files.ts';
import type { TreeEntry, TreeNode } from '../../api/repository/tree.ts';
import { at, entriesAt } from '../../api/repository/tree.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

const CREDENTIALS = ['**/conf/base/credentials*.{yml,yaml}'] as const;
const FILES = [...CREDENTIALS, ...CATALOG_FILES] as const;

const NAME = /pass(?:word|wd|phrase)?$|secret|token$|(?:access|api|account|secret|private)_?key$|^key$|connection_string/i;

/** Shorter ones are words. Own choice. */
const SHORTEST = 8;

function entriesBelow(node: TreeNode | null): readonly TreeEntry[] {
  return entriesAt(node).flatMap((entry) => [entry, ...entriesBelow(entry.value)]);
}

function givenIn(files: RepositoryFiles): readonly TreeEntry[] {
  const ofCredentials = files.matching(...CREDENTIALS).flatMap(({ path }) => files.trees(path).flatMap(({ root }) => entriesBelow(root)));
  return [...ofCredentials, ...catalogEntries(files).flatMap(({ value }) => entriesBelow(at(value, 'credentials')))];
}

export const rule = repositoryRule({
  id: 'pipeline/kedro-credentials-in-base',
  summary: 'Credentials in the shared configuration of Kedro',
  severity: 'error',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Kedro, Credentials', url: 'https://docs.kedro.org/en/stable/configure/credentials/' }],
  docs: {
    what: 'Finds literal credentials in `conf/base`: entries of `credentials*.yml` that give a password or key, and datasets of the catalog whose `credentials` hold them.',
    why: '`conf/base` is shared by way of git: whoever can read the project can read the data store, and its history keeps the password.',
    instead: 'Move them to `conf/local/credentials.yml`, which git ignores, and name them from the catalog; change what was committed.',
    limits: 'Values of the environment (`${oc.env:…}`), of few characters and stand-ins are passed over.',
  },
  options: {},
  messages: { literal: '`{name}` stands in the configuration that everybody gets' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a password', format: 'repository', fileName: 'conf/base/credentials.yml', text: 'warehouse:\n  username: shop\n  password: Rw7tQ2mzLk\n            ^^^^^^^^^^ literal\n' },
    ],
    good: [
      { title: 'of the environment', format: 'repository', fileName: 'conf/base/credentials.yml', text: 'warehouse:\n  username: shop\n  password: ${oc.env:WAREHOUSE_PASSWORD}\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...FILES],
  needs: 'files',
  find: ({ repository: { files } }) =>
    givenIn(files).flatMap(({ key, value }) => {
      const isGiven = value.kind === 'scalar' && NAME.test(key) && value.text.length >= SHORTEST && /\d/.test(value.text) && /[A-Za-z]/.test(value.text) && !/[${<>}\s]/.test(value.text) && !isStandIn(value.text);
      return isGiven ? [{ message: 'literal', at: value.at, data: { name: { text: key } } }] : [];
    }),
  mend: null,
});
