import type { BATCHES as RU } from '../ru/batches.ts';

export const BATCHES: typeof RU = {
  none: 'There has been no batch yet. A batch puts many files through, and builds the feed of each dealer once.',
  statuses: { planning: 'being planned', running: 'running', ended: 'ended' },
  folder: 'Folder',
  folderExpects: 'Below batches/ or inbox/, with a slash at its end; the files lie there by dealers’ folders',
  files: 'Files',
  startedBy: 'Started by',
  startedAt: 'When',
  startTitle: 'New batch',
  manifest: 'These files alone',
  manifestExpects: 'One a line: dealer/file. Empty: all files of the folder',
  startDoes:
    'A batch goes on by itself. When a dealer’s files are through, its feed is built once and waits for its window.',
  start: 'Start the batch',
  progress: 'Files processed',
  processed: (done, of) => `${done} of ${of} processed`,
  perMinute: (files) => `${files} a minute`,
  left: (time) => `${time} left`,
  waiting: 'not yet begun',
  resume: 'Go on with the batch',
  resumed: 'The batch goes on; what failed is tried again',
  dealers: 'Feeds of dealers',
  feeds: { none: 'feed unchanged', built: 'built', held: 'held', failed: 'not built' },
  remarks: 'Files with a remark',
};
