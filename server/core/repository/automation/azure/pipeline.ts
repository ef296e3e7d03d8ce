/** Azure pipelines with their templates. Source: learn.microsoft.com, Azure Pipelines YAML schema reference. */
import type { Automation, Doing, Job, Step, Trigger, Value } from '../../../../../rules/api/repository/automation.ts';
import { UNKNOWN, YES, wholeFile, type Link, type Outcome } from '../../../../../rules/api/repository/place.ts';
import { at, entriesAt, itemsAt, textAt, type TreeNode } from '../../../../../rules/api/repository/tree.ts';
import { matchesGlob } from '../../../glob.ts';
import { branchOutcome } from '../branches.ts';
import { commentedSchedules } from '../commented-schedules.ts';
import { shellDoing } from '../commands.ts';
import { isCron } from '../cron.ts';
import { folderOf, insideFolder, nameOf, normalFolder } from '../folders.ts';
import { withBrokenNeeds } from '../needs.ts';
import { isMessenger, sendsMessage } from '../notifying.ts';
import { allOf, noBecause, quoted, unknownBecause } from '../outcomes.ts';
import type { Reading } from '../reading.ts';
import { conditionOf } from './conditions.ts';

/** Own choices. */
const MAX_FILES = 300;
const MAX_JOBS = 500;
const MAX_STEPS = 500;

const NAMED = /^(?:\.?azure-?pipelines?.*|.*azure-?pipelines?)\.ya?ml$/i;
const OFF = /azure-?pipelines?.*\.ya?ml[._~-].+$/i;
const FOLDER = /(?:^|\/)\.?(?:azure[-_]?pipelines?|azdo|\.ado|ado)\//i;

export function azureAutomations(reading: Reading): readonly Automation[] {
  const found = new Map<string, Automation>();
  const templates = new Set<string>();
  const add = (path: string, isTemplate: boolean): void => {
    if (found.has(path) || found.size >= MAX_FILES) return;
    const root = reading.files.trees(path)[0]?.root ?? null;
    if (root?.kind !== 'map' || !isPipeline(root)) return;
    found.set(path, automationOf(reading, { path, root, isTemplate, templates }));
  };
  for (const { path } of reading.files.all) {
    const isNamed = NAMED.test(nameOf(path)) || OFF.test(nameOf(path));
    if (!isNamed && !(FOLDER.test(path) && /\.ya?ml$/.test(path)) && !(/\.ya?ml$/.test(path) && isUnmistakable(reading, path))) continue;
    const root = reading.files.trees(path)[0]?.root ?? null;
    add(path, !OFF.test(path) && !isNamed && ['trigger', 'pr', 'schedules', 'pool', 'resources', 'stages'].every((key) => at(root, key) === null));
  }
  for (const path of templates) add(path, true);
  return [...found.values()];
}

function isPipeline(root: TreeNode): boolean {
  return [...itemsAt(root, 'steps'), ...itemsAt(root, 'jobs'), ...itemsAt(root, 'stages')].some((item) => item.kind === 'map') || at(root, 'extends', 'template') !== null;
}

/** `trigger` or `pool` of Azure beside steps, jobs or stages, in files of any name. */
function isUnmistakable(reading: Reading, path: string): boolean {
  if (/^\.(?:github|circleci|gitlab)/.test(path)) return false;
  const text = reading.files.text(path);
  if (text === null || !/^(?:pool|trigger)\s*:/m.test(text) || !/^(?:steps|jobs|stages)\s*:/m.test(text)) return false;
  const root = reading.files.trees(path)[0]?.root;
  const inner = [...itemsAt(root, 'stages'), ...itemsAt(root, 'jobs'), ...itemsAt(root, 'steps')];
  return inner.some((item) => ['stage', 'job', 'deployment', 'script', 'bash', 'task', 'template', 'checkout'].some((key) => at(item, key) !== null));
}

interface File {
  readonly path: string;
  readonly root: TreeNode;
  readonly isTemplate: boolean;
  /** Receives the templates that are used. */
  readonly templates: Set<string>;
}

function automationOf(reading: Reading, file: File): Automation {
  const { path, root, isTemplate } = file;
  const whole = wholeFile(path);
  const triggers = isTemplate ? [{ kind: 'called' as const, at: whole, fires: UNKNOWN }] : triggersOf(reading, path, root);
  const jobs = jobsOf(reading, file);
  const inputs = inputsOf(root);
  return { kind: 'azure-pipelines', name: textAt(root, 'name') === null || /\$\(/.test(textAt(root, 'name') ?? '') ? path : (textAt(root, 'name') ?? path), at: whole, triggers, jobs: jobs.jobs, notifies: jobs.notifies, ...(inputs.length === 0 ? {} : { inputs }) };
}

/** Parameters with their defaults, and variables, which name parameters in their turn; of stages and jobs as well, for there is one name for one thing. */
function inputsOf(root: TreeNode): readonly Value[] {
  const parameters = at(root, 'parameters');
  const listed = itemsAt(parameters).flatMap((item): readonly Value[] => {
    const name = textAt(item, 'name');
    return parameters?.kind !== 'list' || name === null ? [] : [{ name: `parameters.${name}`, text: textAt(item, 'default') }];
  });
  const mapped = entriesAt(parameters).map(({ key, value }) => ({ name: `parameters.${key}`, text: value.kind === 'scalar' ? value.text : null }));
  return [...listed, ...mapped, ...variablesOf(root)].slice(0, MAX_STEPS);
}

function variablesOf(node: TreeNode): readonly Value[] {
  const variables = at(node, 'variables');
  const named: readonly { readonly name: string; readonly text: string | null }[] =
    variables?.kind === 'map'
      ? variables.entries.map(({ key, value }) => ({ name: key, text: value.kind === 'scalar' ? value.text : null }))
      : itemsAt(variables).flatMap((item) => (textAt(item, 'name') === null ? [] : [{ name: textAt(item, 'name') ?? '', text: textAt(item, 'value') }]));
  return named.slice(0, MAX_STEPS).flatMap(({ name, text }) => [{ name: `$(${name})`, text }, { name: `variables.${name}`, text }]);
}

/** Values of each run of a job: of its matrix, and of variables of its stage and its own. */
function matrixOf(stage: TreeNode, job: TreeNode): Pick<Job, 'matrix'> {
  const own = [...variablesOf(stage), ...variablesOf(job)];
  const matrix = at(job, 'strategy', 'matrix');
  const runs = matrix?.kind === 'map' ? matrix.entries.slice(0, MAX_STEPS).map(({ value }) => entriesAt(value).map(({ key, value: text }) => ({ name: `$(${key})`, text: text.kind === 'scalar' ? text.text : null }))) : [];
  if (own.length === 0 && runs.length === 0) return {};
  return { matrix: runs.length === 0 ? [own] : runs.map((each) => [...own, ...each]) };
}

function triggersOf(reading: Reading, path: string, root: TreeNode): readonly Trigger[] {
  const whole = wholeFile(path);
  if (OFF.test(path)) return [{ kind: 'push', at: whole, fires: noBecause(whole, `the file is switched off by its name: ${quoted(nameOf(path))}`) }];
  const push = at(root, 'trigger');
  const triggers: Trigger[] = [{ kind: 'push', at: push?.at ?? whole, fires: eventOutcome(reading, push, 'trigger') }];
  const pr = at(root, 'pr');
  // other hosts than GitHub and Bitbucket set this up outside of the file
  if (pr !== null) triggers.push({ kind: 'pull-request', at: pr.at, fires: eventOutcome(reading, pr, 'pr') });
  for (const item of itemsAt(root, 'schedules')) {
    const cron = at(item, 'cron');
    const text = textAt(cron);
    triggers.push({ kind: 'schedule', at: cron?.at ?? item.at, fires: text === null ? UNKNOWN : isCron(text) ? YES : noBecause(item.at, `${quoted(text)} is a time that never comes`) });
  }
  const upstream = itemsAt(root, 'resources', 'pipelines').find((item) => at(item, 'trigger') !== null);
  if (upstream !== undefined) triggers.push({ kind: 'upstream', at: upstream.at, fires: UNKNOWN });
  return [...triggers, ...commentedSchedules(reading, path)];
}

function eventOutcome(reading: Reading, node: TreeNode | null, key: string): Outcome {
  if (node === null || (node.kind === 'scalar' && node.value === null)) return YES;
  if (node.kind === 'scalar') return node.text === 'none' ? noBecause(node.at, `switched off: \`${key}: none\``) : branchOutcome(reading, { wanted: node, ignored: null }, branchPasses);
  if (node.kind === 'list') return branchOutcome(reading, { wanted: node, ignored: null }, branchPasses);
  const branches = at(node, 'branches');
  const tags = at(node, 'tags');
  const branch = branchOutcome(reading, { wanted: at(branches, 'include') ?? (branches?.kind === 'list' ? branches : null), ignored: at(branches, 'exclude') }, branchPasses);
  return allOf(pathsOutcome(reading, at(node, 'paths')), tags !== null && branches === null ? YES : branch);
}

function branchPasses(patterns: readonly string[], branch: string): boolean {
  return patterns.some((pattern) => {
    const plain = pattern.replace(/^refs\/heads\//, '');
    return plain === '*' || matchesGlob(plain, branch) || matchesGlob(`${plain.replace(/\/\*$/, '')}/**`, branch);
  });
}

/** A path stands for what lies below it. */
function pathsOutcome(reading: Reading, node: TreeNode | null): Outcome {
  const wanted = itemsAt(node, 'include').slice(0, MAX_PATTERNS);
  if (wanted.length === 0 || reading.tracked.length === 0) return YES;
  for (const item of wanted) {
    const pattern = (item.kind === 'scalar' ? item.text : '').replace(/^\.?\//, '').replace(/\/(?:\*\*?)?$/, '');
    if (pattern === '' || pattern === '*' || pattern.includes('$')) return YES;
    if (!reading.spend(reading.tracked.length * 2)) return UNKNOWN;
    if (reading.tracked.some(({ path }) => path.startsWith(`${pattern}/`) || matchesGlob(pattern, path) || (pattern.includes('*') && matchesGlob(`${pattern}/**`, path)))) return YES;
  }
  const names = wanted.slice(0, 2).map((item) => quoted(item.kind === 'scalar' ? item.text : ''));
  return noBecause(wanted[0]?.at ?? wholeFile(''), `${names.join(' and ')} ${names.length > 1 ? 'match' : 'matches'} no file`);
}

const MAX_PATTERNS = 200;

interface Read {
  readonly jobs: readonly Job[];
  readonly notifies: readonly Link[];
}

interface Stage {
  readonly id: string;
  readonly node: TreeNode;
  readonly needs: readonly string[] | null;
  readonly jobs: readonly TreeNode[];
}

function jobsOf(reading: Reading, file: File): Read {
  const stages = stagesOf(file.root);
  const jobs: Job[] = [];
  const notifies: Link[] = [];
  const regardless = new Set<string>();
  const idsOf = new Map<string, readonly string[]>();
  let before: readonly string[] = [];
  for (const stage of stages) {
    const waited = stage.needs === null ? before : stage.needs.flatMap((id) => idsOf.get(id) ?? []);
    const own: string[] = [];
    const nodes = stage.jobs.slice(0, MAX_JOBS - jobs.length);
    const names = new Set(nodes.map((node, index) => nameOfJob(node, index)));
    for (const [index, node] of nodes.entries()) {
      const name = nameOfJob(node, index);
      const id = stage.id === '' ? name : `${stage.id}.${name}`;
      const needs = itemsAt(node, 'dependsOn').flatMap((item) => (item.kind === 'scalar' && names.has(item.text) ? [stage.id === '' ? item.text : `${stage.id}.${item.text}`] : []));
      const runs = allOf(conditionOutcome(at(stage.node, 'condition')), conditionOutcome(at(node, 'condition')));
      if ([stage.node, node].some((each) => /\b(?:always|failed|succeededOrFailed)\s*\(/.test(textAt(each, 'condition') ?? ''))) regardless.add(id);
      const read = stepsOf(reading, node, file);
      notifies.push(...read.notifies);
      jobs.push({ id, name: textAt(node, 'displayName') ?? name, at: node.at, needs: [...waited, ...needs], runs, enforced: continueOutcome(node), steps: read.steps, ...matrixOf(stage.node, node) });
      own.push(id);
    }
    idsOf.set(stage.id, own);
    before = own.length > 0 ? own : before;
  }
  return { jobs: withBrokenNeeds(jobs, { regardless, isDoubtful: () => false }), notifies };
}

function stagesOf(root: TreeNode): readonly Stage[] {
  const given = at(root, 'extends', 'template') !== null ? itemsAt(root, 'extends') : flatItems(at(root, 'stages'), 0);
  if (given.length > 0) {
    return given.map((node, index) => {
      const written = at(node, 'dependsOn');
      return { id: textAt(node, 'stage') ?? textAt(node, 'template') ?? `stage ${index + 1}`, node, needs: written === null || (written.kind === 'scalar' && written.value === null) ? null : itemsAt(written).flatMap((item) => (item.kind === 'scalar' && item.text !== '' ? [item.text] : [])), jobs: at(node, 'template') === null ? flatItems(at(node, 'jobs'), 0) : [node] };
    });
  }
  const jobs = flatItems(at(root, 'jobs'), 0);
  return [{ id: '', node: { kind: 'map', at: root.at, entries: [] }, needs: null, jobs: jobs.length > 0 ? jobs : [root] }];
}

/** Items of a list, those below `${{ if … }}` and `${{ each … }}` included. */
function flatItems(node: TreeNode | null, depth: number): readonly TreeNode[] {
  if (depth > MAX_DEPTH) return [];
  return itemsAt(node).slice(0, MAX_STEPS).flatMap((item) => {
    const entries = entriesAt(item);
    const isConditional = entries.length > 0 && entries.every(({ key }) => /^\$\{\{\s*(?:if|else|elseif|each)\b/.test(key));
    return isConditional ? entries.flatMap(({ value }) => flatItems(value, depth + 1)) : item.kind === 'map' ? [item] : [];
  });
}

const MAX_DEPTH = 8;

function nameOfJob(node: TreeNode, index: number): string {
  return textAt(node, 'job') ?? textAt(node, 'deployment') ?? textAt(node, 'template') ?? (index === 0 ? 'job' : `job ${index + 1}`);
}

function conditionOutcome(node: TreeNode | null): Outcome {
  if (node?.kind !== 'scalar' || node.value === null) return YES;
  const text = node.text.trim();
  const condition = conditionOf(text);
  if (condition === 'false') return noBecause(node.at, `never runs: ${quoted(`condition: ${text}`)}`);
  return condition === 'unknown' ? unknownBecause(node.at, `runs only if ${quoted(text)}`) : YES;
}

function continueOutcome(node: TreeNode): Outcome {
  const goesOn = at(node, 'continueOnError');
  if (goesOn?.kind !== 'scalar' || goesOn.value === null || /^false$/i.test(goesOn.text)) return YES;
  return /^true$/i.test(goesOn.text) ? noBecause(goesOn.at, 'a failure is ignored: `continueOnError: true`') : unknownBecause(goesOn.at, `whether a failure is ignored depends on ${quoted(goesOn.text)}`);
}

function stepsOf(reading: Reading, job: TreeNode, file: File): { readonly steps: readonly Step[]; readonly notifies: readonly Link[] } {
  const template = at(job, 'template');
  if (template !== null) return { steps: [templateStep(reading, { template, parameters: at(job, 'parameters') }, file)], notifies: [] };
  const strategy = at(job, 'strategy');
  const lists = [at(job, 'steps'), ...['runOnce', 'rolling', 'canary'].flatMap((way) => ['preDeploy', 'deploy', 'routeTraffic', 'postRouteTraffic'].map((phase) => at(strategy, way, phase, 'steps')))];
  const nodes = lists.flatMap((list) => flatItems(list, 0)).slice(0, MAX_STEPS);
  const steps = nodes.map((node) => stepOf(reading, node, file));
  const notifies = steps.flatMap((step, index): readonly Link[] => {
    const { does } = step;
    const sends = (does.kind === 'uses' && isMessenger(does.name)) || (does.kind === 'shell' && does.script.lines.some(({ text }) => sendsMessage(text)));
    return sends && /\b(?:failed|always|succeededOrFailed)\s*\(/.test(textAt(nodes[index], 'condition') ?? '') ? [{ at: step.at, text: `${quoted(step.name)} tells people when it fails` }] : [];
  });
  return { steps, notifies };
}

function templateStep(reading: Reading, { template, parameters }: { readonly template: TreeNode; readonly parameters: TreeNode | null }, { path: from, templates }: File): Step {
  const written = textAt(template) ?? '';
  const path = written.includes('@') && !written.endsWith('@self') ? null : templatePath(from, written.replace(/@self$/, ''));
  if (path !== null && reading.files.has(path)) templates.add(path);
  const missing = path === null || /\$/.test(written) ? UNKNOWN : noBecause(template.at, `${quoted(path)} does not exist`);
  const does: Doing = path === null ? { kind: 'uses', name: written, inputs: null } : { kind: 'calls', path, inputs: entriesAt(parameters).slice(0, MAX_STEPS).map(({ key, value }) => ({ name: `parameters.${key}`, text: value.kind === 'scalar' ? value.text : null })) };
  return { name: written, at: template.at, runs: path !== null && reading.files.has(path) ? YES : path === null ? YES : missing, enforced: YES, does };
}

function templatePath(from: string, written: string): string | null {
  return written.startsWith('/') ? normalFolder(written) : normalFolder(`${folderOf(from)}/${written}`);
}

/** Scripts of Azure go on after a line that fails; the last one counts. */
function stepOf(reading: Reading, node: TreeNode, file: File): Step {
  const template = at(node, 'template');
  if (template !== null) return templateStep(reading, { template, parameters: at(node, 'parameters') }, file);
  const runs = textAt(node, 'enabled') === 'false' ? noBecause(at(node, 'enabled')?.at ?? node.at, 'switched off: `enabled: false`') : conditionOutcome(at(node, 'condition'));
  const does = doingOf(reading, node);
  return { name: textAt(node, 'displayName') ?? nameOfDoing(does), at: node.at, runs, enforced: continueOutcome(node), does };
}

function doingOf(reading: Reading, node: TreeNode): Doing {
  const does = doingWritten(reading, node);
  if (does.kind !== 'shell') return does;
  const variables = entriesAt(node, 'env').slice(0, MAX_STEPS).map(({ key, value }) => ({ name: key, text: value.kind === 'scalar' ? value.text : null }));
  const folder = folderTextOf(node)?.replace(SOURCES, '') ?? '';
  return { ...does, ...(variables.length === 0 ? {} : { variables }), ...(/\$[({]/.test(folder) ? { folderText: folder } : {}) };
}

function folderTextOf(node: TreeNode): string | null {
  const inputs = at(node, 'inputs');
  return textAt(textAt(node, 'task') === null ? node : inputs, 'workingDirectory') ?? textAt(inputs, 'cwd');
}

function doingWritten(reading: Reading, node: TreeNode): Doing {
  const task = textAt(node, 'task');
  const inputs = at(node, 'inputs');
  const folder = folderWritten(folderTextOf(node));
  for (const key of ['script', 'bash'] as const) {
    const script = at(node, key);
    if (script !== null) return shellDoing(reading, script, { folder, stopsAtFailure: false });
  }
  for (const key of ['powershell', 'pwsh'] as const) {
    const script = at(node, key);
    if (script !== null) return shellDoing(reading, script, { shell: 'powershell', folder, stopsAtFailure: false });
  }
  const name = (task ?? '').replace(/@.*$/, '').toLowerCase();
  const inline = at(inputs, 'script') ?? at(inputs, 'inlineScript');
  if (/^(?:bash|cmdline|shellscript|azurecli)$/.test(name) && inline !== null) return shellDoing(reading, inline, { folder, stopsAtFailure: false, shell: /ps|powershell/i.test(textAt(inputs, 'scriptType') ?? '') ? 'powershell' : 'sh' });
  if (/^(?:powershell|azurepowershell)$/.test(name) && inline !== null) return shellDoing(reading, inline, { shell: 'powershell', folder, stopsAtFailure: false });
  if (name === 'pythonscript' && inline !== null) return shellDoing(reading, inline, { shell: 'python', folder, stopsAtFailure: true });
  const file = at(inputs, 'scriptPath') ?? at(inputs, 'filePath');
  const path = textAt(file)?.replace(SOURCES, '') ?? null;
  if (file !== null && path !== null && /^(?:bash|shellscript|azurecli|pythonscript)$/.test(name)) {
    const program = name === 'pythonscript' ? 'python' : 'bash';
    const line = [program, path, textAt(inputs, 'arguments') ?? ''].join(' ').trim();
    return { kind: 'shell', script: { lines: [{ text: line, at: file.at }], shell: 'sh' }, folder, stopsAtFailure: true };
  }
  return { kind: 'uses', name: task ?? entriesAt(node)[0]?.key ?? '', inputs };
}

const SOURCES = /^\$\((?:System\.DefaultWorkingDirectory|Build\.SourcesDirectory|Pipeline\.Workspace\)\/s|Build\.Repository\.LocalPath)\)?\/?/i;

function folderWritten(text: string | null): string | null {
  return insideFolder('', text === null ? null : text.replace(SOURCES, ''));
}

function nameOfDoing(does: Doing): string {
  if (does.kind === 'shell') return does.script.lines[0]?.text.trim() ?? '';
  return does.kind === 'uses' ? does.name : '';
}

