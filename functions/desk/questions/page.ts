import type { Evidence, Question } from '#contracts/question.ts';
import type { Crop, Place } from '#contracts/shown-ad.ts';
import type { SeenQuestions } from '#functions/reports/questions-page.ts';
import type { Ports } from '#shared/ports.ts';
import { cropsOf, placeKey } from '../ads/crops.ts';
import { questionsOf } from './derive.ts';
import { standingOf } from './questions.ts';
import type { Standing } from './standing.ts';

/** More of one side tell nobody more, and make the page heavy. */
const MOST_OF_SIDE = 4;

const shownOf = ({ evidence }: Question): Evidence[] =>
  (['list', 'book'] as const).flatMap((side) =>
    evidence.filter((each) => each.side === side).slice(0, MOST_OF_SIDE),
  );

const drawable = (evidence: readonly Evidence[]): Place[] =>
  evidence.flatMap(({ document, sha256, page, box, addresses }) =>
    box && addresses.length === 0 ? [{ document, sha256, page, box, cells: [] }] : [],
  );

/** What stands open, with cut-outs of the pages that it is about. */
export const seenQuestions = async (standing: Standing, ports: Ports): Promise<SeenQuestions> => {
  const { id: dealerId } = standing.dealer;
  const questions = await questionsOf(standing);
  const crops = await cropsOf(
    questions.flatMap((each) => drawable(shownOf(each))),
    dealerId,
    ports,
  );
  const cropOf = ({ box, ...place }: Evidence): Crop | null =>
    (box && crops.get(placeKey({ ...place, box }))) ?? null;
  return {
    ...{ dealerId, dealer: standing.dealer.name, ads: standing.inFeed.size },
    questions: questions.map((question) => {
      const shown = shownOf(question);
      return {
        ...question,
        evidence: shown.map((each) => ({ ...each, crop: cropOf(each) })),
        more: question.evidence.length - shown.length,
      };
    }),
  };
};

/** A dealer's questions with cut-outs of the pages that they are about. Throws `Refusal`. */
export const seeQuestions = async (dealerId: string, ports: Ports): Promise<SeenQuestions> =>
  seenQuestions(await standingOf(dealerId, ports), ports);
