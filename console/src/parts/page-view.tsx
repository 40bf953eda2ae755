import { type PointerEvent, useEffect, useRef, useState } from 'react';
import type { Box } from '#contracts/box.ts';
import { useWords } from '../messages/language.tsx';
import { isWithin, type PagePicture, placeView, scaled, shifted, windowAt } from './page-window.ts';
import '../styles/evidence.css';

/** A box of the page that a field points at, and that points at the field. */
export interface Marked {
  id: string;
  box: Box;
  isInQuestion: boolean;
}

const ZOOM = 1.5;

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
