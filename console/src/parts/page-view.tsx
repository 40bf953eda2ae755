import { type PointerEvent, useEffect, useRef, useState } from 'react';
import type { Box } from '#contracts/box.ts';
import { useWords } from '../messages/language.tsx';
import '../styles/evidence.css';

/** A page's picture: it fills `width` and `height`, in points, as boxes are told in. */
interface PagePicture {
  url: string;
  width: number;
  height: number;
}

/** A box of the page that a field points at, and that points at the field. */
export interface Marked {
  id: string;
  box: Box;
  isInQuestion: boolean;
}

/** What a row needs beside it, so that one sees where one is; points. */
const AROUND = 26;
/** Wider, and print is too small to be read in the pane. */
const WIDEST = 370;
const TALLEST = 260;
const ZOOM = 1.5;
const NEAREST = 60;

const unionOf = (boxes: readonly Box[]): Box => [
  Math.min(...boxes.map(([x]) => x)),
  Math.min(...boxes.map(([, y]) => y)),
  Math.max(...boxes.map(([, , x]) => x)),
  Math.max(...boxes.map(([, , , y]) => y)),
];

const between = (least: number, value: number, most: number): number =>
  Math.max(least, Math.min(value, Math.max(least, most)));

/** A window of a size around a point, within the page. */
const windowAt = ([x, y]: [number, number], [w, h]: [number, number], page: PagePicture): Box => {
  const [width, height] = [Math.min(w, page.width), Math.min(h, page.height)];
  const left = between(0, x - width / 2, page.width - width);
  const top = between(0, y - height / 2, page.height - height);
  return [left, top, left + width, top + height];
};

/** Where a side of a window stands: over all of the place where that fits, else over what is in question, else at its beginning. */
const middleOf = (place: [number, number], inQuestion: [number, number] | null, size: number): number => {
  const [from, to] = place;
  if (to - from + 2 * AROUND <= size) return (from + to) / 2;
  return inQuestion ? (inQuestion[0] + inQuestion[1]) / 2 : from - AROUND + size / 2;
};

/** The place large enough to be read; a table of which nothing is in question as a whole. */
const placeView = ([x0, y0, x1, y1]: Box, inQuestion: readonly Box[], page: PagePicture): Box => {
  const isTable = inQuestion.length === 0 && y1 - y0 > TALLEST;
  const width = isTable ? page.width : Math.min(WIDEST, x1 - x0 + 2 * AROUND);
  const height = between(4 * AROUND, y1 - y0 + 2 * AROUND, isTable ? page.width : TALLEST);
  const [a, b, c, d] = inQuestion.length > 0 ? unionOf(inQuestion) : [null, null, null, null];
  const x = middleOf([x0, x1], a === null ? null : [a, c], width);
  const y = middleOf([y0, y1], b === null ? null : [b, d], height);
  return windowAt([x, y], [width, height], page);
};

const scaled = ([x0, y0, x1, y1]: Box, by: number, page: PagePicture): Box => {
  const width = between(NEAREST, (x1 - x0) * by, page.width);
  const height = (width * (y1 - y0)) / (x1 - x0);
  return windowAt([(x0 + x1) / 2, (y0 + y1) / 2], [width, height], page);
};

const shifted = ([x0, y0, x1, y1]: Box, [dx, dy]: [number, number], page: PagePicture): Box =>
  windowAt([(x0 + x1) / 2 + dx, (y0 + y1) / 2 + dy], [x1 - x0, y1 - y0], page);

const isWithin = ([x0, y0, x1, y1]: Box, [a, b, c, d]: Box): boolean =>
  a >= x0 && b >= y0 && c <= x1 && d <= y1;

/** Less is a press with an unsteady hand; pixels. */
const DRAGGED = 4;

/** Drags the page under the pointer. What is only pressed is left to the box that it is on. */
const useDrag = (view: Box, setView: (view: Box) => void, page: PagePicture) => {
  const from = useRef<{ x: number; y: number; view: Box } | null>(null);
  return {
    onPointerDown: ({ clientX: x, clientY: y, pointerType }: PointerEvent<SVGSVGElement>) => {
      // A finger scrolls the page that this stands in.
      if (pointerType !== 'touch') from.current = { x, y, view };
    },
    onPointerMove: ({ clientX, clientY, currentTarget, pointerId, buttons }: PointerEvent<SVGSVGElement>) => {
      if (buttons === 0) from.current = null;
      if (!from.current) return;
      const { x, y, view: start } = from.current;
      const [dx, dy] = [x - clientX, y - clientY];
      const isHeld = currentTarget.hasPointerCapture(pointerId);
      if (!isHeld && Math.hypot(dx, dy) < DRAGGED) return;
      currentTarget.setPointerCapture(pointerId);
      const scale = (view[2] - view[0]) / currentTarget.clientWidth;
      setView(shifted(start, [dx * scale, dy * scale], page));
    },
    onPointerUp: () => {
      from.current = null;
    },
  };
};

interface View {
  picture: PagePicture;
  label: string;
  /** The row or table. */
  box: Box;
  marks: readonly Marked[];
  /** The mark that a field points at. */
  lit: string | null;
  light(id: string | null): void;
  take(id: string): void;
}

/** A part of a page as it looks, the places in question framed; it can be moved and made larger. */
export const PageView = ({ picture, label, box, marks, lit, light, take }: View) => {
  const { questions: words } = useWords();
  const inQuestion = marks.filter(({ isInQuestion }) => isInQuestion).map((mark) => mark.box);
  const home = placeView(box, inQuestion, picture);
  const [view, setView] = useState(home);
  const drag = useDrag(view, setView, picture);
  const litBox = marks.find(({ id }) => id === lit)?.box;
  useEffect(() => {
    if (!litBox) return;
    const middle: [number, number] = [(litBox[0] + litBox[2]) / 2, (litBox[1] + litBox[3]) / 2];
    setView((now) =>
      isWithin(now, litBox) ? now : windowAt(middle, [now[2] - now[0], now[3] - now[1]], picture),
    );
  }, [litBox, picture]);
  const [x0, y0, x1, y1] = view;
  return (
    <div className="page-view">
      <svg viewBox={`${x0} ${y0} ${x1 - x0} ${y1 - y0}`} role="img" aria-label={label} {...drag}>
        <image href={picture.url} width={picture.width} height={picture.height} preserveAspectRatio="none" />
        {marks.map(({ id, box: [a, b, c, d], isInQuestion }) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the field it points at does the same by keyboard
          <rect
            key={id}
            className={['mark', isInQuestion && 'in-question', id === lit && 'lit'].filter(Boolean).join(' ')}
            x={a - 1.5}
            y={b - 1.5}
            width={c - a + 3}
            height={d - b + 3}
            rx={1.5}
            onPointerEnter={() => light(id)}
            onPointerLeave={() => light(null)}
            onClick={() => take(id)}
          />
        ))}
      </svg>
      <div className="row">
        <button type="button" className="button" onClick={() => setView(scaled(view, 1 / ZOOM, picture))}>
          {words.zoomIn}
        </button>
        <button type="button" className="button" onClick={() => setView(scaled(view, ZOOM, picture))}>
          {words.zoomOut}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => setView([0, 0, picture.width, picture.height])}
        >
          {words.wholePage}
        </button>
        <button type="button" className="button" onClick={() => setView(home)}>
          {words.toPlace}
        </button>
      </div>
    </div>
  );
};
