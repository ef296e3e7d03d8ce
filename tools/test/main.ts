/** `npm test [-- RING…]`: every ring in order, each to its end, and the totals of all as the last line. */
import { runChild } from './child.ts';
import { allRings, chooseRings } from './rings.ts';
import { lastLine, ringLine, type RingOutcome } from './totals.ts';

const names = process.argv.slice(2);
if (names.includes('--help')) {
  for (const { name, about } of allRings()) console.log(`${name.padEnd(8)} ${about}`);
} else {
  await runRings();
}

async function runRings(): Promise<void> {
  const outcomes: RingOutcome[] = [];
  for (const ring of chooseRings(allRings(), names)) {
    console.log(`\n== ${ring.name}: ${ring.about}`);
    const startMs = Date.now();
    const results = await runChild(ring.run);
    outcomes.push({ name: ring.name, results, seconds: (Date.now() - startMs) / 1000 });
  }
  console.log('');
  for (const outcome of outcomes) console.log(ringLine(outcome));
  console.log(lastLine(outcomes));
  process.exitCode = outcomes.every(({ results }) => results.failed === 0) ? 0 : 1;
}
