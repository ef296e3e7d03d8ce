import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'infra-6',
  section: 'infra',
  number: 6,
  title: 'Models are tried on a part of the traffic before they serve all of it',
  aliases: ['Models are canaried before serving', 'Models are tested via a canary process before they enter production serving environments'],
  docs: {
    what: 'A new model first gets a small share of requests and is watched; only then it gets all.',
    why: 'What works offline may fail to load, be slow, or meet inputs it never saw. A canary limits the damage.',
    manual: 'A guide to releases with a smoke test and staged traffic, with dated releases.',
    automated: 'A rollout in steps with analysis (Argo Rollouts, Flagger), weights that a pipeline moves, traffic shares of KServe, Seldon, SageMaker or Vertex.',
    traps: 'Weights of 100 and 0; an A/B test of features, not models; a switch nobody watches; manifests that no pipeline applies.',
  },
  data: 'any',
  blocks: 'nothing',
  confidence: { automated: 'high', absent: 'medium' },
  attestationDays: 90,
  applies: () => UNKNOWN,
  next: {
    start: 'Deploy new models with a small share of traffic first (a canary strategy, weighted routes).',
    wire: 'Apply the canary manifests from the deployment pipeline.',
    enforce: 'Let a bad canary end the rollout, by an analysis or a probe.',
    repeat: 'Let each release take this way.',
    document: 'Write down the stages of a release and keep the dated record of one.',
  },
};
