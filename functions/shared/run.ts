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

/** Where a run's artefact lies: `runs/<dealer>/<run>/<name>.json`. */
export const artefactKey = (
  { dealerId, runId }: Pick<RunState, 'dealerId' | 'runId'>,
  name: string,
): string => `runs/${dealerId}/${runId}/${name}.json`;

/** What a chunk of pages read from their pictures is called below its run. */
export const chunkName = ({ first, last }: PageChunk): string => `pages/${first}-${last}`;

const TICKET_DIGITS = 12;

/**
 * "Newest wins" as one comparable string: the date printed on the list, then when the file came, then its
 * content; between two runs of the same list the one started later.
 */
export const sourceOrder = (state: RunState, printedDate: string | null): string =>
  [
    printedDate ?? '0000-00-00',
    state.inbox.receivedAt,
    state.sha256,
    String(state.ticket).padStart(TICKET_DIGITS, '0'),
  ].join('#');
