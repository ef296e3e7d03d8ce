import { pythonRule } from '../../api/python-rule.ts';
import type { CodeVerdict } from '../../api/python-rule.ts';
import { writtenArgument } from '../../api/python/call-arguments.ts';
import { isTestCode } from '../../api/python/code-purpose.ts';
import type { Facts } from '../../api/python/facts.ts';
import { originOf } from '../../api/python/input-origin.ts';
import type { LoaderApi } from '../../api/python/knowledge.ts';
import { shortText } from '../../api/python/short-text.ts';
import { enclosing } from '../../api/python/syntax.ts';
import type { Call } from '../../api/python/syntax.ts';
import { walk } from '../../api/python/children.ts';
import { isWrittenHere } from '../../api/python/written-here.ts';

const MESSAGES = {
  network: '`{loader}` runs code of something fetched from elsewhere',
  user: '`{loader}` runs code of whatever file the program is given',
  unknown: '`{loader}` runs code it loads, and where that comes from is not said here',
  constant: '`{loader}` runs code of a file that nothing here writes',
} as const;

export const rule = pythonRule({
  id: 'security/unsafe-deserialization',
  summary: 'Loading of pickles and the like, which run code of the file',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'Python documentation', where: 'pickle: the warning at the top', url: 'https://docs.python.org/3/library/pickle.html' },
    { title: 'scikit-learn user guide', where: 'Model persistence', url: 'https://scikit-learn.org/stable/model_persistence.html' },
    { title: 'MITRE CWE', where: 'CWE-502: Deserialization of Untrusted Data', url: 'https://cwe.mitre.org/data/definitions/502.html' },
  ],
  docs: {
    what: 'Finds loads of pickle, dill, cloudpickle, joblib, `pandas.read_pickle`, `numpy.load(allow_pickle=True)`, Keras with `safe_mode=False` and unsafe YAML. How severe it is depends on where the bytes come from: an error when they are fetched or sent with a request, a warning when the program is given the path or does not say, an info when the path is fixed.',
    why: 'A pickle is a program: whoever wrote it chooses what runs while it is read, with your rights, before any line of yours can look at the result. A model that anybody can upload or replace is a way in.',
    instead: 'Share models as safetensors, ONNX or skops, tables as Parquet, arrays as `.npy` without objects. Where it must be a pickle, keep it where only you can write, and compare its hash with a known one before it is loaded.',
    limits: 'Files that a program of the same project writes are left alone, and so are `__setstate__`, functions that compare a hash, and tests. What a file holds is not looked at. `torch.load` has a rule of its own.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'A model out of the network',
        format: 'python',
        text: 'import pickle\nimport requests\n\nanswer = requests.get("https://models.shop.eu/latest.pkl")\nmodel = pickle.loads(answer.content)\n#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ network\n',
      },
      {
        title: 'A file that somebody put there',
        format: 'python',
        text: 'import joblib\n\nmodel = joblib.load("model.joblib")\n#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ constant\n',
      },
    ],
    good: [
      { title: 'Tensors without code', format: 'python', text: 'from safetensors.numpy import load_file\n\nweights = load_file("model.safetensors")\n' },
      {
        title: 'The project wrote the file itself',
        format: 'python',
        text: 'import joblib\nfrom sklearn.svm import SVC\n\njoblib.dump(SVC(), "model.joblib")\nmodel = joblib.load("model.joblib")\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => (isTestCode(facts.document) ? [] : facts.nodes('Call').flatMap((call) => judge(call, facts))),
  mend: null,
});

type Verdict = CodeVerdict<typeof MESSAGES>;

const SEVERITIES = { network: 'error', user: 'warning', unknown: 'warning', constant: 'info' } as const;

function judge(call: Call, facts: Facts): readonly Verdict[] {
  const name = facts.names.qualifiedName(call.callee);
  const api = name === null ? null : facts.api(name);
  if (name === null || api === null || HAS_OWN_RULE.test(name)) return [];
  const isUnsafe = api.is === 'loader' ? runsCode(call, api) : name === 'yaml.load' && isUnsafeYaml(call, facts);
  if (!isUnsafe) return [];
  const source = writtenArgument(call, { name: (api.is === 'loader' ? api.path : null) ?? api.parameters?.[0] ?? '', position: 0 });
  if (source === null || isWrittenHere(call, source, facts) || isUnpickling(call) || isCheckedByHash(call, facts)) return [];
  const { kind } = originOf(source, facts);
  return [{ message: kind, at: call, severity: SEVERITIES[kind], data: { loader: { text: shortText(name, LONGEST_LOADER) } } }];
}

/** Loaded graphs and modules of PyTorch and TensorFlow, and databases that a program keeps for itself. */
const HAS_OWN_RULE = /^(?:torch|tensorflow|huggingface_hub|shelve|surprise)\./;

/** A longer one would not fit the messages. */
const LONGEST_LOADER = 24;

function runsCode(call: Call, api: LoaderApi): boolean {
  if (api.safety.kind !== 'switch') return api.safety.kind === 'unsafe';
  const { parameter, safeValue } = api.safety;
  const given = writtenArgument(call, { name: parameter, position: api.parameters?.indexOf('*') === -1 ? api.parameters.indexOf(parameter) : null });
  return given?.kind === 'Constant' && given.value === !safeValue;
}

/** Without a loader PyYAML 6 refuses, and 5.1 takes one that runs no code. */
function isUnsafeYaml(call: Call, facts: Facts): boolean {
  const loader = writtenArgument(call, { name: 'Loader', position: 1 });
  return loader !== null && /^yaml\.(?:C?Loader|C?UnsafeLoader)$/.test(facts.names.qualifiedName(loader) ?? '');
}

/** Whoever unpickles the object around it runs code already. */
function isUnpickling(call: Call): boolean {
  const around = enclosing(call, ['FunctionDef']);
  return around?.kind === 'FunctionDef' && around.name === '__setstate__';
}

/** `hmac.compare_digest(...)`, or a `hexdigest()` that is compared, in the same function. */
function isCheckedByHash(call: Call, facts: Facts): boolean {
  let isChecked = false;
  walk(enclosing(call, ['FunctionDef']) ?? facts.document.module, (node) => {
    if (isChecked) return 'skip';
    if (node.kind === 'Call' && facts.names.qualifiedName(node.callee) === 'hmac.compare_digest') isChecked = true;
    if (node.kind === 'Compare' && [node.left, ...node.comparators].some((side) => /hexdigest|(?:sha|md5|check_?sum|hash)/i.test(facts.textOf(side)))) isChecked = true;
    return undefined;
  });
  return isChecked;
}
