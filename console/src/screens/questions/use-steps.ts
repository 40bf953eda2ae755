import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import type { Question } from '#contracts/question.ts';
import type { Drafts } from './drafts.ts';
import type { Place } from './place.ts';

export const FROM = '/dealers/$dealerId/questions';
export const HEADING_ID = 'question-asked';

/** Goes to another place of this screen; `replace` leaves no trace for Back. */
export type Go = (to: Place, how?: { replace: boolean }) => void;

/** Where one is on this screen, and the way elsewhere. */
export const usePlace = (): [Place, Go] => {
  const place = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const go: Go = (to, { replace } = { replace: false }) => {
    const next = Object.entries({ ...place, ...to }).filter(([, value]) => value);
    void navigate({ search: Object.fromEntries(next), replace, resetScroll: false });
  };
  return [place, go];
};

/** Focuses what a selector names, at once: what is typed next goes there, and is no key. */
export const focusOn = (selector: string): void => {
  // What was chosen just now is drawn first.
  flushSync(() => {});
  document.querySelector<HTMLElement>(selector)?.focus();
};

const isUnanswered =
  (drafts: Drafts) =>
  ({ id }: Question): boolean =>
    !drafts.get(id)?.isAnswered;

/** The question that is open: the address's, else the first without an answer behind the one that was. */
export const useOpen = <One extends Question>(found: readonly One[], place: Place, drafts: Drafts) => {
  const last = useRef(0);
  const named = found.findIndex(({ id }) => id === place.q);
  const isOpen = isUnanswered(drafts);
  const later = found.findIndex((question, at) => at >= last.current && isOpen(question));
  const at = [named, later, found.findIndex(isOpen)].find((each) => each >= 0) ?? 0;
  useEffect(() => {
    last.current = at;
  }, [at]);
  return { at, question: found[at] };
};

const within = (at: number, { length }: readonly unknown[]): number => Math.max(0, Math.min(length - 1, at));

interface Standing {
  found: readonly Question[];
  at: number;
  drafts: Drafts;
  place: Place;
  go: Go;
}

/** The ways from one question, or one machine, to another. */
export const useSteps = ({ found, at, drafts, place, go }: Standing) => {
  const codes = found[at]?.machines.map(({ modelCode }) => modelCode) ?? [];
  const seen = place.machine && codes.includes(place.machine) ? place.machine : codes[0];
  const openAt = (next: number) => {
    const target = found[next];
    if (!target) return;
    go({ q: target.id, machine: '' }, { replace: true });
    focusOn(`#${HEADING_ID}`);
  };
  const see = (code: string | undefined) =>
    go({ q: found[at]?.id ?? '', machine: code ?? '' }, { replace: true });
  return {
    /** The code of the machine that is looked at. */
    seen,
    see,
    step: (by: number) => openAt(within(at + by, found)),
    stepMachine: (by: number) => see(codes[within(codes.indexOf(seen ?? '') + by, codes)]),
    /** To the next that has no answer, or else to what all answers do. */
    nextOpen: () => {
      const isOpen = isUnanswered(drafts);
      const isOther = (question: Question, place: number) => place !== at && isOpen(question);
      const later = found.findIndex((question, place) => place > at && isOther(question, place));
      const next = later >= 0 ? later : found.findIndex(isOther);
      if (next >= 0) openAt(next);
      else focusOn('.queue-bar .preview');
    },
  };
};
