import type { SubjectInFull } from '#desk/review/queue.ts';
import { sentenceOf } from '#messages/say.ts';
import type { ReviewItem } from '#shared/table/records.ts';
import { grid, sayTable } from './grid.ts';
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
  sayTable(['Subject', 'Where', 'Why it waits'], items.map(rowOf));
  say(dim(`\n${items.length} waiting. feedwright review show ${dealerId} SUBJECT tells more.`));
};

const sayAll = (heading: string, lines: readonly string[]): void => {
  if (lines.length === 0) return;
  say(`\n${bold(heading)}`);
  for (const line of lines) say(`  ${printable(line)}`);
};

/** On a page in points; in a spreadsheet, which has no pages, by its cells. */
const placeInFull = (item: SubjectInFull): string => {
  if (item.addresses.length > 0) return `${item.document}, ${item.addresses.join(', ')}`;
  if (!item.box) return placeOf(item);
  const [from, to] = [item.box.slice(0, 2), item.box.slice(2)].map((corner) =>
    corner.map(Math.round).join(' × '),
  );
  return `${placeOf(item)}, from ${from} to ${to} pt`;
};

/** One item in words. */
export const sayInFull = (item: SubjectInFull): void => {
  say(`${bold(printable(item.subject))}  ${item.verdict}`);
  say(printable(placeInFull(item)));
  sayAll('Why it waits', item.reasons.map(sentenceOf));
  sayAll('What might be meant', item.candidates);
  sayAll('What the ad needs before it can be accepted', item.obstacles.map(sentenceOf));
  sayAll('Fields that can be edited', grid(Object.entries(item.fields)));
};
