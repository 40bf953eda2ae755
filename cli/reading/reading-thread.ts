import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Problem } from '#desk/problems.ts';
import { notDrawn } from '#desk/reading/not-drawn.ts';
import type { Doing, OnProgress, Progress } from '#desk/reading/progress.ts';
import type { FileOutcome } from '#desk/reading/read-file.ts';
import { tooCostly } from '#desk/reading/reading-problems.ts';

/** One file to read; drawn into a folder under a name where pictures are asked for. */
export interface Request {
  path: string;
  pictures: { folder: string; name: string } | null;
}

export type FromWorker =
  | { progress: Progress }
  | { read: FileOutcome }
  | { drawn: Problem[] }
  | { failure: unknown };

/** How long each kind of work may take, in seconds. */
export type Limits = Readonly<Record<Doing, number>>;

/** Pages that take long by nature have their time each for itself. */
const EACH_PAGE = new Set<Doing>(['recognizing', 'drawing']);

/** As the handlers' threads have it. */
const MEMORY = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 512 };

/** What there is when the thread has been ended, by a limit or by its memory. */
const cutShort = (request: Request, read: FileOutcome | null, doing: Doing): FileOutcome => {
  if (!read)
    return {
      result: null,
      problems: tooCostly(basename(request.path), doing === 'inspecting' ? 'intake' : 'extract'),
    };
  const reason = 'Drawing its pages takes more time or memory than there is.';
  return { ...read, problems: [...read.problems, notDrawn(basename(request.path), reason)] };
};

/** A clock that is set anew when other work begins, and calls out when the work's time is over. */
const clockOf = (limits: Limits, over: () => void) => {
  let doing: Doing | null = null;
  let timer: NodeJS.Timeout | undefined;
  return {
    doing: (): Doing => doing ?? 'inspecting',
    set: (next: Doing) => {
      if (next === doing && !EACH_PAGE.has(next)) return;
      doing = next;
      clearTimeout(timer);
      timer = setTimeout(over, limits[next] * 1000);
    },
    stop: () => clearTimeout(timer),
  };
};

/** A thread without memory ends by an error too. */
const isBug = (error: NodeJS.ErrnoException | null): boolean =>
  error !== null && error.code !== 'ERR_WORKER_OUT_OF_MEMORY';

/** Reads one file in a thread; ends the thread where that takes too long. */
const readIn = (
  worker: Worker,
  request: Request,
  limits: Limits,
  onProgress: OnProgress,
): Promise<FileOutcome> => {
  const { promise, resolve, reject } = Promise.withResolvers<FileOutcome>();
  let read: FileOutcome | null = null;
  const clock = clockOf(limits, () => void worker.terminate());
  const hear = (message: FromWorker) => {
    if ('failure' in message) return reject(message.failure);
    if ('read' in message) read = message.read;
    else if ('drawn' in message) resolve(withDrawn(read, message.drawn));
    else {
      clock.set(message.progress.doing);
      onProgress(message.progress);
    }
  };
  let broken: NodeJS.ErrnoException | null = null;
  const breakDown = (error: Error) => {
    broken = error;
  };
  const end = () => (isBug(broken) ? reject(broken) : resolve(cutShort(request, read, clock.doing())));
  worker.on('message', hear).once('error', breakDown).once('exit', end);
  clock.set('inspecting');
  worker.postMessage(request);
  return promise.finally(() => {
    clock.stop();
    worker.off('message', hear).off('error', breakDown).off('exit', end);
  });
};

const withDrawn = (read: FileOutcome | null, drawn: Problem[]): FileOutcome => ({
  result: read?.result ?? null,
  problems: [...(read?.problems ?? []), ...drawn],
});

/**
 * A thread that reads files one after the other, within these limits and the memory of a stage; one that had to be
 * ended is replaced. `read` throws what is an error of this program.
 */
export const readingThread = (limits: Limits, onProgress: OnProgress) => {
  let worker: Worker | null = null;
  const open = (): Worker => {
    const opened = new Worker(new URL('./reading-worker.ts', import.meta.url), { resourceLimits: MEMORY });
    opened.once('exit', () => {
      if (worker === opened) worker = null;
    });
    return opened;
  };
  return {
    read: (request: Request): Promise<FileOutcome> => {
      worker ??= open();
      return readIn(worker, request, limits, onProgress);
    },
    close: async (): Promise<void> => {
      await worker?.terminate();
    },
  };
};
