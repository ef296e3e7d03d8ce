import { pythonRule } from '../../api/python-rule.ts';
import type { CodeVerdict } from '../../api/python-rule.ts';
import { writtenArgument } from '../../api/python/call-arguments.ts';
import { isTestCode } from '../../api/python/code-purpose.ts';
import type { Facts } from '../../api/python/facts.ts';
import { shortText } from '../../api/python/short-text.ts';
import { moduleOf } from '../../api/python/syntax.ts';
import type { Call, Expression, Keyword } from '../../api/python/syntax.ts';

const MESSAGES = {
  unpinned: '`trust_remote_code=True` runs whatever code {repository} holds that day',
  hub: '`torch.hub.load` runs the code of `{repository}` at {reference}',
  install: '`{address}` is installed, whatever it holds that day',
} as const;

export const rule = pythonRule({
  id: 'security/trust-remote-code',
  summary: 'Code of other people’s repositories that is run without a fixed commit',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'Transformers documentation', where: 'Custom models: `trust_remote_code` and `revision`', url: 'https://huggingface.co/docs/transformers/custom_models' },
    { title: 'PyTorch documentation', where: 'torch.hub.load', url: 'https://docs.pytorch.org/docs/stable/hub.html' },
  ],
  docs: {
    what: 'Finds `trust_remote_code=True` without a `revision` that is a commit, `torch.hub.load` of a repository at a branch or tag, and installs from an address that names no commit.',
    why: 'The Python files of the repository run with your rights, on your machine and with your data. Who owns the repository, or takes it over, can change them after you have read them; a branch or tag can be moved.',
    instead: 'Read the code once, then name the commit you read: `revision="<40 hexadecimal digits>"`, `"owner/repo:<commit>"`, `git+https://…@<commit>`. Better still, use a model whose code comes with the library.',
    limits: 'Local folders are left alone, as are values that come from a variable. `torch.hub.load` of a repository of the PyTorch and Facebook organisations, which torch itself trusts, is told as info.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'The newest code of the repository is run',
        format: 'python',
        text: 'from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("ann/small-model", trust_remote_code=True)\n#                                                    ^^^^^^^^^^^^^^^^^^^^^^ unpinned\n',
      },
      {
        title: 'A branch of somebody’s repository',
        format: 'python',
        text: 'import torch\n\nmodel = torch.hub.load("ann/vision:main", "detector")\n#                      ^^^^^^^^^^^^^^^^^ hub\n',
      },
    ],
    good: [
      {
        title: 'The commit that was read',
        format: 'python',
        text: 'from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("ann/small-model", trust_remote_code=True, revision="3f5a1c0b7d9e2f4a6c8b0d1e3f5a7c9b1d3e5f70")\n',
      },
      { title: 'A folder of this machine', format: 'python', text: 'import torch\n\nmodel = torch.hub.load("vendor/vision", "detector", source="local")\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => (isTestCode(facts.document) ? [] : [...remoteCode(facts), ...hubLoads(facts), ...installs(facts)]),
  mend: null,
});

type Verdict = CodeVerdict<typeof MESSAGES>;

const COMMIT = /^[0-9a-f]{40}$/i;

function remoteCode(facts: Facts): readonly Verdict[] {
  return facts.nodes('Keyword').flatMap((keyword): readonly Verdict[] => {
    const call = keyword.parent;
    if (keyword.name !== 'trust_remote_code' || !isTrue(keyword) || call.kind !== 'Call' || isPinned(call)) return [];
    const repository = repositoryOf(call);
    if (repository !== null && isLocal(repository)) return [];
    return [{ message: 'unpinned', at: keyword, data: { repository: { text: repository === null || repository.length > LONGEST_REPOSITORY ? 'the repository' : `\`${repository}\`` } } }];
  });
}

function isTrue({ value }: Keyword): boolean {
  return value.kind === 'Constant' && value.value === true;
}

/** By a commit, or by something nobody can see from here. */
function isPinned(call: Call): boolean {
  const given = ['code_revision', 'revision'].flatMap((name) => writtenArgument(call, { name, position: null }) ?? []);
  return given.some((value) => (value.kind === 'Constant' ? typeof value.value === 'string' && COMMIT.test(value.value) : true));
}

function repositoryOf(call: Call): string | null {
  return textOf(call.arguments[0] ?? null) ?? textOf(['pretrained_model_name_or_path', 'path', 'model_name_or_path', 'model', 'model_id'].flatMap((name) => writtenArgument(call, { name, position: null }) ?? [])[0] ?? null);
}

function textOf(expression: Expression | null): string | null {
  return expression?.kind === 'Constant' && typeof expression.value === 'string' ? expression.value : null;
}

/** Repositories are called `name` or `owner/name`. */
function isLocal(repository: string): boolean {
  return /^[./~\\]|^[A-Za-z]:[\\/]|\\|\/.*\//.test(repository);
}

/** Source: `_TRUSTED_REPO_OWNERS` of torch/hub.py, PyTorch 2.6. */
const TRUSTED_OWNER = /^(?:facebookresearch|facebookincubator|pytorch|fairinternal)\//;

function hubLoads(facts: Facts): readonly Verdict[] {
  return facts.nodes('Call').flatMap((call): readonly Verdict[] => {
    if (facts.names.qualifiedName(call.callee) !== 'torch.hub.load') return [];
    const given = writtenArgument(call, { name: 'repo_or_dir', position: 0 });
    const address = textOf(given);
    const source = writtenArgument(call, { name: 'source', position: null });
    if (given === null || address === null || (source !== null && textOf(source) !== 'github')) return [];
    const [repository = '', reference] = address.split(':');
    if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || (reference !== undefined && COMMIT.test(reference))) return [];
    const data = { repository: { text: shortText(repository, LONGEST_REPOSITORY) }, reference: { text: reference === undefined ? 'its newest state' : `\`${shortText(reference, LONGEST_REFERENCE)}\`, which moves` } };
    return [{ message: 'hub', at: given, data, ...(TRUSTED_OWNER.test(repository) ? { severity: 'info' } : {}) }];
  });
}

/** Installs by a program: `subprocess.run([sys.executable, "-m", "pip", "install", "git+https://…"])`. Lines of notebooks have a rule of their own. */
function installs(facts: Facts): readonly Verdict[] {
  return facts.nodes('Call').flatMap((call): readonly Verdict[] => {
    if (!RUNS_COMMAND.test(facts.names.qualifiedName(call.callee) ?? '')) return [];
    const words = call.arguments.flatMap((given) => wordsOf(given));
    const isInstall = words.includes('install') && words.some((word) => /^(?:.*\/)?pip3?$/.test(word));
    const address = isInstall ? words.find((word) => /^(?:git\+)?(?:https?|ssh):\/\//.test(word) && !/@[0-9a-f]{40}(?:$|#)|\.whl(?:$|#)|sha256=/.test(word)) : undefined;
    return address === undefined || moduleOf(call) !== facts.document.module ? [] : [{ message: 'install', at: call, data: { address: { text: shortText(withoutPassword(address), LONGEST_ADDRESS) } } }];
  });
}

const RUNS_COMMAND = /^(?:subprocess\.(?:run|call|check_call|check_output|Popen)|os\.system|pip\.main|pip\._internal\.main)$/;

function wordsOf(given: Expression): readonly string[] {
  if (given.kind === 'List' || given.kind === 'Tuple') return given.elements.flatMap((element) => textOf(element) ?? []);
  return textOf(given)?.split(/\s+/) ?? [];
}

function withoutPassword(address: string): string {
  return address.replace(/\/\/[^/@]*@/, '//');
}

/** Longer ones would not fit the messages. */
const LONGEST_ADDRESS = 44;
const LONGEST_REPOSITORY = 28;
const LONGEST_REFERENCE = 12;
