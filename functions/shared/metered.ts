import { Usage } from '#contracts/usage.ts';
import { ServiceRefused } from './errors.ts';
import type { Ports } from './ports.ts';

type Services = Pick<Ports, 'languageModel' | 'embeddings'>;

/** The same services, and what all their answers used so far; one that is refused is paid for too. */
export const metered = ({ languageModel, embeddings }: Services): Services & { usages: readonly Usage[] } => {
  const usages: Usage[] = [];
  const noted = async <Answer extends { usage: Usage }>(asked: Promise<Answer>): Promise<Answer> => {
    const answer = await asked.catch((error) => {
      const usage = error instanceof ServiceRefused && Usage.safeParse(error.details.usage).data;
      if (usage) usages.push(usage);
      throw error;
    });
    usages.push(answer.usage);
    return answer;
  };
  return {
    usages,
    languageModel: { ...languageModel, ask: (question) => noted(languageModel.ask(question)) },
    embeddings: { ...embeddings, embed: (texts) => noted(embeddings.embed(texts)) },
  };
};
