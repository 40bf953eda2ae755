import { channelPart } from '#contracts/channel.ts';
import type { PageChunk, RunState } from '#contracts/state.ts';
import { sha256 } from './hash.ts';

/** The document's identity: the same object version is the same document, whatever it is called by. */
export const documentIdOf = (key: string, version: string): string =>
  sha256(`${key}\n${version}`).slice(0, 32);

/** `inbox/<dealer>/<file>` or `batches/<name>/<dealer>/<file>` taken apart; any other key is of the dealer `nobody`, whom nobody knows. */
export const parseInboxKey = (key: string): { dealerId: string; name: string } => {
  const [, dealerId = 'nobody', name = key] = /^(?:inbox|batches\/[^/]+)\/([^/]+)\/(.+)$/s.exec(key) ?? [];
  return { dealerId, name };
};

/** The folder of a dealer's inbox for sheets of other shops' prices. */
export const MARKET_FOLDER = 'market/';

/** Whether a file was dropped there. */
export const isOfMarket = (name: string): boolean => name.startsWith(MARKET_FOLDER);

/** Where a run's artefact lies: `runs/<dealer>/<run>/<name>.json`. */
export const artefactKey = (
  { dealerId, runId }: Pick<RunState, 'dealerId' | 'runId'>,
  name: string,
): string => `runs/${dealerId}/${runId}/${name}.json`;

/** What a run's verdicts are called, as a channel has them. */
export const verdictsOf = (channel: string): string => `validated${channelPart(channel, '-')}`;

/** Where a document's verdicts of a channel lie, beside those of the first; undefined before there are any. */
export const verdictsKey = (
  artefacts: RunState['artefacts'] | undefined,
  channel: string,
): string | undefined => artefacts?.validated?.replace(/validated(?=\.json$)/, verdictsOf(channel));

/** What a chunk of pages read from their pictures is called below its run. */
export const chunkName = ({ first, last }: PageChunk): string => `pages/${first}-${last}`;

const TICKET_DIGITS = 12;

const TICKET = new RegExp(`\\d{${TICKET_DIGITS}}$`);

/** An order right behind another and every run of the same list, and before any that a later list has. */
export const behind = (order: string): string => `${order.replace(TICKET, '')}~`;

/**
 * "Newest wins" as one comparable string: the date printed on the list, then when the file came, then its
 * content; between two runs of the same list the one started later. What a person has restored comes right behind
 * what was in force.
 */
export const sourceOrder = (state: RunState, printedDate: string | null): string => {
  const ticket = String(state.ticket).padStart(TICKET_DIGITS, '0');
  if (state.after !== undefined) return `${behind(state.after)}${ticket}`;
  return [printedDate ?? UNDATED, state.inbox.receivedAt, state.sha256, ticket].join('#');
};

/** The date printed on the list of that order; null where it prints none. */
export const printedDateIn = (order: string): string | null => {
  const [date = ''] = order.split('#');
  return date === '' || date === UNDATED ? null : date;
};

/** Older than any date. */
const UNDATED = '0000-00-00';

/** Where pictures and tables of a file's pages lie: the same bytes are drawn once, whatever runs go over them. */
export const drawnKey = (dealerId: string, sha256: string, name = 'drawn.json'): string =>
  `runs/${dealerId}/pages/${sha256}/${name}`;
