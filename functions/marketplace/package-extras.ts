import { translate } from '#reference/glossary/glossary.ts';

/** "Limited + Passenger kit": what comes with the machine stands behind a plus of its own ("Neo+" is a name). */
const EXTRA = /\s\+\s*(?<extra>[^+]+)/g;

const isKnown = (extra: string): boolean => translate('options', extra.trim()) !== null;

/** What is sold with a machine by its package's printed name, as far as the glossary knows it. */
export const packageExtras = (printed: string | null): string[] =>
  [...(printed ?? '').matchAll(EXTRA)].map(([, extra = '']) => extra.trim()).filter(isKnown);

/** The package without what is sold with it. */
export const withoutExtras = (printed: string): string =>
  printed.replace(EXTRA, (whole, extra: string) => (isKnown(extra) ? '' : whole));
