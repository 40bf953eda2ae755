import type { InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
import * as z from 'zod';

/** InvokeModel tells what it counted in this header only; the bodies of some models say nothing. */
const HEADER = 'x-amzn-bedrock-input-token-count';

const Response = z.object({ headers: z.object({ [HEADER]: z.coerce.number().int().default(0) }) });

/** Listens to the command's answer; the function then gives the tokens it was billed for. */
export const tokensIn = (command: InvokeModelCommand): (() => number) => {
  let tokens = 0;
  command.middlewareStack.add(
    (next) => async (given) => {
      const answered = await next(given);
      tokens = Response.safeParse(answered.response).data?.headers[HEADER] ?? 0;
      return answered;
    },
    { step: 'deserialize', name: 'inputTokens', priority: 'low' },
  );
  return () => tokens;
};
