import { useQuery } from '@tanstack/react-query';
import type { AdChange } from '#contracts/feed-diff.ts';
import type { PriceDerivation, PriceStep } from '#contracts/pricing.ts';
import type { Reason } from '#contracts/reason.ts';
import { useApi } from '../../api/context.tsx';
import { useWords, type Words } from '../../messages/language.tsx';
import { useFigures } from '../../parts/figures.tsx';
import { ReasonShown } from '../../parts/reason.tsx';
import { useSettled } from '../../parts/settled.ts';
import { Answered } from '../../parts/states.tsx';
import type { Draft } from './draft.ts';

/** What would come of a configuration: `POST …/try` has it as its result. */
interface Tried {
  ads: { before: number; after: number };
  changes: (AdChange & { priceBefore: string | null; derivation: PriceDerivation | null })[];
  changed: number;
  prices: number;
  asked: { adId: string; reason: Reason }[];
  heldFor: Reason[];
  idle: Reason[];
}

const PAUSE_MS = 700;

/** What the draft would do to the next feed; asked once nobody writes in it for a moment, and it is right. */
export const useEffectOf = (dealerId: string, draft: Draft) => {
  const { client } = useApi();
  const settled = useSettled(draft.now, PAUSE_MS);
  const asked = useQuery({
    queryKey: [dealerId, 'effect', settled],
    queryFn: async ({ signal }) => {
      const configuration = settled as Record<string, unknown>;
      const wish = { dealerId, configuration };
      return (await client.send('POST', '/dealers/{dealerId}/try', wish, { signal }))
        .result as unknown as Tried;
    },
    enabled: draft.isChanged && draft.faults.length === 0,
    retry: false,
  });
  return { ...asked, isOfNow: settled === draft.now };
};

const stepIn = (step: PriceStep, { dealer }: Words, roubles: (value: number) => string): string => {
  if (step.step === 'rate') return `× ${step.rate}`;
  if (step.step === 'percent' || step.step === 'stock-percent') return `${dealer.onTop} ${step.percent} %`;
  if (step.step === 'fixed') return dealer.fixedAt(roubles(Number(step.roubles)));
  return step.step === 'floor'
    ? dealer.notBelow(roubles(Number(step.roubles)))
    : dealer.roundedTo(roubles(step.to));
};

/** "19 540 EUR × 98.50, наценка 12 %, до 1 000 ₽": how a price comes about. */
const Derivation = ({ from, steps }: PriceDerivation) => {
  const words = useWords();
  const { number, roubles } = useFigures();
  const start = from ? `${number(Number(from.amount))} ${from.currency} ` : '';
  return (
    <span className="quiet small">
      {start}
      {steps.map((step) => stepIn(step, words, roubles)).join(', ')}
    </span>
  );
};

const SHOWN = 6;

const Changes = ({ changes, changed }: Pick<Tried, 'changes' | 'changed'>) => {
  const { dealer, states } = useWords();
  const { roubles } = useFigures();
  const priceOf = (price: string | null) => (price ? roubles(Number(price)) : '');
  return (
    <ul className="stack">
      {changes.slice(0, SHOWN).map(({ id, title, price, change, priceBefore, derivation }) => (
        <li key={id} className="stack tight">
          <span>{title}</span>
          <span className="figures">
            {change === 'changed'
              ? `${priceBefore ? `${priceOf(priceBefore)} → ` : ''}${priceOf(price)}`
              : `${dealer.comes[change]}: ${priceOf(price)}`}
          </span>
          {derivation && <Derivation {...derivation} />}
        </li>
      ))}
      {changed > SHOWN && <li className="quiet small">{dealer.andMore(states.ads(changed - SHOWN))}</li>}
    </ul>
  );
};

/** The effect in figures and examples, and what would wait for a person. */
const EffectShown = ({ tried }: { tried: Tried }) => {
  const { dealer, states } = useWords();
  const { ads, changed, prices, heldFor, asked, idle } = tried;
  return (
    <div className="stack">
      <p>{dealer.feedThen(ads.before, states.ads(ads.after))}</p>
      <p>{changed === 0 ? dealer.changesNothing : dealer.changes(states.ads(changed), prices)}</p>
      {asked.length > 0 && <p className="quiet">{dealer.asks(states.ads(asked.length))}</p>}
      {heldFor.map((reason) => (
        <ReasonShown key={JSON.stringify(reason)} reason={reason} />
      ))}
      {idle.map((reason) => (
        <ReasonShown key={JSON.stringify(reason)} reason={reason} />
      ))}
      <Changes {...tried} />
    </div>
  );
};

/** Beside the form: what saving would do. */
export const EffectPanel = ({ draft, effect }: { draft: Draft; effect: ReturnType<typeof useEffectOf> }) => {
  const { dealer } = useWords();
  if (!draft.isChanged) return <p className="quiet">{dealer.effectLater}</p>;
  if (draft.faults.length > 0) return <p className="fault">{dealer.effectFaulty(draft.faults.length)}</p>;
  return (
    <div aria-live="polite" aria-busy={effect.isFetching || !effect.isOfNow}>
      <Answered asked={effect}>{(tried) => <EffectShown tried={tried} />}</Answered>
    </div>
  );
};
