/**
 * The ladder of evidence. Each level needs the ones below it. Breck et al. 2017 ask for tests that run "automatically and repeatedly";
 * how that is told from files is our own.
 */

export const LEVELS = ['none', 'mention', 'real-check', 'wired', 'enforced', 'repeated', 'observed'] as const;

export type Level = (typeof LEVELS)[number];

export type Section = 'data' | 'model' | 'infra' | 'monitor';

export const SECTIONS: readonly Section[] = ['data', 'model', 'infra', 'monitor'];

export type ItemId = `${Section}-${number}`;
