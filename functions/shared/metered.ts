import { Usage } from '#contracts/usage.ts';
import { ServiceRefused } from './errors.ts';
import type { Ports } from './ports.ts';

type Services = Pick<Ports, 'languageModel' | 'embeddings'>;

/** Keeps what an answer used; one that is refused is paid for too. */
const notedIn =
  (usages: Usage[]) =>
  async <Answer extends { usage: Usage }>(asked: Promise<Answer>): Promise<Answer> => {
    const answer = await asked.catch((error) => {
      const usage = error instanceof ServiceRefused && Usage.safeParse(error.details.usage).data;
      if (usage) usages.push(usage);
      throw error;
    });
    usages.push(answer.usage);
    return answer;
  };

/** The same service, and what all its answers used so far. */
export const meteredEmbeddings = (
  embeddings: Services['embeddings'],
  usages: Usage[] = [],
): Pick<Services, 'embeddings'> & { usages: readonly Usage[] } => {
  const noted = notedIn(usages);
  return { usages, embeddings: { ...embeddings, embed: (texts) => noted(embeddings.embed(texts)) } };
};

/** The same services, and what all their answers used so far. */
export const metered = ({ languageModel, embeddings }: Services): Services & { usages: readonly Usage[] } => {
  const usages: Usage[] = [];
  const noted = notedIn(usages);
  return {
    ...meteredEmbeddings(embeddings, usages),
    languageModel: { ...languageModel, ask: (question) => noted(languageModel.ask(question)) },
  };
};
