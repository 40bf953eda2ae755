import { spawnSync } from 'node:child_process';

const MS = 1000;
const KIB_PER_MB = 1024;

/** What a piece of work took; `busySeconds` is the processor's time, more than the clock's where threads help. */
export interface Taken {
  seconds: number;
  busySeconds: number;
  peakMegabytes: number;
}

/** Does the work once. The peak is that of the whole process, from its start. */
export async function measured<Result>(work: () => Promise<Result>): Promise<Taken & { result: Result }> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return {
    result,
    seconds: (performance.now() - start) / MS,
    busySeconds: (user + system) / MS ** 2,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / KIB_PER_MB),
  };
}

/** Room for the compiler to see what is hot, and for a quiet moment on a shared machine. */
const FEWEST_RUNS = 20;
const LONGEST_SECONDS = 6;

/** Milliseconds of the fastest of many runs: what the work takes where nothing disturbs it. */
export async function fastestMs(work: () => Promise<unknown>): Promise<number> {
  let [fastest, spent] = [Infinity, 0];
  for (let run = 0; run < FEWEST_RUNS && spent < LONGEST_SECONDS; run++) {
    const { seconds } = await measured(work);
    fastest = Math.min(fastest, seconds);
    spent += seconds;
  }
  return fastest * MS;
}

/** Seconds of a whole process and what it wrote; null where the program is not there or fails. */
export function wholeProcess(command: string, args: string[]): { seconds: number; output: string } | null {
  const start = performance.now();
  const { status, stdout } = spawnSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: Infinity,
  });
  return status === 0 ? { seconds: (performance.now() - start) / MS, output: stdout } : null;
}
