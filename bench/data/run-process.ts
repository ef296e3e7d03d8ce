/** Runs a program to its end and watches the memory and the processor time of it and all its children. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface ProcessRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly wallMs: number;
  /** Sum over all processes of the tree at the worst moment seen; null where /proc is missing. Shared pages count once per process. */
  readonly peakBytes: number | null;
  /** Processor time of all processes of the tree, as last seen, which other programs change little; null where /proc is missing. */
  readonly processorMs: number | null;
  /** It took longer than it may. */
  readonly isStopped: boolean;
}

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** It is ended after this. */
  readonly limitMs?: number;
}

const PAGE_BYTES = 4096;
/** Of the clock that /proc counts in, on Linux everywhere. */
const TICK_MS = 10;
const WATCH_MS = 20;

/** Starts Node with these arguments. */
export function runNode(args: readonly string[]): Promise<ProcessRun> {
  return runProgram({ command: process.execPath, args });
}

export function runProgram({ command, args, limitMs }: Program): Promise<ProcessRun> {
  return new Promise((resolve, reject) => {
    const startMs = performance.now();
    const child = spawn(command, [...args], { stdio: ['ignore', 'pipe', 'inherit'], ...(limitMs === undefined ? {} : { timeout: limitMs }) });
    let stdout = '';
    let peak: number | null = null;
    const processorMs = new Map<number, number>();
    const watch = setInterval(() => {
      const bytes = child.pid === undefined ? null : watchTree(child.pid, processorMs);
      if (bytes !== null) peak = Math.max(peak ?? 0, bytes);
    }, WATCH_MS);
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.once('error', reject);
    child.once('close', (exitCode) => {
      clearInterval(watch);
      const processor = peak === null ? null : [...processorMs.values()].reduce((sum, ms) => sum + ms, 0);
      resolve({ exitCode, stdout, wallMs: performance.now() - startMs, peakBytes: peak, processorMs: processor, isStopped: child.killed });
    });
  });
}

/** Notes the processor time of a process and all below it. @returns their resident bytes */
function watchTree(pid: number, processorMs: Map<number, number>): number | null {
  try {
    // the name of the program, in brackets, may hold spaces
    const counts = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    processorMs.set(pid, (Number(counts[11]) + Number(counts[12])) * TICK_MS);
    const resident = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter((text) => text.trim() !== '');
    return children.reduce((sum, child) => sum + (watchTree(Number(child), processorMs) ?? 0), resident);
  } catch {
    return null;
  }
}
