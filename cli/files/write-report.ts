import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WrittenReport } from '#functions/reports/keep-report.ts';

/** Writes a report's files into a folder, which is made. */
export const writeReport = async (folder: string, { files }: Pick<WrittenReport, 'files'>): Promise<void> => {
  await mkdir(folder, { recursive: true });
  for (const { name, text } of files) await writeFile(join(folder, name), text);
};
