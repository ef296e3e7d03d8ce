import { writtenValue } from '../../api/python/code-calls.ts';
import { writtenArgument } from '../../api/python/call-arguments.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'pipeline/auto-surprise-search-on-all',
  summary: 'Searches of Auto-Surprise over all ratings',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Auto-Surprise, Manual', url: 'https://auto-surprise.readthedocs.io/en/stable/' }],
  docs: {
    what: 'Finds `Engine().train(data=…)` on a whole dataset, in programs that never split it.',
    why: 'The score it returns is called `test_rmse`, but is the best of a hundred tries on its own folds of the same ratings. On ratings it has not seen, the model is worse.',
    instead: 'Keep the latest ratings of each user apart before the search, and report the error on those.',
    limits: 'Programs that split in any way are passed over.',
  },
  options: {},
  messages: { all: 'The search sees all ratings, so its `test_rmse` is no test' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'no rating is kept apart', format: 'python', text: 'from surprise import Dataset\nfrom auto_surprise.engine import Engine\n\ndata = Dataset.load_builtin("ml-100k")\nengine = Engine()\nalgo, params, score, tasks = engine.train(data=data, target_metric="test_rmse", max_evals=100)\n#                                   ^^^^^ all\n' },
    ],
    good: [
      { title: 'some are kept apart', format: 'python', text: 'import pandas as pd\nfrom surprise import Dataset, Reader\nfrom auto_surprise.engine import Engine\n\nratings = pd.read_csv("ratings.csv").sort_values("time")\ntrain, test = ratings[:-1000], ratings[-1000:]\ndata = Dataset.load_from_df(train[["user", "item", "rating"]], Reader())\nalgo, params, score, tasks = Engine().train(data=data)\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    if (/split|hold_?out|fold|\btest\b|_test\b|\btest_(?!rmse|mae)|\.iloc\[|\.head\(/i.test(facts.document.text)) return [];
    return facts.nodes('Call').flatMap((call) => {
      if (call.callee.kind !== 'Attribute' || call.callee.attribute !== 'train') return [];
      const engine = writtenValue(facts, call.callee.value);
      const isEngine = engine?.kind === 'Call' && /^auto_surprise\.(?:engine\.)?Engine$/.test(facts.names.qualifiedName(engine.callee) ?? '');
      const data = writtenValue(facts, writtenArgument(call, { name: 'data', position: null }));
      const isWhole = data?.kind === 'Call' && /^surprise\.(?:dataset\.)?Dataset\.load_(?:builtin|from_file|from_df)$/.test(facts.names.qualifiedName(data.callee) ?? '');
      return isEngine && isWhole ? [{ message: 'all', at: { document: facts.document, start: call.callee.attributeStart, end: call.callee.end } }] : [];
    });
  },
  mend: null,
});
