import { pythonRule } from '../../api/python-rule.ts';
import type { CodeVerdict } from '../../api/python-rule.ts';
import { isTestCode } from '../../api/python/code-purpose.ts';
import type { Facts } from '../../api/python/facts.ts';
import { shortText } from '../../api/python/short-text.ts';
import type { Constant, Node } from '../../api/python/syntax.ts';

const MESSAGES = {
  machine: '`{path}` exists on one machine only',
  more: '`{path}` exists on one machine only, as do {others} more paths here',
  platform: '`{path}` exists on {platform} only',
} as const;

export const rule = pythonRule({
  id: 'reproducibility/hardcoded-path',
  summary: 'Paths that exist on one machine or one platform only',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.2.0',
  sources: [{ title: 'Pimentel, Murta, Braganholo and Freire: A Large-scale Study about Quality and Reproducibility of Jupyter Notebooks (MSR 2019)', where: 'reasons why notebooks fail' }],
  docs: {
    what: 'Finds paths into somebody’s home folder, onto a drive, or into the folders of Colab and Kaggle that are opened, joined, or kept in a variable. Paths with the same beginning are told once.',
    why: 'On any other machine the program stops with a missing file: for a colleague, in CI, and for whoever wants to repeat the result. The path also shows who worked where.',
    instead: 'Start from the project: `DATA = Path(__file__).parent / "data"` (in a notebook `Path("data")`), or from an argument or a variable of the environment.',
    limits: 'Folders every machine has (`/tmp`, `/usr`, `/etc`, `/dev`) are left alone, as are texts that are only printed, compared or searched for, tests, and addresses. Paths of Colab and Kaggle are told as info, since such notebooks are often meant to run there.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      { title: 'A home folder', format: 'python', text: 'import pandas as pd\n\ndf = pd.read_csv("/home/ann/projects/games/games.csv")\n#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ machine\n' },
      { title: 'A drive', format: 'python', text: 'import pandas as pd\n\nDATA = "D:/data/games.csv"\n#      ^^^^^^^^^^^^^^^^^^^ machine\ndf = pd.read_csv(DATA)\n' },
    ],
    good: [
      { title: 'From the folder of the program', format: 'python', text: 'from pathlib import Path\nimport pandas as pd\n\nDATA = Path(__file__).parent / "data"\ndf = pd.read_csv(DATA / "games.csv")\n' },
      { title: 'From the environment', format: 'python', text: 'import os\nimport pandas as pd\n\ndf = pd.read_csv(os.path.join(os.environ["DATA"], "games.csv"))\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    if (isTestCode(facts.document)) return [];
    const found = facts.nodes('Constant').flatMap((node) => machinePath(node, facts));
    const roots = [...new Set(found.map(({ root }) => root))];
    return roots.flatMap((root) => tell(found.filter((path) => path.root === root)));
  },
  mend: null,
});

interface MachinePath {
  readonly node: Constant;
  /** What all paths of this machine begin with: `/home/ann`, `D:`. */
  readonly root: string;
  /** Null for somebody's own machine. */
  readonly platform: string | null;
}

/** Who a folder belongs to. */
const ROOTS: readonly { readonly pattern: RegExp; readonly platform: string | null }[] = [
  { pattern: /^\/(?:home|Users)\/(?!(?:user|username|your|me|you|name|foo|shared|runner|jovyan|vscode|codespace|app|ubuntu|ec2-user)\b)[\w.-]+(?=\/)/i, platform: null },
  { pattern: /^[A-Za-z]:[\\/](?:Users[\\/](?!(?:user|username|your|public|name)\b)[\w. -]+(?=[\\/])|[\w. -]{2,}(?=[\\/]|\.\w{1,8}$))/, platform: null },
  { pattern: /^\/content\/(?:drive|gdrive)(?=\/)/, platform: 'Colab' },
  { pattern: /^\/kaggle\/(?:input|working)(?=\/)/, platform: 'Kaggle' },
  { pattern: /^\/(?:dbfs|Workspace\/Users)(?=\/)/, platform: 'Databricks' },
];

/** A longer text is no path. */
const LONGEST_PATH = 260;

function machinePath(node: Constant, facts: Facts): readonly MachinePath[] {
  if (node.type !== 'str' || typeof node.value !== 'string' || node.value.length > LONGEST_PATH || /[\n*?<>|{}]|%s|\s{2}/.test(node.value)) return [];
  const { value } = node;
  const root = ROOTS.map(({ pattern, platform }) => ({ found: pattern.exec(value)?.[0], platform })).find(({ found }) => found !== undefined);
  return root?.found === undefined || !isUsedAsPath(node, facts) ? [] : [{ node, root: root.found, platform: root.platform }];
}

/** Given to a call that opens or joins, kept in a variable, a default; not printed, compared or described. */
function isUsedAsPath(node: Constant, facts: Facts): boolean {
  let at: Node = node;
  for (let around: Node | null = node.parent; around !== null; at = around, around = around.parent) {
    switch (around.kind) {
      case 'Call':
        return at !== around.callee ? !SAYS.test(lastName(facts.textOf(around.callee))) : false;
      case 'Keyword':
        if (/^(?:help|description|epilog|usage|doc|title|label|message|msg|text|examples?|placeholder)$/.test(around.name ?? '')) return false;
        break;
      case 'Assign':
      case 'AnnAssign':
      case 'Parameter':
      case 'With':
        return true;
      case 'BinOp':
      case 'Tuple':
      case 'List':
      case 'JoinedStr':
      case 'Starred':
      case 'IfExp':
      case 'Dict':
        break;
      default:
        return false;
    }
  }
  return false;
}

const SAYS = /^(?:print|log|debug|info|warn|warning|error|exception|critical|startswith|endswith|replace|split|match|search|sub|compile|strip|removeprefix|format|echo|secho|write|markdown|assert\w*|raises|ValueError|\w+Error)$/;

function lastName(callee: string): string {
  return callee.slice(callee.lastIndexOf('.') + 1);
}

function tell(paths: readonly MachinePath[]): readonly CodeVerdict<typeof MESSAGES>[] {
  const [first, ...more] = paths;
  if (first === undefined) return [];
  const path = { text: shortText(String(first.node.value), LONGEST_SHOWN) };
  const related = more.slice(0, MOST_RELATED).map(({ node }) => ({ at: node, text: `\`${shortText(String(node.value), LONGEST_SHOWN)}\`` }));
  if (first.platform !== null) return [{ message: 'platform', at: first.node, severity: 'info', related, data: { path, platform: { text: first.platform } } }];
  if (more.length === 0) return [{ message: 'machine', at: first.node, data: { path } }];
  return [{ message: 'more', at: first.node, related, data: { path, others: more.length } }];
}

/** More places help nobody. */
const MOST_RELATED = 10;
/** A longer one would not fit the message. */
const LONGEST_SHOWN = 30;
