/** The paper that names the kinds of technical debt. */
import type { Source } from '../rule.ts';

/** @param where section and name of the debt: "section 5, dead experimental codepaths" */
export function hiddenDebt(where: string): Source {
  return {
    title: 'Sculley et al., Hidden Technical Debt in Machine Learning Systems (NIPS 2015)',
    where,
    url: 'https://papers.nips.cc/paper_files/paper/2015/hash/86df7dcfd896fcaf2674f757a2463eba-Abstract.html',
  };
}
