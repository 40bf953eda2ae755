import type { Reason } from '#contracts/reason.ts';
import { useWords } from '../../messages/language.tsx';
import { ReasonShown } from '../../parts/reason.tsx';

interface TriedAd {
  adId: string;
  title: string;
}

/** What would come of rules: `POST …/rules/try` has it as its result. */
export interface RulesTried {
  ads: { before: number; after: number };
  counts: { go: number; come: number; move: number };
  go: (TriedAd & { rule: string | null })[];
  come: TriedAd[];
  move: (TriedAd & { before: { place: number }; after: { place: number } })[];
  asked: { adId: string; reason: Reason }[];
  heldFor: Reason[];
}

const SHOWN = 10;

const Ads = ({ title, ads }: { title: string; ads: { adId: string; text: string }[] }) => (
  <div>
    <h3>{title}</h3>
    <ul className="small">
      {ads.slice(0, SHOWN).map(({ adId, text }) => (
        <li key={adId}>
          <code>{adId}</code> {text}
        </li>
      ))}
    </ul>
  </div>
);

/** Which ads would go, come and change their place, and why the whole feed would wait. */
export const Tried = ({ tried }: { tried: RulesTried }) => {
  const { dealerRules, states } = useWords();
  const { ads, counts, go, come, move, asked, heldFor } = tried;
  return (
    <div className="stack">
      <p>{dealerRules.feedThen(ads.before, states.ads(ads.after))}</p>
      <Ads
        title={dealerRules.go(states.ads(counts.go))}
        ads={go.map(({ adId, title, rule }) => ({ adId, text: rule ? `${title} · ${rule}` : title }))}
      />
      <Ads
        title={dealerRules.come(states.ads(counts.come))}
        ads={come.map(({ adId, title }) => ({ adId, text: title }))}
      />
      <Ads
        title={dealerRules.move(states.ads(counts.move))}
        ads={move.map(({ adId, title, before, after }) => ({
          adId,
          text: `${title} · ${dealerRules.place(before.place, after.place)}`,
        }))}
      />
      {asked.length > 0 && <h3>{dealerRules.waits}</h3>}
      {[...asked.slice(0, SHOWN).map(({ reason }) => reason), ...heldFor].map((reason) => (
        <ReasonShown key={JSON.stringify(reason)} reason={reason} />
      ))}
    </div>
  );
};
