import { parentPort } from 'node:worker_threads';
import { configuredEngines } from '#desk/reading/engines.ts';
import type { Progress } from '#desk/reading/progress.ts';
import { type FileReading, readFile } from '#desk/reading/read-file.ts';
import type { FromWorker, Request } from './reading-thread.ts';

const engines = configuredEngines(process.env, () => new Date());

const tell = (message: FromWorker): void => parentPort?.postMessage(message);
const onProgress = (progress: Progress): void => tell({ progress });

const draw = async ({ drawable }: FileReading, pictures: Request['pictures']) => {
  if (!drawable || !pictures) return [];
  const { drawing } = await import('#desk/reading/drawing.ts');
  return drawing({ ...pictures, readers: engines.readers }, onProgress)(drawable.bytes, drawable.document);
};

const work = async ({ path, pictures }: Request): Promise<void> => {
  const reading = await readFile(path, engines, onProgress);
  const { result, problems } = reading;
  tell({ read: { result, problems } });
  tell({ drawn: await draw(reading, pictures) });
};

parentPort?.on('message', (request: Request) => work(request).catch((failure) => tell({ failure })));
