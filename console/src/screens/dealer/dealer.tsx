import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Dealer } from '#contracts/dealer.ts';
import { useQueries } from '../../api/queries.ts';
import { useWords } from '../../messages/language.tsx';
import { Answered } from '../../parts/states.tsx';
import { useMay } from '../../shell/may.ts';
import { type Draft, useDraft } from './draft.ts';
import { EffectPanel, useEffectOf } from './effect.tsx';
import { Fields } from './field.tsx';
import { SECTIONS } from './fields.ts';
import { Host } from './host.tsx';
import { Leaves } from './leaves.tsx';
import { Leaving } from './leaving.tsx';
import { NamedParts, PriceRules, Whole } from './parts.tsx';
import { ChangedMeanwhile, Save } from './save.tsx';
import { PlanUsage } from './usage.tsx';
import '../../styles/dealer.css';
import '../../styles/form.css';

const Prices = ({ draft }: { draft: Draft }) => (
  <>
    <NamedParts part="conversion" draft={draft} />
    <PriceRules draft={draft} />
  </>
);

const More = ({ draft }: { draft: Draft }) => {
  const { dealer } = useWords();
  return (
    <>
      <section className="card stack">
        <h2>{dealer.sections.locations}</h2>
        <NamedParts part="locations" draft={draft} />
      </section>
      <section className="card stack">
        <h2>{dealer.sections.channels}</h2>
        <NamedParts part="channels" draft={draft} />
      </section>
      <details className="card">
        <summary>
          <h2>{dealer.sections.whole}</h2>
        </summary>
        <Whole draft={draft} />
      </details>
    </>
  );
};

/** The configuration as a form; what it would do stands beside it. */
const Form = ({ dealerId, inUse }: { dealerId: string; inUse: Dealer }) => {
  const { dealer } = useWords();
  const may = useMay();
  const draft = useDraft(inUse);
  const effect = useEffectOf(dealerId, draft);
  return (
    <>
      <ChangedMeanwhile draft={draft} inUse={inUse} />
      <div className="dealer-form">
        <fieldset className="stack" disabled={!may('dealer.write', dealerId)}>
          <legend className="unseen">{dealer.title}</legend>
          {SECTIONS.map(({ name, fields }) => (
            <section key={name} className="card stack">
              <h2>{dealer.sections[name]}</h2>
              {name === 'prices' ? <Prices draft={draft} /> : <Fields fields={fields} draft={draft} />}
            </section>
          ))}
          <More draft={draft} />
        </fieldset>
        <div className="stack beside">
          <section className="card stack effect">
            <h2>{dealer.effectTitle}</h2>
            <EffectPanel draft={draft} effect={effect} />
            <Save {...{ dealerId, draft, effect }} />
          </section>
          <PlanUsage dealerId={dealerId} />
          {may('feed.deliver', dealerId) && <Host dealerId={dealerId} />}
        </div>
      </div>
    </>
  );
};

/** How a dealer is set up: where its feed goes, how its prices come about, what waits for a person. */
export const DealerSettings = () => {
  const { dealerId } = useParams({ from: '/dealers/$dealerId/settings' });
  const { answer } = useQueries();
  const { dealer } = useWords();
  const asked = useQuery(answer('/dealers/{dealerId}', { dealerId }));
  return (
    <>
      <h1>{dealer.title}</h1>
      <Leaves dealerId={dealerId} />
      <Answered asked={asked}>{(inUse) => <Form dealerId={dealerId} inUse={inUse as Dealer} />}</Answered>
      {/* It stays where the dealer can be asked for no more. */}
      <Leaving dealerId={dealerId} />
    </>
  );
};
