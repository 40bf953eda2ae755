import { persistentFolders } from '#local/host/folders.ts';
import { findHost, signInLink } from '#local/host/host-file.ts';
import { type Command, UsageError } from '../command.ts';
import { say } from '../say/terminal.ts';

const run = async (): Promise<number> => {
  const host = await findHost(persistentFolders().lock);
  if (!host) throw new UsageError('No host runs in this folder: npx feedwright start begins one');
  say(await signInLink(host));
  return 0;
};

/** `feedwright sign-in`: another link that opens the API of the host that runs here. */
export const signIn: Command = {
  summary: 'Print a link that signs you in to the host that runs here; it opens once',
  usage: 'sign-in',
  examples: ['feedwright sign-in'],
  ownMachine: true,
  options: {},
  run,
};
