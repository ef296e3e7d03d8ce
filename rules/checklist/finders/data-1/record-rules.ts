/** Functions that ask several fields of one row, message or event and say that it does not fit, or refuse it. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import { walk } from '../../../api/python/children.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { FunctionDef, If, Node, Statement } from '../../../api/python/syntax.ts';
import { enclosing } from '../../../api/python/syntax.ts';
import { UNKNOWN, YES } from '../../../api/repository/place.ts';
import type { CodeRequest } from '../judged.ts';
import { sourceOf } from '../source-of.ts';
import { isExamplePath, isTestPath } from '../test-paths.ts';

export const codeFinder: CodeFinder = {
  name: 'data-1/record-rules',
  find: (request) => (isTestPath(request.program.path) || isExamplePath(request.program.path) ? {} : { checks: request.facts.nodes('FunctionDef').flatMap((definition) => checkOf(request, definition)) }),
};

/** One field that is missing is a broken line. Own choice. */
const LEAST_FIELDS = 2;

const CHECKING = /valid|check|verify|sanity|quality|schema|accept|conform/i;
const RECORD = /^_?(?:event|record|row|message|msg|entry|item|sample|rating|watch|interaction|example|observation|transaction|trip|ride|order|log|data|doc(?:ument)?|\w+_(?:event|record|row|message|entry|data|dict))$/i;

function checkOf({ facts, ownerOf, placeOf }: CodeRequest, definition: FunctionDef): readonly FoundCheck[] {
  const record = definition.parameters.find(({ name }) => RECORD.test(name))?.name;
  if (record === undefined || !CHECKING.test(definition.name)) return [];
  const refusals = facts.nodes('If').filter((node) => enclosing(node, ['FunctionDef']) === definition && refuses(node));
  const asked = refusals.map((node) => ({ node, fields: fieldsIn(facts, node.test, record) })).filter(({ fields }) => fields.length > 0);
  const [first] = asked;
  if (first === undefined || new Set(asked.flatMap(({ fields }) => fields)).size < LEAST_FIELDS) return [];
  const [statement = first.node] = first.node.body;
  const isRaised = asked.every(({ node }) => node.body.at(-1)?.kind === 'Raise');
  return [
    {
      items: ['data-1'],
      at: placeOf(first.node.test),
      text: `\`${definition.name}\` asks a row for its fields`,
      isReal: isRaised ? YES : { ...UNKNOWN, links: [{ at: placeOf(statement), text: 'it says that a row does not fit; whether many such rows make anything fail cannot be told' }] },
      data: 'unknown',
      ranBy: { kind: 'function', id: ownerOf(first.node) },
    },
  ];
}

/** Its way ends with an exception or an answer of no. */
function refuses({ body }: If): boolean {
  const last: Statement | undefined = body.at(-1);
  if (last?.kind === 'Raise') return true;
  if (last?.kind !== 'Return') return false;
  const answer = last.value?.kind === 'Tuple' ? last.value.elements[0] : last.value;
  return answer == null || (answer.kind === 'Constant' && (answer.value === false || answer.value === null));
}

/** Names of fields of the record that a condition asks: `event.get("user")`, `row["price"]`, a name that was given one, `"user" not in event`. */
function fieldsIn(facts: Facts, test: Node, record: string): readonly string[] {
  const found: string[] = [];
  walk(test, (node) => {
    if (node.kind === 'Name' && node.id !== record) {
      const source = sourceOf(facts, node);
      if (source !== node) walk(source, (each) => void found.push(...fieldOf(each, record)));
    }
    found.push(...fieldOf(node, record));
  });
  return found;
}

function fieldOf(node: Node, record: string): readonly string[] {
  const isRecord = (at: Node | undefined): boolean => at?.kind === 'Name' && at.id === record;
  if (node.kind === 'Subscript' && isRecord(node.value)) return node.index.kind === 'Constant' && typeof node.index.value === 'string' ? [node.index.value] : [];
  if (node.kind === 'Compare') return (node.operators[0] === 'in' || node.operators[0] === 'not in') && isRecord(node.comparators[0]) ? [node.left.kind === 'Constant' ? String(node.left.value) : '', ...(node.left.kind === 'Constant' ? [] : ['*'])] : [];
  if (node.kind !== 'Call' || node.callee.kind !== 'Attribute' || node.callee.attribute !== 'get' || !isRecord(node.callee.value)) return [];
  const [name] = node.arguments;
  return name?.kind === 'Constant' && typeof name.value === 'string' ? [name.value] : [];
}
