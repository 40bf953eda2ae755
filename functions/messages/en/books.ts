interface Beside {
  readonly [name: string]: string;
  text: string;
  label: string;
}

/** What a chart and a page are compared in, where the word is not the catalogue's own. */
const COMPARED: Readonly<Record<string, string>> = {
  trackWidths: 'track widths',
  trackLengths: 'track lengths',
};

interface Differing {
  readonly [name: string]: string | number;
  attribute: string;
  model: string;
  inChart: string;
  printed: string;
  page: number;
}

interface Said {
  readonly [name: string]: string;
  label: string;
  field: string;
}

/** What a person should look at in a spec book. */
export const BOOKS = {
  'book-contents-damaged': {
    why: 'contents of the file are damaged: models and values may be missing; ask the supplier for the file again',
  },
  'page-unread': { why: ({ detail }: { detail: string }) => `the page cannot be read: ${detail}` },
  'picture-unread': { why: ({ detail }: { detail: string }) => `the picture cannot be read: ${detail}` },
  'model-unread': {
    why: ({ rows, title }: { rows: number; title: string | null }) =>
      `${rows} rows of a specification table stand here ${title === null ? 'without a heading' : `under "${title}"`}: no ` +
      'model could be read',
  },
  'charted-alone': {
    why: ({ model }: { model: string }) =>
      `a chart here compares the ${model}, and no page of this book is about it: nothing is read of it, put in a book with its page where it is sold`,
  },
  'engines-unnamed': { why: 'no engines are named over the columns: nothing is read of them' },
  'tracks-not-whole': { why: "the tracks' rows do not give whole sizes" },
  'value-stray': { why: ({ text, label }: Beside) => `"${text}" beside "${label}" stands under no engine` },
  'value-missing': {
    why: ({ label, engine }: { label: string; engine: string }) =>
      `nothing is printed beside "${label}" for the ${engine}`,
  },
  'value-unlabelled': { why: ({ text }: { text: string }) => `"${text}" stands beside no label` },
  'value-not-understood': {
    why: ({ text, label }: Beside) => `"${text}" beside "${label}" is not understood`,
  },
  'label-unknown': { why: ({ label }: { label: string }) => `no field is known for the row "${label}"` },
  'mark-unexplained': {
    why: ({ mark, labels }: { mark: string; labels: readonly string[] }) =>
      `no legend of this book tells what "${mark}" means: nothing is said of ${labels.map((label) => `"${label}"`).join(', ')}`,
  },
  'label-alone': { why: ({ label }: { label: string }) => `nothing is printed beside "${label}"` },
  'label-repeated': { why: ({ label }: { label: string }) => `"${label}" is printed more than once` },
  'labels-unnamed': {
    why: ({ by, detail }: { by: string; detail: string }) => `${by} named no labels: ${detail}`,
  },
  'answer-against-values': {
    why: ({ label, field, such }: Said & { such: string }) =>
      `"${label}" was said to be the ${field}, which "${such}" beside it cannot be: that is not taken`,
  },
  'answer-against-row': {
    why: ({ label, field, other }: Said & { other: string }) =>
      `"${label}" was said to be the ${field}, and so was "${other}" on the same page: neither is taken`,
  },
  'engine-contradicts-itself': {
    why: ({ engine }: { engine: string }) =>
      `bore, stroke and displacement of the ${engine} contradict each other`,
  },
  'bullets-unknown': { why: ({ text }: { text: string }) => `no field is known for the list "${text}"` },
  'bullets-missing': {
    why: ({ text }: { text: string }) =>
      `the list "${text}" has no bullets: its entries cannot be told apart`,
  },
  'chart-differs': {
    why: ({ attribute, model, inChart, printed, page }: Differing) =>
      `${COMPARED[attribute] ?? attribute} of the ${model} is ${inChart} in the chart and ${printed} on page ${page}: ask ` +
      "the supplier which is right; the page's stands",
  },
};
