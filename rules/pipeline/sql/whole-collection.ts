import { callsNamed, hasHiddenKeywords, importsPackage, keywordOf, stringOf, writtenValue } from '../../api/python/code-calls.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { Call, Expression } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';

/** The `find` that a table is made of: itself, in a `list`, or by one name. */
function findIn(expression: Expression | null, facts: Facts): Call | null {
  const value = writtenValue(facts, expression);
  if (value?.kind !== 'Call') return null;
  if (value.callee.kind === 'Name' && value.callee.id === 'list') return findIn(value.arguments[0] ?? null, facts);
  return value.callee.kind === 'Attribute' && value.callee.attribute === 'find' ? value : null;
}

export const rule = pythonRule({
  id: 'pipeline/sql-whole-collection',
  summary: 'Tables made of all documents of a collection, with all their fields',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'MongoDB, PyMongo, Specify Fields to Return', url: 'https://www.mongodb.com/docs/languages/python/pymongo-driver/current/crud/query/project/' }],
  docs: {
    what: 'Finds tables of pandas made of `find()` of MongoDB without a projection.',
    why: 'Documents have no schema: each field that any document ever had becomes a column, a new one tomorrow. The outcome, keys and nested values go into training unseen.',
    instead: 'Name the fields: `find({}, {"_id": 0, "user": 1, "rating": 1})`, and check the types of what comes.',
    limits: 'Programs that pick columns by name afterwards are passed over.',
  },
  options: {},
  messages: { fields: 'Every field that any document has becomes a column' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'everything', format: 'python', text: 'import pandas as pd\nfrom pymongo import MongoClient\n\ncoll = MongoClient().shop.ratings\nframe = pd.DataFrame(list(coll.find()))\n#                         ^^^^^^^^^^^ fields\n' },
    ],
    good: [
      { title: 'named fields', format: 'python', text: 'import pandas as pd\nfrom pymongo import MongoClient\n\ncoll = MongoClient().shop.ratings\nframe = pd.DataFrame(list(coll.find({}, {"_id": 0, "user": 1, "rating": 1})))\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    const picks = facts.nodes('Subscript').some(({ index }) => index.kind === 'List' && index.elements.every((element) => stringOf(element) !== null));
    if (picks || !importsPackage(facts, /^(?:pymongo|motor)$/)) return [];
    return callsNamed(facts, /^pandas\.(?:DataFrame|json_normalize)$/).flatMap(({ call }) => {
      const found = findIn(call.arguments[0] ?? null, facts);
      const isWhole = found !== null && found.arguments.length < 2 && keywordOf(found, 'projection') === null && !hasHiddenKeywords(found) && keywordOf(call, 'columns') === null;
      return isWhole ? [{ message: 'fields', at: found }] : [];
    });
  },
  mend: null,
});
