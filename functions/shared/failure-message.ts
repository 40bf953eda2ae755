import * as z from 'zod';

/** How Lambda tells what a handler threw, and Step Functions how an execution within one ended. */
const Failure = z.union([
  z.object({ errorMessage: z.string() }).transform(({ errorMessage }) => errorMessage),
  z
    .object({ Status: z.string(), Error: z.string().optional(), Cause: z.string().optional() })
    .transform(({ Status, Error: name = Status, Cause }) => (Cause ? messageIn(Cause) : name)),
]);

/** The words for a person in the cause that a state machine gives for a failure; the cause as it is where it has none. */
export const messageIn = (cause: string): string => {
  try {
    return Failure.parse(JSON.parse(cause));
  } catch {
    return cause;
  }
};
