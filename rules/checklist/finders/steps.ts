/** Steps that work by an action rather than a command: whether they run, count and start by themselves. */
import type { Automation, Job, Step } from '../../api/repository/automation.ts';
import type { Answer, Link, Outcome } from '../../api/repository/place.ts';

const WORST: readonly Answer[] = ['no', 'unknown', 'yes'];

export interface StepWay {
  readonly enforced: Outcome;
  readonly repeated: Outcome;
  readonly chain: readonly Link[];
}

export function allOfStep({ automation, job, step }: { readonly automation: Automation; readonly job: Job; readonly step: Step }): StepWay {
  const fires = automation.triggers.map(({ fires: outcome }) => outcome).toSorted((a, b) => WORST.indexOf(b.answer) - WORST.indexOf(a.answer))[0];
  const started: Outcome = fires === undefined ? { answer: 'no', links: [{ at: automation.at, text: `nothing starts \`${automation.name}\`` }] } : fires;
  return {
    enforced: worst([job.enforced, step.enforced]),
    repeated: worst([job.runs, step.runs, started]),
    chain: [
      { at: step.at, text: `job \`${job.name}\` has step \`${step.name}\`` },
      { at: automation.at, text: `\`${automation.name}\` has job \`${job.name}\`` },
    ],
  };
}

/** The first of the worst answers. */
export function worst(outcomes: readonly Outcome[]): Outcome {
  return outcomes.find(({ answer }) => answer === 'no') ?? outcomes.find(({ answer }) => answer === 'unknown') ?? outcomes[0] ?? { answer: 'yes', links: [] };
}
