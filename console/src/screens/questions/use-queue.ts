import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Question } from '#contracts/question.ts';
import { Problem } from '../../api/client.ts';
import { useApi } from '../../api/context.tsx';
import { forget } from '../../api/queries.ts';
import { useWords } from '../../messages/language.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { useSettled } from '../../parts/settled.ts';
import { answerOf } from './choose.ts';
import { type Drafts, useAnswered } from './drafts.ts';

/** What answers would do, as the API foresees it. */
export interface Foreseen {
  publishes: readonly string[];
  removes: readonly string[];
  feed: { from: number; to: number };
}

interface Queue {
  dealerId: string;
  questions: readonly Question[];
  drafts: Drafts;
}

/** The answers given so far, as the API takes them. */
const useAnswers = ({ questions, drafts }: Queue) => {
  const answered = useAnswered(drafts);
  return useMemo(() => {
    const byId = new Map(questions.map((question) => [question.id, question]));
    return answered.flatMap(([id, draft]) => {
      const question = byId.get(id);
      return question ? answerOf(question, draft) : [];
    });
  }, [answered, questions]);
};

const PAUSE_MS = 300;

/** What all answers together would do. */
const useForeseen = (dealerId: string, answers: ReturnType<typeof useAnswers>) => {
  const { client } = useApi();
  const asked = useSettled(answers, PAUSE_MS);
  const foreseen = useQuery({
    // The dealer's key: whatever changes there may change what answers do.
    queryKey: [dealerId, '/dealers/{dealerId}/answers/preview', { answers: asked }],
    queryFn: ({ signal }) =>
      client.send('POST', '/dealers/{dealerId}/answers/preview', { dealerId, answers: asked }, { signal }),
    enabled: asked.length > 0,
    retry: false,
    gcTime: 30_000,
  });
  const isOfThese = asked === answers;
  return { data: isOfThese ? foreseen.data : undefined, error: isOfThese ? foreseen.error : null };
};

/** Takes applied answers back. */
const useUndo = (dealerId: string) => {
  const { client } = useApi();
  const queries = useQueryClient();
  const { tell, fail } = useNotices();
  const { questions: words } = useWords();
  return async (ids: readonly string[]) => {
    try {
      await client.send('POST', '/dealers/{dealerId}/answers/undo', { dealerId, questions: [...ids] });
      tell(words.undone);
    } catch (error) {
      fail(error as Error);
    }
    await forget(queries, dealerId);
  };
};

/** That too much goes by answers, which is asked once more. */
const mustBeConfirmed = (error: unknown): error is Problem =>
  error instanceof Problem && error.reason?.code === 'confirm-withdrawal';

/** The queue of answers: what it would do, and the sending of it. */
export const useQueue = (queue: Queue) => {
  const { dealerId, drafts } = queue;
  const { client } = useApi();
  const queries = useQueryClient();
  const { tell, fail } = useNotices();
  const { questions: words } = useWords();
  const answers = useAnswers(queue);
  const foreseen = useForeseen(dealerId, answers);
  const undo = useUndo(dealerId);
  /** How many answers are being applied; zero while none are. */
  const [applies, setApplies] = useState(0);
  const [confirming, setConfirming] = useState<Error | null>(null);
  const [applied, setApplied] = useState<readonly string[]>([]);

  const undoApplied = async (ids: readonly string[]) => {
    setApplied([]);
    await undo(ids);
  };
  const apply = async (confirmed = false) => {
    const ids = answers.map(({ question }) => question);
    setApplies(ids.length);
    setConfirming(null);
    try {
      const wish = { dealerId, answers, confirmed };
      const { result } = await client.send('POST', '/dealers/{dealerId}/answers', wish);
      const { publishes, removes, feed } = result as unknown as Foreseen;
      drafts.remove(ids);
      setApplied(ids);
      tell(
        words.applied({ publish: publishes.length, remove: removes.length, to: feed.to }),
        () => void undoApplied(ids),
      );
    } catch (error) {
      if (mustBeConfirmed(error)) setConfirming(error);
      else fail(error as Error);
    } finally {
      setApplies(0);
    }
    await forget(queries, dealerId);
  };
  return { answers, foreseen, apply, applies, confirming, setConfirming, applied, undoApplied };
};
export type QueueState = ReturnType<typeof useQueue>;
