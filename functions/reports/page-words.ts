import { type Html, html } from '#shared/html.ts';

const CODES_SHOWN = 12;

/** The first few of many codes. */
export const codesText = (codes: readonly string[]): string =>
  codes.slice(0, CODES_SHOWN).join(', ') +
  (codes.length > CODES_SHOWN ? ` and ${codes.length - CODES_SHOWN} more` : '');

/** What stands where a table would be empty. */
export const nothing = (words: string): Html => html`<p class="quiet">${words}</p>`;
