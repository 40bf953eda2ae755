import type { Question } from '#contracts/question.ts';
import { reason } from '#messages/reason.ts';
import type { Ports } from '#shared/ports.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';
import { Refusal } from '../refusal.ts';
import { questionsOf } from './derive.ts';
import { readStanding, type Standing } from './standing.ts';

/** How everything of a dealer stands. Throws `Refusal` for a dealer that nobody knows. */
export const standingOf = async (dealerId: string, ports: Ports): Promise<Standing> => {
  await refuseUnknownDealer(dealerId, ports);
  const dealer = await ports.table.dealers.get({ dealerId });
  return readStanding((dealer as NonNullable<typeof dealer>).configuration, ports);
};

/** What stands between a dealer's machines and their ads, what frees most first. Throws `Refusal`. */
export const listQuestions = async (dealerId: string, ports: Ports): Promise<Question[]> =>
  questionsOf(await standingOf(dealerId, ports));

/** The questions that ids name, by their first signs too. Throws `Refusal` for one that is not asked, or several. */
export const showQuestions = async (
  dealerId: string,
  ids: readonly string[],
  ports: Ports,
): Promise<Question[]> => {
  const all = await listQuestions(dealerId, ports);
  return ids.map((id) => {
    const found = all.filter((question) => question.id.startsWith(id.toLowerCase()));
    if (found.length === 1) return found[0] as Question;
    throw new Refusal(
      found.length === 0
        ? reason('question-unknown', { dealerId, id })
        : reason('subject-ambiguous', { wanted: id, names: found.map((question) => question.id) }),
    );
  });
};
