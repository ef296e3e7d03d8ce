import { pythonRule } from '../../api/python-rule.ts';
import type { CodeFix, CodeVerdict } from '../../api/python-rule.ts';
import { hidesArguments, writtenArgument } from '../../api/python/call-arguments.ts';
import { isTestCode } from '../../api/python/code-purpose.ts';
import type { Facts } from '../../api/python/facts.ts';
import { originOf } from '../../api/python/input-origin.ts';
import { keywordEdit } from '../../api/python/reading-call.ts';
import { isAtLeast } from '../../api/python/versions.ts';
import type { Call } from '../../api/python/syntax.ts';
import { isOwnBuffer } from '../../api/python/written-here.ts';

const MESSAGES = {
  old: '`torch.load` runs code of the file: torch {version} has `weights_only=False`',
  unstated: '`torch.load` without `weights_only` runs code of the file before torch 2.6',
  off: '`weights_only=False` lets the file run code',
  fetched: '`weights_only=False` lets a file from elsewhere run code',
} as const;

export const rule = pythonRule({
  id: 'security/torch-load-weights-only',
  summary: 'Loading of PyTorch files that may run code',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'PyTorch documentation', where: 'torch.load: `weights_only`', url: 'https://docs.pytorch.org/docs/stable/generated/torch.load.html' },
    { title: 'PyTorch 2.6 release notes', where: 'Flipped default value for `weights_only` parameter of `torch.load`', url: 'https://github.com/pytorch/pytorch/releases/tag/v2.6.0' },
  ],
  docs: {
    what: 'Finds `torch.load` with `weights_only=False`, and `torch.load` without `weights_only` where the project does not ask for torch 2.6 or newer.',
    why: 'The file is a pickle: whoever wrote it chooses what Python code runs while it is read. From torch 2.6 on the default is `weights_only=True`, which only makes tensors and plain containers; before, anything runs.',
    instead: 'Save the `state_dict` and load it with `weights_only=True`; allow further classes with `torch.serialization.add_safe_globals`. Or use safetensors, which holds no code.',
    limits: 'Which torch is asked for is read from the manifests of the project. Where they do not say, a missing `weights_only` is told as info. Tests are left out, and so are calls with `**kwargs` and buffers in memory that the program filled itself.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'The switch is turned off',
        format: 'python',
        text: 'import torch\n\nstate = torch.load("model.pt", weights_only=False)\n#                              ^^^^^^^^^^^^^^^^^^ off\n',
        after: 'import torch\n\nstate = torch.load("model.pt", weights_only=True)\n',
      },
      {
        title: 'The torch of the project has the old default',
        format: 'python',
        text: 'import torch\n\nstate = torch.load("model.pt", map_location="cpu")\n#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ old\n',
        files: { 'requirements.txt': 'torch==2.3.1\n' },
        after: 'import torch\n\nstate = torch.load("model.pt", map_location="cpu", weights_only=True)\n',
      },
    ],
    good: [
      { title: 'The switch is on', format: 'python', text: 'import torch\n\nstate = torch.load("model.pt", weights_only=True)\n' },
      { title: 'The torch of the project has the new default', format: 'python', text: 'import torch\n\nstate = torch.load("model.pt", map_location="cpu")\n', files: { 'requirements.txt': 'torch>=2.6\n' } },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => (isTestCode(facts.document) ? [] : loads(facts).flatMap((call) => judge(call, facts))),
  mend: ({ verdict, facts }) => {
    const call = loads(facts).find((node) => node === verdict.at || node.keywords.some((keyword) => keyword === verdict.at));
    const edit = call === undefined ? null : keywordEdit(call, { facts, names: ['weights_only'], value: 'True' });
    return edit === null ? [] : [{ title: 'Load weights only', safety: 'review', edits: [edit] }] satisfies readonly CodeFix[];
  },
});

type Verdict = CodeVerdict<typeof MESSAGES>;

function loads(facts: Facts): readonly Call[] {
  return facts.nodes('Call').filter(({ callee }) => facts.names.qualifiedName(callee) === 'torch.load');
}

/** Version with the default that is safe. Source: release notes of PyTorch 2.6. */
const SAFE_SINCE = '2.6';

function judge(call: Call, facts: Facts): readonly Verdict[] {
  const source = writtenArgument(call, { name: 'f', position: 0 });
  if (source !== null && isOwnBuffer(source, facts)) return [];
  const given = call.keywords.find(({ name }) => name === 'weights_only');
  if (given !== undefined) return given.value.kind === 'Constant' && given.value.value === false ? [turnedOff(call, facts)] : [];
  if (hidesArguments(call)) return [];
  const version = facts.versionOf('torch');
  if (version === null) return [{ message: 'unstated', at: call, severity: isFetched(call, facts) ? 'warning' : 'info' }];
  return isAtLeast(version, SAFE_SINCE) ? [] : [{ message: 'old', at: call, data: { version: { text: version } }, ...(isFetched(call, facts) ? { severity: 'error' } : {}) }];
}

function turnedOff(call: Call, facts: Facts): Verdict {
  const at = call.keywords.find(({ name }) => name === 'weights_only') ?? call;
  return isFetched(call, facts) ? { message: 'fetched', at, severity: 'error' } : { message: 'off', at };
}

function isFetched(call: Call, facts: Facts): boolean {
  const file = writtenArgument(call, { name: 'f', position: 0 });
  return file !== null && originOf(file, facts).kind === 'network';
}
