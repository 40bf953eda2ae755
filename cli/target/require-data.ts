import { existsSync } from 'node:fs';
import type { Folders } from '#local/host/folders.ts';
import { UsageError } from '../command.ts';

/** The folders of an earlier command. Throws `UsageError` where none has left data. */
export const requireData = (folders: Folders | null): Folders => {
  if (folders && existsSync(folders.table)) return folders;
  throw new UsageError(
    'Nothing was processed here yet: run feedwright start first (what process --out DIR brought stays in DIR)',
  );
};
