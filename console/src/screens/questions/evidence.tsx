import { useState } from 'react';
import type { Question } from '#contracts/question.ts';
import type { ItemOf } from '../../api/routes.ts';
import { useWords } from '../../messages/language.tsx';
import { type Marked, PageView } from '../../parts/page-view.tsx';
import { SheetWindow } from '../../parts/sheet-window.tsx';
import { Compared } from './compared.tsx';

/** A question as the API shows it: its places with their pictures. */
export type ShownQuestion = ItemOf<'/dealers/{dealerId}/questions'>;
export type ShownPlace = ShownQuestion['evidence'][number];

/** More at once tell nobody more. */
const SHOWN_AT_ONCE = 4;

const sameBox = (one: readonly number[] | null, other: readonly number[]): boolean =>
  one?.every((value, at) => value === other[at]) ?? false;

const cellsOf = ({ cells = [], frames }: ShownPlace) =>
  cells.map((cell, at) => ({
    ...{ ...cell, id: String(at) },
    isInQuestion: frames.some((frame) => sameBox(cell.box, frame)),
  }));
type Cell = ReturnType<typeof cellsOf>[number];

/** The boxes of fields, and frames that no field has. */
const marksOf = ({ frames }: ShownPlace, cells: readonly Cell[]): Marked[] => [
  ...cells.flatMap(({ id, box, isInQuestion }) => (box ? { id, box, isInQuestion } : [])),
  ...frames
    .filter((frame) => !cells.some(({ box }) => sameBox(box, frame)))
    .map((box, at) => ({ id: `frame-${at}`, box, isInQuestion: true })),
];

const useColumnName = () => {
  const { questions: words } = useWords();
  return (name: string, side: ShownPlace['side']): string =>
    (side === 'list' && Object.entries(words.columns).find(([column]) => column === name)?.[1]) || name;
};

interface Fields {
  place: ShownPlace;
  cells: readonly Cell[];
  lit: string | null;
  light(id: string | null): void;
  take: ((text: string) => void) | null;
}

/** What was read, field by field: each points at its box, and the box at it. */
const FieldList = ({ place, cells, lit, light, take }: Fields) => {
  const { questions: words } = useWords();
  const columnName = useColumnName();
  return (
    <dl className="read-fields">
      {cells.map(({ id, name, text, isInQuestion }) => (
        <div
          key={id}
          className={['read-field', isInQuestion && 'in-question', id === lit && 'lit']
            .filter(Boolean)
            .join(' ')}
        >
          <dt>{columnName(name, place.side)}</dt>
          <dd>
            <button
              type="button"
              className="link"
              aria-label={take && /\d/.test(text) ? words.take(text) : undefined}
              onPointerEnter={() => light(id)}
              onPointerLeave={() => light(null)}
              onFocus={() => light(id)}
              onBlur={() => light(null)}
              onClick={() => take?.(text)}
            >
              {text}
            </button>
          </dd>
        </div>
      ))}
    </dl>
  );
};

const Caption = ({ place: { side, document, page, addresses, codes } }: { place: ShownPlace }) => {
  const { questions: words } = useWords();
  return (
    <figcaption className="row small">
      <span className="badge">{side === 'list' ? words.inList : words.inBook}</span>
      <span>
        {document}, {addresses[0] ?? words.page(page)}
      </span>
      {side === 'list' && codes.length === 1 && <code>{codes[0]}</code>}
    </figcaption>
  );
};

type Look = Pick<Fields, 'lit' | 'light' | 'take'> & {
  place: ShownPlace;
  cells: readonly Cell[];
  dealerId: string;
};

/** The place as it looks: a page's picture, a sheet's table, or the text alone. */
const Looks = ({ place, cells, dealerId, lit, light, take }: Look) => {
  const { questions: words } = useWords();
  const { picture, box, isTable, documentId, addresses, document, page, text } = place;
  if (picture && box)
    return (
      <PageView
        {...{ picture, box, lit, light, marks: marksOf(place, cells) }}
        label={words.pageShown(document, page)}
        take={(id) => take?.(cells.find((cell) => cell.id === id)?.text ?? '')}
      />
    );
  if (isTable && documentId)
    return <SheetWindow {...{ dealerId, documentId, page, addresses }} take={take} />;
  return (
    <>
      <p className="small quiet">{words.noPicture}</p>
      <p className="as-printed">{text}</p>
    </>
  );
};

const PlaceShown = ({
  place,
  dealerId,
  take,
}: {
  place: ShownPlace;
  dealerId: string;
  take: Fields['take'];
}) => {
  const { questions: words } = useWords();
  const [lit, light] = useState<string | null>(null);
  const cells = cellsOf(place);
  const fields = { place, cells, lit, light, take };
  return (
    <figure className="place">
      <Caption place={place} />
      <Looks {...fields} dealerId={dealerId} />
      {place.side === 'list' && cells.length > 0 && <FieldList {...fields} />}
      {place.side === 'book' && cells.length > 0 && (
        <details>
          <summary>{words.pageFields(cells.length)}</summary>
          <FieldList {...fields} />
        </details>
      )}
    </figure>
  );
};

/** The places that tell of a machine; where none does, all that the question has. */
const placesOf = ({ evidence }: ShownQuestion, code: string | undefined): readonly ShownPlace[] => {
  const own = evidence.filter(({ codes }) => code !== undefined && codes.includes(code));
  return own.length > 0 ? own : evidence;
};

interface Pane {
  question: ShownQuestion;
  /** The code of the machine that is looked at. */
  seen: string | undefined;
  /** Puts a number of the page into the answer; null where none is asked for. */
  take: Fields['take'];
}

const isPair = ({ kind, evidence }: Question): boolean =>
  (kind === 'alike' || kind === 'repeated') && evidence.length > 1;

/** Where what is asked about is printed. */
export const EvidencePane = ({ question, seen, take }: Pane) => {
  const { questions: words } = useWords();
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const places = isPair(question) ? question.evidence : placesOf(question, seen);
  const rows = question.evidence.filter(({ side }) => side === 'list');
  return (
    <section className="evidence" aria-label={words.evidence}>
      <h3>{words.evidence}</h3>
      {places.length === 0 && <p className="quiet">{words.noEvidence}</p>}
      {isPair(question) && <Compared places={rows} />}
      {places.slice(0, shown).map((place) => (
        <PlaceShown
          key={JSON.stringify([place.sha256, place.document, place.page, place.box, place.addresses[0]])}
          {...{ place, take, dealerId: question.dealerId }}
        />
      ))}
      {places.length > shown && (
        <button type="button" className="button" onClick={() => setShown(shown + SHOWN_AT_ONCE)}>
          {words.more(Math.min(SHOWN_AT_ONCE, places.length - shown))}
        </button>
      )}
    </section>
  );
};
