import { rejected } from '#contracts/outcome.ts';
import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';

export const MOST_PAGES = 2000;
/** Rows of machines in one file; the longest known list has some 700. */
export const MOST_ROWS = 10_000;

export const TOO_MANY_PAGES = rejected(reason('too-many-pages', { pages: MOST_PAGES }));
export const TOO_MANY_ROWS = rejected(reason('too-many-rows', { rows: MOST_ROWS }));
export const NOTHING_PRINTED = rejected(reason('list-empty'));
export const NO_TEXT = rejected(reason('no-text-layer'));
export const NO_TEXT_SEEN = rejected(reason('text-unseen'));
export const NO_PRICE_LIST = rejected(reason('no-price-list'));
export const NO_CODES = rejected(reason('codes-missing'));
export const NO_ROWS = rejected(reason('no-rows'));

/** Pictures that no recogniser could read; `failure` is the first one's. */
export const notRecognized = (failure: string | Reason) =>
  rejected(reason('pages-not-recognized', { failure }));
