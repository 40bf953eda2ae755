import type { Client } from 'basic-ftp';

/** Not `LIST -a`, which some hosts take for the name of a file, and list nothing: no name of ours is hidden. */
const LISTS = ['MLSD', 'LIST'];

/** To be called once logged in. A host that offers MLSD has been asked for that. */
export const listPlainly = (client: Client): void => {
  client.availableListCommands = LISTS.filter(
    (command) => command === 'LIST' || client.availableListCommands.includes(command),
  );
};

/**
 * The names that a host lists in a folder; none where it lists nothing, or what nobody can read: hosts have many
 * answers for a folder with nothing in it. Nothing that could lose a file may be decided by it.
 */
export const namesIn = async (client: Client, folder: string): Promise<Set<string>> => {
  const entries = await client.list(folder).catch((error) => {
    if (client.closed) throw error;
    return [];
  });
  return new Set(entries.map(({ name }) => name));
};
