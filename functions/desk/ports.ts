import type { Ports } from '#shared/ports.ts';
import type { Acts } from './acts.ts';

/** What people's wishes are fulfilled with, on one machine or on AWS. */
export interface DeskPorts extends Ports {
  acts: Acts;
  /** Throws `ConfigurationError` where a secret is not there: who works need not be who may read it. */
  checkSecret(name: string): Promise<void>;
  /** Removes a secret for good, if it is there; false where that may not be done here. */
  forgetSecret(name: string): Promise<boolean>;
  /** Makes ready where a dealer's lists are dropped. */
  openInbox(dealerId: string): Promise<void>;
}
