import type { Actor } from '#desk/acts.ts';
import type { DeskPorts } from '#desk/ports.ts';

/** What a command works with, on this machine or in a deployed environment. */
export interface Workplace extends DeskPorts {
  /** Who sits at the terminal. */
  actor: Actor;
  /** Folder of this machine for the pages that commands write. */
  pages: string;
  /** Path of a file of this machine that holds an artefact, brought here where it is not. */
  fileOf(key: string): Promise<string>;
  /** This very process does the work, and all of it ends with the command. */
  isOwnHost: boolean;
  /** MB that the host and what it has started hold; null where nobody here can say, as of functions on AWS. */
  hostMemoryMb(): number | null;
}
