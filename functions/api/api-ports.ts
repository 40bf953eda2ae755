import type { HealthLimits } from '#desk/health/health.ts';
import type { AnswerMeasure } from '#shared/api-metrics.ts';
import type { Ports } from '#shared/ports.ts';
import type { CommandRecord } from '#shared/table/member-records.ts';
import type { Counter } from './limits.ts';
import type { Caller, Downloads, Uploads } from './route.ts';

/** At which route something went wrong, and for whom: a gateway's own log knows neither. */
export interface Where {
  route: string;
  dealerId: string | null;
}

/** What the API stands on, on one machine or on AWS. */
export interface ApiPorts {
  /** Who asks about a dealer, or with null about all; null where nobody says. Throws `ProblemAnswer` for a token that is none. */
  identify(request: Request, dealerId: string | null): Promise<Caller | null>;
  /** Whom a request comes from where nobody says who asks: an address. */
  addressOf(request: Request): string;
  /** The ports as this caller may use them for this dealer, or with null for what concerns all. */
  portsFor(caller: Caller, dealerId: string | null): Ports;
  counter: Counter;
  uploads: Uploads;
  /** Of one dealer's objects, or with null of what concerns all. */
  downloadsFor(dealerId: string | null): Downloads;
  /** From when on something is told: the same as the alarms'. */
  alarms: HealthLimits;
  /** See `Asked`. */
  hintsAt: string;
  /**
   * Has a command carried out that was written down, whose record then tells what came of it; nobody waits for that any
   * longer once it is `late`.
   */
  begin(command: CommandRecord, late: AbortSignal): Promise<void>;
  /** Somebody who keeps the installation is to see it. */
  report(error: unknown, where?: Where): void;
  /** Where it is watched how answers go. */
  measure?(answer: AnswerMeasure): Promise<void>;
  /** Signs cursors. */
  key: string;
}
