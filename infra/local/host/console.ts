import { Console } from 'node:console';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** What handlers log goes to a file, so that the terminal shows only what people should read. */
export const logToFile = (file: string): void => {
  mkdirSync(dirname(file), { recursive: true });
  const stream = createWriteStream(file, { flags: 'a' });
  globalThis.console = new Console({ stdout: stream, stderr: stream });
};
