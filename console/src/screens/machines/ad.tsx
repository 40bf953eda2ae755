import { createContext, type ReactNode, useContext } from 'react';
import type { Answer } from '../../api/routes.ts';
import { useWords } from '../../messages/language.tsx';
import { useFigures } from '../../parts/figures.tsx';
import { Description } from './description.tsx';
import { Gallery } from './gallery.tsx';

export type Ad = Answer<'GET', '/dealers/{dealerId}/ads/{modelCode}'>;

/** Which field is asked about, and which one is pointed at, here or on the page. */
interface Pointing {
  chosen: string;
  choose(tag: string): void;
  lit: string | null;
  light(tag: string | null): void;
}

const Context = createContext<Pointing | null>(null);
export const PointingProvider = Context.Provider;

/** The fields and places of this ad as they point at one another. Throws outside of its provider. */
export const usePointing = (): Pointing => {
  const pointing = useContext(Context);
  if (!pointing) throw new Error('No ad around this');
  return pointing;
};

/** A field of the ad: pressed, it says where it comes from. */
export const FieldButton = ({ tag, children }: { tag: string; children: ReactNode }) => {
  const { chosen, choose, lit, light } = usePointing();
  return (
    <button
      type="button"
      className={lit === tag ? 'ad-field lit' : 'ad-field'}
      aria-pressed={chosen === tag}
      onClick={() => choose(tag)}
      onPointerEnter={() => light(tag)}
      onPointerLeave={() => light(null)}
      onFocus={() => light(tag)}
      onBlur={() => light(null)}
    >
      {children}
    </button>
  );
};

/** Shown in places of their own. */
const APART = new Set(['Title', 'Price', 'Description', 'Images']);

/** The marketplace asks for them, and no buyer sees them. */
const BEHIND = new Set([
  ...['Id', 'AvitoId', 'ListingFee', 'AdStatus', 'Latitude', 'Longitude'],
  ...['ContactMethod', 'DateBegin', 'DateEnd', 'AllowEmail'],
]);

const Parameters = ({ fields }: Pick<Ad, 'fields'>) => {
  const { machines } = useWords();
  return (
    <dl className="parameters">
      {fields.map(({ tag, value }) => (
        <div key={tag}>
          <dt>{machines.tags[tag] ?? tag}</dt>
          <dd>
            <FieldButton tag={tag}>{value}</FieldButton>
          </dd>
        </div>
      ))}
    </dl>
  );
};

/** The ad as buyers will see it; each of its fields can be asked where it comes from. */
export const AdShown = ({ ad }: { ad: Ad }) => {
  const { machines } = useWords();
  const { roubles } = useFigures();
  const { Title, Price, Description: text = '' } = ad.product.ad?.fields ?? {};
  const others = ad.fields.filter(({ tag }) => !APART.has(tag));
  const behind = others.filter(({ tag }) => BEHIND.has(tag));
  return (
    <section className="card stack ad" aria-label={machines.asBuyers}>
      <Gallery dealerId={ad.dealerId} modelCode={ad.product.modelCode} pictures={ad.pictures} />
      <h1>{Title === undefined ? machines.untitled : <FieldButton tag="Title">{Title}</FieldButton>}</h1>
      {Price !== undefined && (
        <p className="great-figure">
          <FieldButton tag="Price">{roubles(Number(Price))}</FieldButton>
        </p>
      )}
      <Parameters fields={others.filter(({ tag }) => !BEHIND.has(tag))} />
      {text !== '' && (
        <div>
          <h2>
            <FieldButton tag="Description">{machines.description}</FieldButton>
          </h2>
          <Description text={text} />
        </div>
      )}
      {behind.length > 0 && (
        <details>
          <summary>{machines.behind}</summary>
          <Parameters fields={behind} />
        </details>
      )}
    </section>
  );
};
