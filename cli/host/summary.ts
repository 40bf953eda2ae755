import type { Results } from '#desk/documents/collect.ts';
import type { DocumentResult } from '#desk/documents/documents.ts';
import type { Problem } from '#desk/problems.ts';
import { remedyOf, sentenceOf } from '#messages/say.ts';
import { sayTable } from '../say/grid.ts';
import { sayReasons } from '../say/reasons.ts';
import { bold, dim, printable, say } from '../say/terminal.ts';
import { seconds } from '../say/times.ts';

const HEADING = ['Document', 'Outcome', 'Products', 'Published', 'Review', 'Rejected', 'Time'];
const NO_COUNTS = { products: 0, published: 0, review: 0, rejected: 0 };

/** A spec book's models are no products on a list. */
const countsOf = ({ document: { kind, counts } }: DocumentResult) => ({
  ...NO_COUNTS,
  ...(kind === 'price-list' && counts),
});

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

const row = (result: DocumentResult) => {
  const { products, published, review, rejected } = countsOf(result);
  const time = sum(result.stages.map((stage) => stage.seconds));
  return [
    printable(result.file),
    result.document.status,
    products,
    published,
    review,
    rejected,
    seconds(time),
  ];
};

const equation = (results: DocumentResult[]): string => {
  const total = (name: keyof typeof NO_COUNTS) => sum(results.map((result) => countsOf(result)[name]));
  return (
    `${total('products')} products on the lists = ${total('published')} published` +
    ` + ${total('review')} in review + ${total('rejected')} rejected`
  );
};

const sayProblem = ({ file, reason }: Problem) => {
  say(`  ${printable(file)}: ${sentenceOf(reason)}`);
  say(dim(`    ${remedyOf(reason)}`));
};

const sayProblems = (problems: Problem[]) => {
  if (problems.length === 0) return;
  say(`\n${bold('Problems')}`);
  problems.forEach(sayProblem);
};

const sayFeed = ({ feed, delivery, publicUrl }: Results, feedFile: string) => {
  if (!feed) return say('\nNo feed was built.');
  say(`\n${bold('Feed')}  ${feedFile}  ${feed.ads} ads, ${feed.bytes} bytes, version ${feed.version}`);
  if (delivery) say(`      ${delivery.outcome} at ${publicUrl} in ${seconds(delivery.seconds)}`);
};

/** What became of each document, and why what is missing from the feed is missing. */
export const saySummary = (results: Results, problems: Problem[], feedFile: string): void => {
  say();
  sayTable(HEADING, results.documents.map(row));
  say(`\n${equation(results.documents)}`);
  sayReasons(results.documents.flatMap(({ validated }) => validated?.products ?? []));
  sayProblems(problems);
  sayFeed(results, feedFile);
};
