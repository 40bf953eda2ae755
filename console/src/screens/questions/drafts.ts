import { useSyncExternalStore } from 'react';
import type { Question } from '#contracts/question.ts';
import { keep, keepNoMore, keptAt, keysKept } from '../../kept.ts';
import type { Given } from './value-form.ts';

/** What somebody has chosen or written for a question, and not sent yet. */
export interface Draft {
  option: string;
  given: Given;
  /** The machines that it is about; null for all. */
  codes: readonly string[] | null;
  /** Of the question as it was when this was chosen. */
  basis: string;
  /** In the queue: it goes with the next Apply. */
  isAnswered: boolean;
  /** When it went into the queue, in milliseconds; the last is undone first. */
  at: number;
}

const readDraft = (text: string | null): Draft | null => {
  try {
    const draft = JSON.parse(text ?? 'null');
    return typeof draft?.option === 'string' && typeof draft.basis === 'string' ? draft : null;
  } catch {
    return null;
  }
};

/** The drafts of one dealer: they survive a reload, each under a key of its own, so that writing one costs one. */
export class Drafts {
  readonly #prefix: string;
  readonly #drafts = new Map<string, Draft>();
  readonly #told = new Set<() => void>();
  #answered: readonly (readonly [id: string, draft: Draft])[] = [];

  constructor(dealerId: string) {
    this.#prefix = `feedwright-answer/${dealerId}/`;
    for (const key of keysKept()) {
      const draft = key.startsWith(this.#prefix) ? readDraft(keptAt(key)) : null;
      if (draft) this.#drafts.set(key.slice(this.#prefix.length), draft);
    }
    this.#order();
  }

  readonly subscribe = (tell: () => void): (() => void) => {
    this.#told.add(tell);
    return () => void this.#told.delete(tell);
  };

  readonly get = (id: string): Draft | null => this.#drafts.get(id) ?? null;

  /** In the order in which they were given. */
  readonly answered = (): readonly (readonly [id: string, draft: Draft])[] => this.#answered;

  set(id: string, draft: Draft): void {
    this.#drafts.set(id, draft);
    keep(this.#prefix + id, JSON.stringify(draft));
    this.#changed();
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) {
      this.#drafts.delete(id);
      keepNoMore(this.#prefix + id);
    }
    if (ids.length > 0) this.#changed();
  }

  /** Drops what is about questions that are asked no more, or otherwise; gives the ids of answers among it. */
  keepOnlyOf(questions: readonly Pick<Question, 'id' | 'basis'>[]): string[] {
    const bases = new Map(questions.map(({ id, basis }) => [id, basis]));
    const stale = [...this.#drafts].filter(([id, { basis }]) => bases.get(id) !== basis);
    this.remove(stale.map(([id]) => id));
    return stale.flatMap(([id, { isAnswered }]) => (isAnswered ? id : []));
  }

  #order(): void {
    const answered = [...this.#drafts].filter(([, { isAnswered }]) => isAnswered);
    this.#answered = answered.sort(([, one], [, other]) => one.at - other.at);
  }

  #changed(): void {
    this.#order();
    for (const tell of this.#told) tell();
  }
}

/** What is chosen for one question; only its own changes draw it anew. */
export const useDraft = (drafts: Drafts, id: string): Draft | null =>
  useSyncExternalStore(drafts.subscribe, () => drafts.get(id));

/** The queue. */
export const useAnswered = (drafts: Drafts) => useSyncExternalStore(drafts.subscribe, drafts.answered);
