import * as z from 'zod';
import { keptUntil } from '#reference/retention.ts';
import { sha256 } from './hash.ts';
import type { LanguageModel, Ports, Question } from './ports.ts';

const keyOf = (model: string, { instructions, text, png, answer }: Question<z.ZodType>) => {
  const shape = z.toJSONSchema(answer);
  const hash = sha256(JSON.stringify([instructions, text, png ? sha256(png) : null, shape]));
  return { model, bucket: hash.slice(0, 2), hash };
};

/**
 * The model with a memory in the table: the same question gets the same answer, and costs once. Without it a
 * list that nothing has changed in could read differently each time it is taken up again.
 */
export const rememberedModel = (
  languageModel: LanguageModel,
  { table, clock }: Pick<Ports, 'table' | 'clock'>,
): LanguageModel => ({
  model: languageModel.model,
  ask: async (question) => {
    const key = keyOf(languageModel.model, question);
    const known = await table.answers.get(key);
    const remembered = known && question.answer.safeParse(JSON.parse(known.answer));
    const nothing = { model: languageModel.model, pages: 0, inputTokens: 0, outputTokens: 0 };
    if (remembered?.success) return { answer: remembered.data, usage: nothing };
    const fresh = await languageModel.ask(question);
    const ttl = keptUntil('answer', clock());
    await table.answers.put({ ...key, answer: JSON.stringify(fresh.answer), ttl });
    return fresh;
  },
});
