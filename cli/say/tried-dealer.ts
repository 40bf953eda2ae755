import type { DealerTried, TriedChange } from '#desk/dealers/try-dealer.ts';
import { sentenceOf } from '#messages/say.ts';
import { spokenRoubles } from '#shared/spoken-money.ts';
import { derivationText } from '#shared/spoken-price.ts';
import { dim, printable, say } from './terminal.ts';

const SHOWN = 50;

const SIGNS = { added: '+', removed: '−', changed: '≠' } as const;

const percentText = (percent: number): string => `${percent > 0 ? '+' : '−'}${Math.abs(percent)} %`;

const whatText = (change: TriedChange): string => {
  const price = spokenRoubles(change.price);
  if (change.change !== 'changed') return price;
  if (change.pricePercent === null) return Object.keys(change.fields).join(', ');
  return `${spokenRoubles(change.priceBefore ?? '')} → ${price}, ${percentText(change.pricePercent)}`;
};

const sayChange = (change: TriedChange): void => {
  say(`${SIGNS[change.change]} ${change.id}  ${whatText(change)}  ${dim(printable(change.title))}`);
  const isPriced = change.change === 'changed' && change.pricePercent !== null;
  if (isPriced && change.derivation) say(`    ${printable(derivationText(change.derivation))}`);
};

/** What a configuration would do to the feed, ad by ad, each price word by word. */
export const sayTried = (tried: DealerTried): void => {
  const { ads, changes, changed, prices, asked, heldFor, idle } = tried;
  changes.slice(0, SHOWN).forEach(sayChange);
  if (changed > SHOWN) say(`… and ${changed - Math.min(SHOWN, changes.length)} more`);
  for (const { adId, reason } of asked) say(`? ${adId} would wait: ${printable(sentenceOf(reason))}`);
  for (const reason of idle) say(printable(sentenceOf(reason)));
  for (const reason of heldFor) say(`The whole feed would wait: ${printable(sentenceOf(reason))}`);
  say(
    `${ads.before} ads now, ${ads.after} then; ${changed} would change, ${prices} of them their price. Nothing was put in use.`,
  );
};
