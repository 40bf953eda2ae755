import { keptReadings } from '#reference/naming/kept-readings.ts';

/**
 * Characters that XML 1.0 forbids, and the two that are no characters at all.
 * Source: https://www.w3.org/TR/xml/#charsets
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
const NOT_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** Marks that turn the direction of a text or are not seen: they could hide what an ad says. */
const UNSEEN = /[\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFD]|[\u007F-\u009F]/g;

/** Text that any XML reader takes as it stands: no forbidden characters, no lone surrogates, line ends as \n. */
export const xmlText = (text: string): string =>
  text.toWellFormed().replace(/\r\n?/g, '\n').replace(NOT_XML, '');

/** One line a person can read: NFC, single spaces, nothing unseen, and no angle brackets that look like markup. */
export const plainText = keptReadings((text: string): string =>
  xmlText(text.normalize('NFC'))
    .replace(UNSEEN, '')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replace(/\s+/g, ' ')
    .trim(),
);
