import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Box } from '#contracts/box.ts';
import { useQueries, useRest } from '../../api/queries.ts';
import type { Answer, ItemOf } from '../../api/routes.ts';
import { useWords } from '../../messages/language.tsx';
import { outlineOf } from '../../parts/outline.ts';
import { ReasonShown } from '../../parts/reason.tsx';
import { Answered, Empty } from '../../parts/states.tsx';
import { keyOf, type Machine } from './page-machines.ts';
import { Sheet } from './sheet.tsx';
import '../../styles/pages.css';

type Listed = ItemOf<'/dealers/{dealerId}/documents/{document}/pages'>;
type Shown = Answer<'GET', '/dealers/{dealerId}/documents/{document}/pages/{page}'>;

interface OfDocument {
  dealerId: string;
  documentId: string;
  /** When the file came, ISO. */
  receivedAt: string;
}

/** Pages are drawn behind the run, which no hint tells of: within some minutes, or not at all. */
const LOOK_AGAIN_MS = 2_000;
const DRAWN_WITHIN_MS = 600_000;

const untilDrawn = (receivedAt: string, isDrawn: boolean | undefined): number | false =>
  isDrawn === false && Date.now() - Date.parse(receivedAt) < DRAWN_WITHIN_MS ? LOOK_AGAIN_MS : false;

const isDrawn = ({ picture, sheet }: Pick<Listed, 'picture' | 'sheet'>): boolean =>
  picture !== null || sheet !== null;

/** A row is its cells; a model of a book has a title beside them. */
const boxesOf = ({ modelCode, box, cells }: Machine): readonly Box[] =>
  modelCode === null && box ? [box] : cells.map((cell) => cell.box);

/** The page with a line around each machine that was read there; doubtful ones stand out. */
const Picture = ({
  shown,
  lit,
  light,
}: {
  shown: Shown;
  lit: string | null;
  light(key: string | null): void;
}) => {
  const { documents } = useWords();
  const { picture } = shown;
  if (!picture) return null;
  const { url, width, height } = picture;
  return (
    <svg
      className="page-picture"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={documents.page(shown.page)}
    >
      <image href={url} width={width} height={height} preserveAspectRatio="none" />
      {shown.printed.map((machine, at) => {
        const key = keyOf(machine, at);
        const look = ['read', machine.flags.length > 0 && 'doubtful', key === lit && 'lit'];
        return (
          <polygon
            key={key}
            className={look.filter(Boolean).join(' ')}
            points={outlineOf(boxesOf(machine))}
            onPointerEnter={() => light(key)}
            onPointerLeave={() => light(null)}
          />
        );
      })}
      {shown.leftOut.map(({ box: [x0, y0, x1, y1], text }) => (
        <rect
          key={`${x0} ${y0} ${text}`}
          className="left-out"
          {...{ x: x0, y: y0, width: x1 - x0, height: y1 - y0 }}
        />
      ))}
    </svg>
  );
};

const Read = ({
  dealerId,
  machines,
  lit,
  light,
}: {
  dealerId: string;
  machines: readonly Machine[];
  lit: string | null;
  light(key: string | null): void;
}) => (
  <ul className="read-machines">
    {machines.map((machine, at) => {
      const key = keyOf(machine, at);
      const { modelCode, title } = machine;
      return (
        <li
          key={key}
          className={key === lit ? 'lit' : ''}
          onPointerEnter={() => light(key)}
          onPointerLeave={() => light(null)}
        >
          {modelCode === null ? (
            title
          ) : (
            <Link
              to="/dealers/$dealerId/machines/$modelCode"
              params={{ dealerId, modelCode }}
              onFocus={() => light(key)}
              onBlur={() => light(null)}
            >
              <code>{modelCode}</code> {title}
            </Link>
          )}
        </li>
      );
    })}
  </ul>
);

/** Which part of a page with many machines is looked at. */
const Parts = ({ parts, chosen, choose }: { parts: number; chosen: number; choose(part: number): void }) => {
  const { documents } = useWords();
  return (
    <select
      className="input narrow"
      aria-label={documents.parts}
      value={chosen}
      onChange={({ target }) => choose(Number(target.value))}
    >
      {Array.from({ length: parts }, (_, before) => before + 1).map((part) => (
        <option key={part} value={part}>
          {documents.part(part, parts)}
        </option>
      ))}
    </select>
  );
};

const Page = ({ dealerId, documentId, receivedAt, page }: OfDocument & { page: number }) => {
  const { answer } = useQueries();
  const { documents } = useWords();
  const [lit, light] = useState<string | null>(null);
  const [part, turnTo] = useState(1);
  const asked = useQuery({
    ...answer('/dealers/{dealerId}/documents/{document}/pages/{page}', {
      ...{ dealerId, document: documentId, page, part },
    }),
    refetchInterval: ({ state: { data } }) => untilDrawn(receivedAt, data && isDrawn(data)),
  });
  return (
    <Answered asked={asked}>
      {(shown) => (
        <div className="document-page">
          <div className="stack">
            {shown.parts > 1 && <Parts parts={shown.parts} chosen={part} choose={turnTo} />}
            <Picture shown={shown} lit={lit} light={light} />
            {shown.sheet && (
              <Sheet
                key={part}
                {...{ dealerId, documentId, page, lit, light }}
                machines={shown.printed}
                label={shown.sheet.name ?? documents.page(page)}
              />
            )}
            {shown.reason && <ReasonShown reason={shown.reason} />}
            {shown.problems.map((reason) => (
              <ReasonShown key={JSON.stringify(reason)} reason={reason} />
            ))}
            {shown.leftOut.length > 0 && (
              <p className="quiet small">
                {documents.leftOut(shown.leftOut.map(({ text }) => `«${text}»`).join(', '))}
              </p>
            )}
          </div>
          <Read dealerId={dealerId} machines={shown.printed} lit={lit} light={light} />
        </div>
      )}
    </Answered>
  );
};

const Choice = ({
  pages,
  chosen,
  choose,
}: {
  pages: readonly Listed[];
  chosen: number;
  choose(page: number): void;
}) => {
  const { documents, states } = useWords();
  return (
    <select
      className="input narrow"
      aria-label={documents.pages}
      value={chosen}
      onChange={({ target }) => choose(Number(target.value))}
    >
      {pages.map(({ page, machines, sheet }) => (
        <option key={page} value={page}>
          {`${sheet?.name ?? documents.page(page)}, ${states.machines(machines)}`}
        </option>
      ))}
    </select>
  );
};

/** The pages of a file as they look, with what was read there. */
export const Pages = ({ dealerId, documentId, receivedAt }: OfDocument) => {
  const { list } = useQueries();
  const { documents } = useWords();
  const [wanted, choose] = useState<number | null>(null);
  const asked = useInfiniteQuery({
    ...list('/dealers/{dealerId}/documents/{document}/pages', { dealerId, document: documentId }),
    refetchInterval: ({ state: { data } }) =>
      untilDrawn(
        receivedAt,
        data?.pages.every(({ items }) => items.every(isDrawn)),
      ),
  });
  useRest(asked);
  return (
    <section className="card stack">
      <h2>{documents.pages}</h2>
      <Answered asked={asked}>
        {(pages) => {
          const chosen = wanted ?? pages[0]?.page;
          return chosen === undefined ? (
            <Empty>{documents.noPages}</Empty>
          ) : (
            <>
              <Choice pages={pages} chosen={chosen} choose={choose} />
              <Page key={chosen} {...{ dealerId, documentId, receivedAt }} page={chosen} />
            </>
          );
        }}
      </Answered>
    </section>
  );
};
