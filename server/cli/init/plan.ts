/** What `lintel init` would do: files to write where nothing is, text to paste where something is. Pure. */
import { relativePath } from '../../core/paths.ts';
import type { CiSystem } from '../init-flags.ts';
import { ciJob } from './ci-texts.ts';
import { configText } from './config-text.ts';
import { configToml } from './config-toml.ts';
import type { Surroundings } from './surroundings.ts';

export interface InitPlan {
  readonly files: readonly PlannedFile[];
  /** Whole sentences on what is left out and why. */
  readonly notes: readonly string[];
}

export interface PlannedFile {
  /** Relative to the folder, forward slashes. */
  readonly path: string;
  /** `paste`: something is there, which stays as it is. */
  readonly kind: 'write' | 'paste';
  readonly text: string;
  /** What the file is for. */
  readonly purpose: string;
}

const CONFIG_PATHS: readonly string[] = ['lintel.yaml', '.lintel.yaml'];
const HOOK_PATH = '.pre-commit-config.yaml';
const ATTESTATIONS_PATH = '.lintel/attestations.yaml';
const BASELINE_PATH = '.lintel/baseline.json';

/** Every path a plan may name or look for. */
export const INIT_TARGETS: readonly string[] = [...CONFIG_PATHS, '.github/workflows/lintel.yml', '.github/workflows/lintel.yaml', '.gitlab-ci.yml', '.gitlab-ci.yaml', 'Jenkinsfile', HOOK_PATH, ATTESTATIONS_PATH, '.lintel/attestations', BASELINE_PATH];

export interface PlanRequest {
  readonly found: Surroundings;
  /** Null for what the repository uses. */
  readonly ci: CiSystem | null;
  readonly version: string;
  /** Where `[tool.lintel]` already speaks for the folder; null when nothing does. */
  readonly configFile: string | null;
}

export function planInit(request: PlanRequest): InitPlan {
  const { found } = request;
  const config = planConfig(request);
  if (found.top !== null && found.top !== found.root) {
    const top = relativePath(found.root, found.top);
    return { files: config, notes: [`The CI job, the hook and attestations belong into the top of the repository: run \`lintel init ${top}\` for them.`] };
  }
  const job = planJob(request);
  return { files: [...config, ...job.files, planHook(found), ...planAttestations(found)], notes: [...job.notes, ...(found.taken.has(BASELINE_PATH) ? [] : [BASELINE_NOTE])] };
}

const BASELINE_NOTE = 'To let only new findings fail: `lintel baseline create`, and commit its file.';

function planConfig({ found, configFile }: PlanRequest): readonly PlannedFile[] {
  const taken = CONFIG_PATHS.find((path) => found.taken.has(path)) ?? configFile;
  const text = taken === 'pyproject.toml' ? configToml(found) : configText(found);
  const purpose = 'what is checked and what fails a run';
  return [taken === null ? { path: 'lintel.yaml', kind: 'write', text, purpose } : { path: taken, kind: 'paste', text, purpose }];
}

function planJob({ found, ci, version }: PlanRequest): InitPlan {
  const system = ci ?? found.ciFiles[0]?.system ?? found.remote;
  if (system === null) return { files: [], notes: ['No CI job: nothing here says which CI runs it; name one with `--ci github`, `--ci gitlab` or `--ci jenkins`.'] };
  const { path, text, snippet } = ciJob(system, { found, version });
  const variants = [path, path.replace(/\.yml$/, '.yaml')];
  const taken = variants.find((each) => found.taken.has(each));
  const purpose = 'the CI job';
  return { files: [taken === undefined ? { path, kind: 'write', text, purpose } : { path: taken, kind: 'paste', text: snippet, purpose }], notes: [] };
}

function planHook(found: Surroundings): PlannedFile {
  const command = found.isInManifest ? 'npx --no-install lintel' : 'lintel';
  const hook = [
    '  - repo: local',
    '    hooks:',
    '      - id: lintel',
    '        name: lintel',
    `        entry: ${command} check --force-exclude --no-progress`,
    '        language: system # Lintel as it is installed here',
    '        types_or: [python, jupyter]',
    '        require_serial: true',
  ];
  const purpose = 'the pre-commit hook';
  if (found.taken.has(HOOK_PATH)) return { path: HOOK_PATH, kind: 'paste', text: `${hook.join('\n')}\n`, purpose };
  return { path: HOOK_PATH, kind: 'write', text: `${['# `pre-commit install` makes git run these before each commit.', 'repos:', ...hook].join('\n')}\n`, purpose };
}

function planAttestations(found: Surroundings): readonly PlannedFile[] {
  // either form is the place of attestations, and theirs is there
  if (found.taken.has(ATTESTATIONS_PATH) || found.taken.has('.lintel/attestations')) return [];
  return [{ path: ATTESTATIONS_PATH, kind: 'write', text: ATTESTATIONS, purpose: 'what no file can prove, stated by people' }];
}

const ATTESTATIONS = `# What people state about tests of the ML Test Score that no file can prove. \`lintel score\` says which tests lack proof,
# \`lintel explain monitor-6\` what a test asks for. An entry counts when it is complete, reviewed and not out of date:
#
#   - id: load-test-november
#     test: monitor-6
#     claim: manual
#     statement: We ran Locust for ten minutes with fifty users against staging.
#     result: p95 180 ms, no errors
#     evidence:
#       - {kind: file, ref: docs/load-test.md}
#     distributed: docs/meetings/2026-11-02.md
#     scope: [src/serving/**]
#     performedBy: ada@example.org
#     reviewedBy: grace@example.org
#     performedOn: 2026-11-02
attestations: []
`;
