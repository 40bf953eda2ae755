import type { Ports } from '#shared/ports.ts';
import { guardItemsOf, reviewSubject } from '#shared/review-items.ts';
import type { ReviewItem } from '#shared/table/records.ts';
import type { Question } from './choose-ad.ts';

type ReviewPorts = Pick<Ports, 'table' | 'clock'>;

/** The change guard's items of the review queue, by subject. */
export type GuardItems = Map<string, ReviewItem>;

/** What the change guard has asked so far, and what people said. */
export const guardItems = async (dealerId: string, ports: ReviewPorts): Promise<GuardItems> =>
  new Map((await guardItemsOf(dealerId, ports)).map((item) => [item.subject, item]));

const machineOf = ({ standing, adId }: Question) => {
  const { brand, modelYear, market, modelCode } = standing?.offer ?? {};
  return {
    brand: brand ?? '',
    modelYear: modelYear ?? 0,
    market: market ?? '',
    modelCode: modelCode ?? adId,
  };
};

/** Under which a person's answer is kept: a machine's, of each kind. */
export const subjectOf = (question: Question): string =>
  reviewSubject({ ...machineOf(question), kind: question.kind });

/** What a person said to this very question: of another price nothing was told. */
export const answerIn =
  (items: GuardItems) =>
  (question: Question): 'accepted' | 'rejected' | null => {
    const item = items.get(subjectOf(question));
    if (item?.proposed !== question.proposed) return null;
    return item.status === 'accepted' || item.status === 'rejected' ? item.status : null;
  };

/** The list that raises the question: one that lacks a machine is not the one that had it. */
const sourceOf = ({ kind, standing }: Question) =>
  kind === 'vanished' ? (standing?.list ?? standing?.offer) : standing?.offer;

const NOWHERE = { page: null, box: null };

/** What has vanished stands on no page of the list that lacks it. */
const placeOf = ({ kind, standing }: Question) =>
  (kind === 'vanished' ? undefined : standing?.offer.place) ?? NOWHERE;

const itemOf = async (
  dealerId: string,
  question: Question,
  { table, clock }: ReviewPorts,
): Promise<ReviewItem> => {
  const { documentId = '', order = '' } = sourceOf(question) ?? {};
  const { page, box } = placeOf(question);
  const document = documentId ? await table.documents.get({ dealerId, documentId }) : null;
  const at = clock().toISOString();
  return {
    ...machineOf(question),
    ...{ dealerId, kind: question.kind, subject: subjectOf(question), adId: question.adId },
    ...{ reasons: [question.reason], candidates: [], proposed: question.proposed },
    ...{ documentId, document: document?.name ?? '', page, box, order },
    ...{ status: 'open', openedAt: at, updatedAt: at },
  };
};

/** Never over an answer that was given meanwhile. */
const putOver = (before: ReviewItem | undefined, item: ReviewItem, { table }: ReviewPorts) =>
  table.guardItems.putIf(item, (stored, { notExists, eq }) =>
    before ? eq(stored.updatedAt, before.updatedAt) : notExists(stored.subject),
  );

const isAsked = (item: ReviewItem | undefined, { proposed }: Question): boolean =>
  item !== undefined && item.status !== 'closed' && item.proposed === proposed;

/** Opens what has not been asked yet, and closes what the lists no longer ask. */
export const queueQuestions = async (
  dealerId: string,
  questions: readonly Question[],
  items: GuardItems,
  ports: ReviewPorts,
): Promise<void> => {
  const asked = new Set(questions.map(subjectOf));
  for (const question of questions) {
    const before = items.get(subjectOf(question));
    if (!isAsked(before, question)) await putOver(before, await itemOf(dealerId, question, ports), ports);
  }
  for (const item of items.values()) {
    if (item.status === 'closed' || asked.has(item.subject)) continue;
    await putOver(item, { ...item, status: 'closed', updatedAt: ports.clock().toISOString() }, ports);
  }
};
