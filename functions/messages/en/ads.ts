/** Why a machine's ad is not published. */
export const ADS = {
  'match-unsure': { why: 'the model is not matched for sure' },
  'field-missing': { why: ({ field }: { field: string }) => `${field} is missing` },
  'field-problem': { why: ({ field, detail }: { field: string; detail: string }) => `${field}: ${detail}` },
  'rule-broken-by': { why: ({ message }: { rule: string; message: string }) => message },
  'term-untranslated': {
    why: ({ term }: { term: string }) => `no translation of ${term}`,
    whatToDo:
      'Nothing: cells stand in the ads as printed, a highlight of the book is left out. An entry in ' +
      'functions/reference/glossary/russian would translate it.',
  },
  'no-identity': { why: 'it has no brand, code or model year' },
  'edit-outdated': {
    why: ({ field, value, insteadOf, now, by, on }: Outdated) =>
      `${field} "${value}" was set by hand by ${by} on ${on} in place of "${insteadOf}", but it is "${now}" now: edit it ` +
      'again, or reopen',
  },
  'ad-repeated': {
    why: ({ codes, times, prices }: Repeated) =>
      `${codes.join(', ')} stands ${times} times on the list, at ${prices.join(', ')}`,
  },
  'ads-alike': {
    why: ({ codes, columns }: { codes: readonly string[]; columns: readonly string[] }) =>
      `the ads of ${codes.join(', ')} read alike and would be blocked as duplicates: the rows differ in ` +
      (columns.join(', ') || 'nothing but the code'),
  },
  'list-unaccounted': {
    why: (found: Unread) => `The list is not fully accounted for (${where(found)}).`,
  },
  'machine-unseen': {
    why: (found: Unread) =>
      `The newest list does not name this machine, but not all of that list could be read (${where(found)}).`,
  },
  'kept-out-by-hand': {
    why: ({ by, on, because }: { by: string; on: string; because: string }) =>
      `Kept out by ${by} on ${on}${because && `: ${because}`}`,
  },
};

/** The first thing on a list that is in no product. */
interface Unread {
  readonly [name: string]: string | number | null;
  page: number | null;
  detail: string;
}

const where = ({ page, detail }: Unread): string =>
  page === null ? 'see problems in extracted.json' : `page ${page}: ${detail}`;

interface Repeated {
  readonly [name: string]: number | readonly string[];
  codes: readonly string[];
  times: number;
  prices: readonly string[];
}

interface Outdated {
  readonly [name: string]: string;
  field: string;
  value: string;
  insteadOf: string;
  now: string;
  by: string;
  on: string;
}
