/** What is answered within so many milliseconds, else null: who asks waits no longer, and what comes later goes unread. */
export const inTime = async <Answer>(
  answer: Promise<Answer>,
  milliseconds: number,
): Promise<Answer | null> => {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), milliseconds);
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
};
