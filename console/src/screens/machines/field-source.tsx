import { useSpeech, useWords } from '../../messages/language.tsx';
import { type Marked, PageView } from '../../parts/page-view.tsx';
import { SheetWindow } from '../../parts/sheet-window.tsx';
import { type Ad, usePointing } from './ad.tsx';

type Field = Ad['fields'][number];
type Place = Field['places'][number];

const areaOf = ([x0, y0, x1, y1]: Place['box']): number => (x1 - x0) * (y1 - y0);

const isOnSamePage = (one: Place, other: Place): boolean =>
  one.page === other.page && one.document === other.document && one.sha256 === other.sha256;

/** Frames of all fields on the page of a place, small ones above those that hold them; one belongs to the field asked about. */
const marksBeside = (place: Place, chosen: string, fields: readonly Field[]): (Marked & { tag: string })[] =>
  fields
    .flatMap(({ tag, places }) =>
      places
        .filter((other) => isOnSamePage(place, other))
        .map(({ box }, at) => ({ id: `${tag} ${at}`, tag, box, isInQuestion: tag === chosen })),
    )
    .toSorted((one, other) => areaOf(other.box) - areaOf(one.box));

const isWithin = ([x0, y0, x1, y1]: Place['box'], [a, b, c, d]: Place['box']): boolean =>
  x0 >= a && y0 >= b && x1 <= c && y1 <= d;

/** What was read at a place: of the list's row its cells there. */
const printedAt = ({ document, page, box, cells }: Place, { row }: Ad): string[] => {
  if (cells.length > 0) return cells.map(({ text }) => text);
  if (document !== row.document || page !== row.page) return [];
  return row.cells.filter((cell) => isWithin(cell.box, box)).map(({ text }) => text);
};

/** Points; narrower, and a value stands there without what it is the value of. */
const LEAST_WIDE = 300;

const withNeighbours = ([x0, y0, x1, y1]: Place['box']): Place['box'] => {
  const more = Math.max(0, LEAST_WIDE - (x1 - x0)) / 2;
  return [x0 - more, y0, x1 + more, y1];
};

/** The place as it looks: on its page, in its sheet, or in words where neither can be shown. */
const Looks = ({ ad, place }: { ad: Ad; place: Place }) => {
  const { machines, questions: words } = useWords();
  const { chosen, choose, lit, light } = usePointing();
  const { picture, isTable, documentId, document, page, cells, box } = place;
  const marks = marksBeside(place, chosen, ad.fields);
  const tagOf = (id: string | null): string | null => marks.find((mark) => mark.id === id)?.tag ?? null;
  if (picture)
    return (
      <PageView
        {...{ picture, box: withNeighbours(box), marks, label: words.pageShown(document, page) }}
        lit={marks.find(({ tag }) => tag === lit)?.id ?? null}
        light={(id) => light(tagOf(id))}
        take={(id) => choose(tagOf(id) ?? chosen)}
      />
    );
  const addresses = cells.map(({ address }) => address);
  const printed = printedAt(place, ad);
  if (isTable && documentId)
    return <SheetWindow {...{ dealerId: ad.dealerId, documentId, page, addresses }} take={null} />;
  if (printed.length === 0) return <p className="small quiet">{machines.notDrawn}</p>;
  return (
    <>
      <p className="small quiet">{words.noPicture}</p>
      <p className="as-printed">{printed.join(' · ')}</p>
    </>
  );
};

/** Where the field that is asked about comes from: in words, and each place of a file as it looks; without an ad, the row. */
export const FieldSource = ({ ad }: { ad: Ad }) => {
  const { machines, questions: words } = useWords();
  const { said } = useSpeech();
  const { chosen } = usePointing();
  const field = ad.fields.find(({ tag }) => tag === chosen);
  const { tag, sources, places } = field ?? { tag: '', sources: [], places: ad.row.places };
  return (
    <section className="card stack field-source" aria-live="polite" id="field-source">
      <h2>{field ? machines.whereFrom(machines.tags[tag] ?? tag) : machines.rowPrinted}</h2>
      {sources.map((source) => (
        <p key={JSON.stringify(source)}>{said.why(source)}</p>
      ))}
      {places.length === 0 && <p className="quiet small">{machines.nowherePrinted}</p>}
      {places.map((place) => (
        <figure key={`${tag} ${place.document} ${place.page} ${place.box}`} className="place">
          {places.length > 1 && (
            <figcaption className="small quiet">
              {place.document}, {place.cells[0]?.address ?? words.page(place.page)}
            </figcaption>
          )}
          <Looks ad={ad} place={place} />
        </figure>
      ))}
    </section>
  );
};
