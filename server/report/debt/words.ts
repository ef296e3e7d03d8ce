/** What all outputs of debt say in the same words. */

export const DEBT_CAVEAT = 'What is not found may be there all the same: most debt stands between files, teams and systems.';
