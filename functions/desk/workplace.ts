import type { Ports } from '#shared/ports.ts';

/** What a command works with, on this machine or in a deployed environment. */
export interface Workplace extends Ports {
  /** Who works, for the audit trail: the login name on this machine, the ARN of the caller on AWS. */
  who: string;
  /** Folder of this machine for the pages that commands write. */
  pages: string;
  /** Path of a file of this machine that holds an artefact, brought here where it is not. */
  fileOf(key: string): Promise<string>;
  /** Throws `ConfigurationError` where a secret is not there: who works need not be who may read it. */
  checkSecret(name: string): Promise<void>;
  /** Makes ready where a dealer's lists are dropped. */
  openInbox(dealerId: string): Promise<void>;
}
