import { callsNamed, importsPackage, stringOf } from '../../api/python/code-calls.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'pipeline/pydqc-unreviewed-schema',
  summary: 'Schemas of pydqc that nobody looked through',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'pydqc', url: 'https://github.com/SauceCat/pydqc' }],
  docs: {
    what: 'Finds programs with pydqc that read `data_schema_NAME.xlsx`, the schema it inferred, and not `data_schema_NAME_mdf.xlsx`, the one a person corrected.',
    why: 'pydqc guesses types and never finds keys: numbers that are names are compared by their mean, and what is wrong in such a column does not show.',
    instead: 'Look the schema through, save it as `data_schema_NAME_mdf.xlsx`, and read that.',
    limits: 'Told by the name of the file.',
  },
  options: {},
  messages: { unreviewed: '`{file}` is what pydqc guessed; keys are never among it' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'as it was inferred', format: 'python', text: 'import pandas as pd\nfrom pydqc import data_compare\n\nschema = pd.read_excel("output/data_schema_ratings.xlsx")\n#                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unreviewed\ndata_compare.data_compare(train, test, schema, schema, "ratings")\n' },
    ],
    good: [
      { title: 'looked through', format: 'python', text: 'import pandas as pd\nfrom pydqc import data_compare\n\nschema = pd.read_excel("output/data_schema_ratings_mdf.xlsx")\ndata_compare.data_compare(train, test, schema, schema, "ratings")\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    !importsPackage(facts, /^pydqc$/)
      ? []
      : callsNamed(facts, /^pandas\.read_excel$/).flatMap(({ call }) => {
          const [path] = call.arguments;
          const file = stringOf(path)?.split('/').at(-1) ?? '';
          return path !== undefined && /^data_schema_.+\.xlsx$/.test(file) && !/_mdf\.xlsx$/.test(file) ? [{ message: 'unreviewed', at: path, data: { file: { text: file } } }] : [];
        }),
  mend: null,
});
