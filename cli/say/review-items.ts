import type { JudgedMachine } from '#desk/review/answers.ts';
import { obstaclesOf } from '#functions/validate/review/apply-answers.ts';
import { EDITABLE_FIELDS } from '#functions/validate/review/editable-fields.ts';
import { rowBox } from '#functions/validate/review/waiting-products.ts';
import { sentenceOf } from '#messages/say.ts';
import type { ReviewItem } from '#shared/table/records.ts';
import { grid } from './grid.ts';
import { bold, dim, printable, say } from './terminal.ts';

const placeOf = ({ document, page }: Pick<ReviewItem, 'document' | 'page'>): string =>
  page === null ? document : `${document}, page ${page}`;

const rowOf = ({ subject, reasons, ...item }: ReviewItem): string[] => [
  printable(subject),
  printable(placeOf(item)),
  printable(reasons.map(sentenceOf).join('; ')),
];

/** The queue as a table. */
export const sayItems = (dealerId: string, items: readonly ReviewItem[]): void => {
  const [heading = '', ...lines] = grid([['Subject', 'Where', 'Why it waits'], ...items.map(rowOf)]);
  say(bold(heading));
  for (const line of lines) say(line);
  say(dim(`\n${items.length} waiting. feedwright review show ${dealerId} SUBJECT tells more.`));
};

/** Everything about an item or a machine that a person needs to answer. */
export interface ItemInFull {
  subject: string;
  verdict: string;
  reasons: string[];
  candidates: string[];
  document: string;
  page: number | null;
  box: readonly number[] | null;
  /** In a spreadsheet: what its program calls the cells of the row. */
  addresses: string[];
  /** What the ad needs before it can be accepted. */
  obstacles: string[];
  /** Fields that can be set, as list and book or a person gave them. */
  fields: Record<string, string>;
}

/** The same for an item of the change guard. */
export const guardedInFull = (item: ReviewItem): ItemInFull => ({
  ...{
    subject: item.subject,
    verdict: item.kind,
    reasons: item.reasons.map(sentenceOf),
    candidates: item.candidates,
  },
  ...{ document: item.document, page: item.page, box: item.box, addresses: [], obstacles: [], fields: {} },
});

/** The same for a machine of a list in force. */
export const machineInFull = (subject: string, { list, listing, product }: JudgedMachine): ItemInFull => ({
  ...{ subject, verdict: product.verdict, reasons: product.reasons.map(sentenceOf) },
  candidates: listing.matched.candidates.map(({ name, against }) => [name, ...against].join('; ')),
  ...{ document: list.extracted.document, page: product.page, box: rowBox(listing) },
  ...{
    addresses: Object.values(listing.extracted.addresses ?? {}),
    obstacles: obstaclesOf(product).map(sentenceOf),
  },
  fields: Object.fromEntries(
    Object.entries(EDITABLE_FIELDS).map(([field, { printed }]) => [field, printed(listing)]),
  ),
});

const sayAll = (heading: string, lines: readonly string[]): void => {
  if (lines.length === 0) return;
  say(`\n${bold(heading)}`);
  for (const line of lines) say(`  ${printable(line)}`);
};

/** On a page in points; in a spreadsheet, which has no pages, by its cells. */
const placeInFull = (item: ItemInFull): string => {
  if (item.addresses.length > 0) return `${item.document}, ${item.addresses.join(', ')}`;
  if (!item.box) return placeOf(item);
  const [from, to] = [item.box.slice(0, 2), item.box.slice(2)].map((corner) =>
    corner.map(Math.round).join(' × '),
  );
  return `${placeOf(item)}, from ${from} to ${to} pt`;
};

/** One item in words. */
export const sayInFull = (item: ItemInFull): void => {
  say(`${bold(printable(item.subject))}  ${item.verdict}`);
  say(printable(placeInFull(item)));
  sayAll('Why it waits', item.reasons);
  sayAll('What might be meant', item.candidates);
  sayAll('What the ad needs before it can be accepted', item.obstacles);
  sayAll('Fields that can be edited', grid(Object.entries(item.fields)));
};
