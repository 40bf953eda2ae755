/** Headings of the lists of a model page, by the field they fill; in lower case, without the slashes. */
export const LIST_HEADINGS = {
  highlights: ['package highlights', 'highlights', 'key features', 'main features'],
  whatsNew: ["what's new", 'what is new', 'new'],
  springOptions: ['spring options', 'spring option', 'spring only options'],
  neoPlusPackage: ['neo+ package'],
} as const satisfies Record<string, readonly string[]>;

export type ListField = keyof typeof LIST_HEADINGS;
