import { join, resolve } from 'node:path';

/** Where everything of one local host lies; each is a file or a folder that a person can open. */
export interface Folders {
  data: string;
  /** Inbox keys, `inbox/<dealer>/<file>`, begin here. */
  inboxRoot: string;
  /** Each version of a dropped file, since another may be dropped over it before it is read. */
  replaced: string;
  table: string;
  artefacts: string;
  assets: string;
  /** What the dealer's FTP host holds and its web host serves. */
  dealerHost: string;
  /** The ads of the shipped dealers that Avito is played for. */
  marketplace: string;
  /** What dealers were told before their windows, a file each. */
  notices: string;
  journal: string;
  events: string;
  log: string;
  lock: string;
  /** The web server's port, which bookmarks and monitors know. */
  port: string;
}

/** The layout of the data folder `data`. */
export const foldersOf = (data: string, inboxRoot: string): Folders => ({
  data: resolve(data),
  inboxRoot: resolve(inboxRoot),
  replaced: resolve(data, 'inbox-versions'),
  table: resolve(data, 'table'),
  artefacts: resolve(data, 'artefacts'),
  assets: resolve(data, 'assets'),
  dealerHost: resolve(data, 'dealer-host'),
  marketplace: resolve(data, 'marketplace.json'),
  notices: resolve(data, 'notices'),
  journal: resolve(data, 'executions.jsonl'),
  events: resolve(data, 'events.jsonl'),
  log: resolve(data, 'handlers.log'),
  lock: resolve(data, 'host.json'),
  port: resolve(data, 'web-port'),
});

/** The folders of `feedwright start` in the working directory. */
export const persistentFolders = (): Folders => foldersOf('.feedwright', '.');

/** The folders of `feedwright process --out DIR`. */
export const processFolders = (out: string): Folders =>
  foldersOf(join(out, '.feedwright'), join(out, '.feedwright'));
