import { randomBytes } from 'node:crypto';
import type { Caller } from '../route.ts';
import { isSame } from '../same.ts';

/** The cookie that no script can read; it goes to this machine's API alone. */
const COOKIE = 'feedwright-session';

const secretText = (): string => randomBytes(32).toString('base64url');

/**
 * Sign-in on one machine, where who may read the terminal is who may do everything: a link that opens once, then a
 * session that ends with the host.
 */
export interface LoopbackSessions {
  /** A word that opens a session once. */
  newTicket(): string;
  /** The session's cookie; null for a ticket that was used, or never given. */
  open(ticket: string): string | null;
  callerFor(cookies: string): Caller | null;
}

const sessionIn = (cookies: string): string =>
  cookies
    .split(';')
    .map((pair) => pair.trim().split('='))
    .find(([name]) => name === COOKIE)?.[1] ?? '';

/** Sessions of this process; `who` is its user. */
export const loopbackSessions = (who: string): LoopbackSessions => {
  const [tickets, sessions] = [new Set<string>(), new Set<string>()];
  const takes = (from: Set<string>, given: string) => [...from].find((known) => isSame(known, given));
  return {
    newTicket: () => {
      const ticket = secretText();
      tickets.add(ticket);
      return ticket;
    },
    open: (given) => {
      const ticket = takes(tickets, given);
      if (ticket === undefined) return null;
      tickets.delete(ticket);
      const session = secretText();
      sessions.add(session);
      return `${COOKIE}=${session}; Path=/api; HttpOnly; SameSite=Strict`;
    },
    callerFor: (cookies) =>
      takes(sessions, sessionIn(cookies)) === undefined
        ? null
        : { who, name: who, overall: 'admin', dealers: {} },
  };
};
