/** `npm run bench:keystroke`: prints how long it takes from a keystroke in a notebook of 600 lines to its diagnostics. */
import { cpus } from 'node:os';
import { measureKeystrokes, quantile } from './keystroke.ts';

const request = { lines: 600, keystrokes: 100, seed: 1 };
const { lines, cells, times, cpuTimes } = await measureKeystrokes(request);
const [cpu] = cpus();
console.log(`keystroke to diagnostics: ${lines} lines in ${cells} cells, ${times.length} keystrokes, seed ${request.seed}, ${cpus().length} × ${cpu?.model ?? 'unknown'}`);
for (const [name, all] of [['wall', times], ['processor', cpuTimes]] as const) {
  console.log(`${name.padEnd(9)} p50 ${quantile(all, 0.5).toFixed(0)} ms, p95 ${quantile(all, 0.95).toFixed(0)} ms, most ${quantile(all, 1).toFixed(0)} ms`);
}
