/** Alert rules of Prometheus, and where its Alertmanager sends alerts, as files of settings say it. */
import type { Link, Outcome } from '../api/repository/place.ts';
import type { Repository } from '../api/repository/repository.ts';
import { at, entriesAt, itemsAt, textAt } from '../api/repository/tree.ts';
import type { TreeNode } from '../api/repository/tree.ts';
import { no, unknown, yes } from './probe-outcomes.ts';

const SETTINGS = '**/*.{yml,yaml,json}';

/** Rules of files with `groups:`, and of `PrometheusRule` resources. */
export function alertRulesOf({ files }: Repository): readonly Link[] {
  return files.matching(SETTINGS).flatMap(({ path }) =>
    files.trees(path).flatMap(({ root }) => {
      const groups = textAt(root, 'kind') === 'PrometheusRule' ? itemsAt(root, 'spec', 'groups') : itemsAt(root, 'groups');
      return groups.flatMap((group) => itemsAt(group, 'rules')).flatMap((rule) => {
        const name = textAt(rule, 'alert');
        return name === null || textAt(rule, 'expr') === null ? [] : [{ at: rule.at, text: `the alert \`${name}\`` }];
      });
    }),
  );
}

/** Whether the receiver of the root route, or of one below it, has an integration with an address. */
export function receiversOf({ files }: Repository): Outcome {
  const configs = files.matching(SETTINGS).flatMap(({ path }) => files.trees(path).map(({ root }) => root)).filter((root) => at(root, 'route') !== null && itemsAt(root, 'receivers').length > 0);
  if (configs.length === 0) return unknown([]);
  const reached = configs.flatMap((root) => {
    const names = routesBelow(at(root, 'route')).flatMap((route) => textAt(route, 'receiver') ?? []);
    return itemsAt(root, 'receivers').filter((receiver) => names.includes(textAt(receiver, 'name') ?? ''));
  });
  const good = reached.filter((receiver) => entriesAt(receiver).some(({ key, value }) => /_configs$/.test(key) && itemsAt(value).some((each) => !isPlaceholder(each))));
  if (good.length > 0) return yes(good.map((receiver) => ({ at: receiver.at, text: `alerts reach \`${textAt(receiver, 'name') ?? ''}\`` })));
  return no(reached.map((receiver) => ({ at: receiver.at, text: `the receiver \`${textAt(receiver, 'name') ?? ''}\` tells nobody` })));
}

/** Routes that are looked at; deeper ones are rare. Own choice. */
const MOST_ROUTES = 200;

function routesBelow(root: TreeNode | null): readonly TreeNode[] {
  const found: TreeNode[] = [];
  const waiting = root === null ? [] : [root];
  for (let route = waiting.pop(); route !== undefined && found.length < MOST_ROUTES; route = waiting.pop()) {
    found.push(route);
    waiting.push(...itemsAt(route, 'routes'));
  }
  return found;
}

function isPlaceholder(integration: TreeNode): boolean {
  const texts = entriesAt(integration).map(({ value }) => (value.kind === 'scalar' ? value.text : ''));
  return texts.every((text) => text === '') || texts.some((text) => /<[^>]+>|example\.(?:com|org)|your[-_]|changeme|todo/i.test(text));
}
