/** Which commands put a manifest into effect. */
import type { Repository } from '../../api/repository/repository.ts';
import type { Run } from '../../api/repository/run.ts';

const APPLIES = /^(?:sudo )?(?:(?:kubectl|oc|k) (?:.* )?(?:apply|create|replace|patch)\b|helm (?:.* )?(?:upgrade|install)\b|kustomize build|istioctl|skaffold run|argocd app (?:sync|create)|docker(?:-compose| compose| stack| cp)?\b.*|flux reconcile|ansible-playbook|terraform apply)/;

/** Commands that apply this file, its folder, or the chart it is part of; images that copy it. */
export function appliedBy({ runs, docker, files }: Repository, path: string): readonly Run[] {
  const named = runs.filter(({ command: { words, folder } }) => {
    const line = words.map((word) => word ?? '…').join(' ');
    if (!APPLIES.test(line)) return false;
    return words.slice(1).some((word) => word !== null && !word.startsWith('-') && isIn(path, joined(folder, word))) || (/^(?:kubectl|oc) .*(?:-k|--kustomize)\b/.test(line) && words.includes('.'));
  });
  if (named.length > 0) return named;
  const within = path.endsWith('.tf') ? runs.filter(({ command }) => terraformFolder(command.words, command.folder) === folderOf(path)) : [];
  if (within.length > 0) return within;
  const mounted = files.matching('**/{docker-compose,compose}*.{yml,yaml}').filter((file) => path !== file.path && (files.text(file.path) ?? '').split('\n').some((line) => /:\/|^\s*(?:-|source:|file:)/.test(line) && line.includes(path.slice(path.lastIndexOf('/') + 1))));
  const started = mounted.length === 0 ? [] : runs.filter(({ command }) => /^(?:sudo )?docker(?:-compose| compose| stack)\b.*\b(?:up|deploy|restart)\b/.test(command.words.map((word) => word ?? '…').join(' ')));
  if (started.length > 0) return started;
  // Argo CD and Flux apply folders by themselves
  const sync = files.matching('**/*.{yml,yaml}').find((file) => files.trees(file.path).some(({ root }) => root.kind === 'map' && root.entries.some(({ key, value }) => key === 'kind' && value.kind === 'scalar' && /^(?:Application|ApplicationSet|Kustomization)$/.test(value.text)) && root.entries.some(({ key, value }) => key === 'apiVersion' && value.kind === 'scalar' && /^(?:argoproj\.io|kustomize\.toolkit)/.test(value.text))));
  if (sync !== undefined) return [{ command: { words: ['argocd', 'app', 'sync'], at: { path: sync.path, cell: null, range: null }, folder: '', enforced: { answer: 'yes', links: [] }, isUnconditional: true }, started: null, through: [], chain: [{ at: { path: sync.path, cell: null, range: null }, text: 'a controller applies what is in the repository' }], enforced: { answer: 'yes', links: [] }, repeated: { answer: 'yes', links: [] } }];
  const name = path.slice(path.lastIndexOf('/') + 1);
  const copying = docker.filter(({ instructions }) => instructions.some(({ name: word, text }) => /^(?:COPY|ADD)$/.test(word) && text.includes(name)));
  return copying.length === 0 ? [] : runs.filter(({ command }) => /\b(?:build|up|push)\b/.test(command.words.join(' ')) && command.words[0]?.startsWith('docker') === true);
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

/** Null for what applies nothing of Terraform. */
function terraformFolder(words: Run['command']['words'], folder: string | null): string | null {
  const given = words.flatMap((word) => word ?? []);
  if (!/^(?:terraform|tofu|terragrunt)$/.test(given[0] ?? '') || !given.includes('apply')) return null;
  const chosen = given.find((word) => word.startsWith('-chdir='))?.slice('-chdir='.length);
  return joined(folder, chosen ?? '');
}

function isIn(path: string, given: string): boolean {
  return given !== '' && (path === given || path.startsWith(`${given}/`));
}

function joined(folder: string | null, word: string): string {
  const parts: string[] = [];
  for (const part of `${folder ?? ''}/${word}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
