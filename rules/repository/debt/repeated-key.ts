import { hiddenDebt } from '../../api/debt/hidden-debt.ts';
import type { MapNode, TreeEntry, TreeNode } from '../../api/repository/tree.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

const MESSAGES = {
  repeated: '`{key}` is set again in line {line}, and only the last one counts',
  differs: '`{key}` is `{first}` here and `{last}` in line {line}, and only the last one counts',
} as const;

export const rule = repositoryRule({
  id: 'debt/repeated-key',
  summary: 'Settings that are written twice in one file',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [hiddenDebt('section 6, configuration debt'), { title: 'YAML 1.2.2', where: '3.2.1.3, keys of a mapping are unique', url: 'https://yaml.org/spec/1.2.2/#3213-node-comparison' }],
  docs: {
    what: 'Finds keys of YAML and JSON files that stand twice in the same mapping.',
    why: 'Most readers take the last one and say nothing. Whoever changes the first one wonders why nothing changes, and the file says two things about one run.',
    instead: 'Keep one of the two.',
    limits: 'Merge keys (`<<`) may be repeated. Files that cannot be read are not looked at.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [{ title: 'two learning rates', format: 'repository', fileName: 'config.yaml', text: 'model:\n  rate: 0.1\n# ^^^^ differs\n  depth: 3\n  rate: 0.01\n' }],
    good: [{ title: 'in different mappings', format: 'repository', fileName: 'config.yaml', text: 'small:\n  rate: 0.1\nlarge:\n  rate: 0.01\n' }],
  },
  yieldsTo: [],
  looksAt: ['**/*.{yaml,yml,json}'],
  needs: 'files',
  find: ({ repository: { files } }) =>
    files.matching('**/*.{yaml,yml,json}').flatMap(({ path }) =>
      files.trees(path).flatMap(({ root }) => mapsIn(root).flatMap(repeatedIn)).map(({ first, last }) => {
        const [key, line] = [{ text: first.key.replaceAll('`', "'") }, last.at.range?.start.line ?? 0];
        const related = [{ at: last.at, text: 'this one counts' }];
        const [before, after] = [shown(first.value), shown(last.value)];
        if (before === null || after === null || before === after) return { message: 'repeated' as const, at: first.at, related, data: { key, line } };
        return { message: 'differs' as const, at: first.at, related, data: { key, line, first: { text: before }, last: { text: after } } };
      }),
    ),
  mend: null,
});

/** Longer values hide the sentence. Own choice. */
const MOST_CHARACTERS = 12;

/** Null for what is long, or may be a secret. */
function shown(value: TreeNode): string | null {
  return value.kind === 'scalar' && value.text.length <= MOST_CHARACTERS && (typeof value.value === 'number' || typeof value.value === 'boolean') ? value.text : null;
}

/** Own choice: larger trees are data. */
const MOST_MAPS = 20_000;

function mapsIn(root: TreeNode): readonly MapNode[] {
  const maps: MapNode[] = [];
  const waiting: TreeNode[] = [root];
  for (let node = waiting.pop(); node !== undefined && maps.length < MOST_MAPS; node = waiting.pop()) {
    if (node.kind === 'map') {
      maps.push(node);
      for (const { value } of node.entries) waiting.push(value);
    } else if (node.kind === 'list') waiting.push(...node.items);
  }
  return maps;
}

function repeatedIn({ entries }: MapNode): readonly { readonly first: TreeEntry; readonly last: TreeEntry }[] {
  const last = new Map(entries.map((entry) => [entry.key, entry]));
  const first = new Map(entries.toReversed().map((entry) => [entry.key, entry]));
  return [...first.values()].flatMap((entry) => {
    const other = last.get(entry.key);
    return other === undefined || other === entry || entry.key === '<<' ? [] : [{ first: entry, last: other }];
  }).toReversed();
}
