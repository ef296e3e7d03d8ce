/** `lintel score --fail-below-baseline`: the score a project keeps, and what fell below it. */
import { compareScore } from '../core/score/score-baseline.ts';
import type { ScoreBaseline } from '../core/score/score-baseline.ts';
import type { ScoreReport } from '../core/score/score-report.ts';
import { counted } from '../report/numbers.ts';
import { points } from '../report/score/words.ts';
import { display } from '../report/terminal.ts';
import { findBaseline } from './baseline/baseline-place.ts';
import { openBaseline } from './baseline/open-baseline.ts';
import { absolute } from './configs.ts';
import { EXIT } from './exit.ts';
import type { Session } from './report-run.ts';
import type { ScoreFlags } from './score-flags.ts';
import { writeText } from './streams.ts';

export interface KeptScore {
  readonly score: ScoreBaseline;
  /** Display path of the file. */
  readonly name: string;
  /** Absolute. */
  readonly root: string;
  /** Absolute, what is scored. */
  readonly folder: string;
}

/** Returns the exit code after it is told why there is none. @param path as given */
export async function openKeptScore(path: string, { flags, host, files }: Session<ScoreFlags>): Promise<KeptScore | number> {
  const refuse = async (text: string): Promise<number> => {
    await writeText(host.stderr, `lintel: --fail-below-baseline: ${display(text)}\n`);
    return EXIT.incomplete;
  };
  const folder = absolute(path);
  const file = await findBaseline({ named: flags.baseline, first: folder, workingFolder: host.workingFolder, files });
  if (file === null) return refuse('there is no baseline; write one with `lintel baseline create --score`');
  const opening = await openBaseline(file, { files, workingFolder: host.workingFolder });
  if (opening.kind === 'missing') return refuse(`there is no \`${file.displayPath}\`; write it with \`lintel baseline create --score\``);
  if (opening.kind === 'refused') return refuse(opening.sentence);
  const { score } = opening.baseline;
  if (score === undefined) return refuse(`\`${file.displayPath}\` keeps no score; add it with \`lintel baseline create --score\``);
  return { score, name: file.displayPath, root: file.root, folder };
}

export interface Fall {
  readonly isFailing: boolean;
  /** What is said, line by line. */
  readonly lines: readonly string[];
  readonly code: number;
}

export const NO_FALL: Fall = { isFailing: false, lines: [], code: EXIT.clean };

/** Tests that are named; the rest is counted. Own choice: nobody reads more. */
const MOST_NAMED = 10;

export function fallBelow({ score, name, root, folder }: KeptScore, report: ScoreReport): Fall {
  const compared = compareScore(report, score, { root, folder });
  if (!compared.ok) return { isFailing: false, lines: [`--fail-below-baseline: \`${name}\` cannot be compared: ${compared.text}`], code: EXIT.incomplete };
  const { fallen, before, now } = compared;
  if (fallen.length === 0) return NO_FALL;
  const total = before === now ? `the proven score stays ${points(now)}` : `the proven score was ${points(before)} and is ${points(now)}`;
  const named = fallen.slice(0, MOST_NAMED).map((test) => `  ${test.id} ${test.title}: ${points(test.before)} before, ${points(test.now)} now`);
  const rest = fallen.length - named.length;
  return { isFailing: true, lines: [`${counted(fallen.length, 'test')} fell below \`${name}\`; ${total}`, ...named, ...(rest === 0 ? [] : [`  and ${counted(rest, 'other')}`]), `to see why: lintel explain ${fallen[0]?.id ?? ''}`], code: EXIT.clean };
}
