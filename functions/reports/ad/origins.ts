import type { ValidatedProduct } from '#contracts/validated.ts';
import type { Trace } from '#desk/trace/find-ad.ts';
import { sentenceOf } from '#messages/say.ts';
import { moscowMinute } from '#shared/moscow-time.ts';

type Origin = [what: string, version: string];

const accepted = (answer: Trace['answer']): Origin[] => {
  if (!answer?.accepted) return [];
  const { by, at, reasons } = answer.accepted;
  return [['Accepted', `by ${by} on ${at}, although: ${reasons.map(sentenceOf).join('; ')}`]];
};

const stateOf = ({ verdict, reasons }: ValidatedProduct): string =>
  reasons.length > 0 ? `${verdict}: ${reasons.map(sentenceOf).join('; ')}` : verdict;

/** Files, rules and runs that the ad was made from, each with its version. */
export const originsOf = ({ shown, run, answer }: Trace): Origin[] => {
  if (!shown) return [];
  const { document, rules, dealer, listing, product } = shown;
  const { spec } = listing.matched;
  return [
    ['State', stateOf(product)],
    [
      'Price list',
      `${document.name}, sha256 ${document.sha256 ?? ''}, received ${moscowMinute(document.receivedAt)}`,
    ],
    ['Row', `page ${listing.extracted.page}, row ${listing.extracted.row}`],
    ...(spec ? [['Spec book', `${spec.document}, sha256 ${spec.sha256}`] satisfies Origin] : []),
    ...accepted(answer),
    ['Rules', `${rules.version} (${rules.source})`],
    ['Dealer', `${dealer.id}, version ${run?.pins.dealerVersion ?? 'unknown'}`],
    ['Run', document.runId],
    ['Key of the file', document.key],
  ];
};
