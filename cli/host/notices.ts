import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { type Notice, Notices } from '#contracts/notice.ts';
import type { Folders } from '#local/host/folders.ts';
import type { Progress } from '#local/machines/progress.ts';
import { bold, printable, say } from '../say/terminal.ts';

/** The state of the delivery machine that looks ahead; its name in `delivery.asl.json`. */
const REMIND = 'Remind';

const Reminded = z.object({ Payload: Notices });

/** What AWS sends as a mail is a file here: `notices/north/2026-11-30T00.00.txt`. */
const writeNotice = async ({ dealerId, window, text }: Notice, { notices }: Folders): Promise<void> => {
  const folder = join(notices, dealerId);
  const name = `${window.slice(0, '2026-11-30T00:00'.length).replace(':', '.')}.txt`;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), `${text}\n`);
};

const tell = async (notice: Notice, folders: Folders): Promise<void> => {
  const [headline = ''] = notice.text.split('\n');
  say(`${bold(notice.dealerId)}: ${printable(headline)} See npx feedwright todo ${notice.dealerId}`);
  await writeNotice(notice, folders);
};

/** Says what dealers are to be told before a window, and leaves it as files. */
export const showNotices = (progress: Progress, folders: Folders): void => {
  progress.on('left', (_, { state, output }) => {
    if (state !== REMIND) return;
    const { notices } = Reminded.parse(output).Payload;
    Promise.all(notices.map((notice) => tell(notice, folders))).catch(console.error);
  });
};
