import { useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useRef } from 'react';
import type { Question } from '#contracts/question.ts';
import { useQueries, useRest } from '../../api/queries.ts';
import { useSpeech } from '../../messages/language.tsx';
import type { Place } from './place.ts';

/** A dealer's questions, all of them: what is limited to a cause or a word is limited of all. */
export const useQuestions = (dealerId: string) => {
  const { list } = useQueries();
  const asked = useInfiniteQuery(list('/dealers/{dealerId}/questions', { dealerId }));
  useRest(asked);
  return { ...asked, isWhole: asked.data !== undefined && !asked.hasNextPage };
};

/** Questions in the order in which this page has first seen them, so that nothing jumps while others come and go. */
export const useSteadyOrder = <One extends Question>(questions: readonly One[]): One[] => {
  const places = useRef(new Map<string, number>());
  return useMemo(() => {
    for (const { id } of questions) if (!places.current.has(id)) places.current.set(id, places.current.size);
    const placeOf = ({ id }: One) => places.current.get(id) as number;
    return questions.toSorted((one, other) => placeOf(one) - placeOf(other));
  }, [questions]);
};

/** What each question can be found by. */
const useTexts = (questions: readonly Question[]): ReadonlyMap<string, string> => {
  const { said } = useSpeech();
  return useMemo(
    () =>
      new Map(
        questions.map(({ id, asks, machines, codes }) => [
          id,
          [said.why(asks), ...codes, ...machines.map(({ title }) => title)].join(' ').toLowerCase(),
        ]),
      ),
    [questions, said],
  );
};

/** The questions that a place limits the list to. */
export const useFound = <One extends Question>(
  questions: readonly One[],
  { kind, find = '' }: Place,
): One[] => {
  const texts = useTexts(questions);
  const wanted = useDeferredValue(find.trim().toLowerCase());
  return useMemo(
    () =>
      questions.filter(
        (question) =>
          (!kind || question.kind === kind) && (wanted === '' || texts.get(question.id)?.includes(wanted)),
      ),
    [questions, texts, kind, wanted],
  );
};
