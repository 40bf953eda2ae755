import { UsageError } from '#cli/command.ts';
import { MARKETPLACES } from '#marketplace/marketplaces.ts';
import { choosePart } from '#shared/parts.ts';
import type { Ports } from '#shared/ports.ts';
import { reviewSubject } from '#shared/review-subject.ts';
import { rulesInForce } from '#shared/rules-in-force.ts';
import type { ReviewItem } from '#shared/table/records.ts';
import { type JudgedMachine, judgedMachines } from './answers.ts';

/** The rules in force and the marketplace that they are for. */
export const judgesOf = async (ports: Ports) => {
  const marketplace = choosePart('marketplace', MARKETPLACES, ports.parts.marketplace);
  return { marketplace, ...(await rulesInForce(marketplace.name, ports)) };
};

/** What waits for a person at this dealer, in the order of subjects; what a run has just asked is among it. */
export const openItems = async (dealerId: string, { table }: Pick<Ports, 'table'>): Promise<ReviewItem[]> =>
  (await table.reviews.query({ dealerId })).filter(({ status }) => status === 'open');

/** What an answer is about: an item of the change guard, or a machine of a list in force. */
export type Subject = { guarded: ReviewItem } | { machine: JudgedMachine };

/** A subject by its name and by its code. */
type Called = [subject: string, modelCode: string, what: Subject];

const isCalled = (wanted: string, [subject, modelCode]: Called): boolean =>
  [subject, modelCode].some((name) => name.toUpperCase() === wanted.toUpperCase());

/** A code alone means what waits, where anything does. */
const waits = ([, , what]: Called): boolean =>
  'guarded' in what ? what.guarded.status === 'open' : what.machine.product.verdict === 'review';

const subjectOf = ({ product }: JudgedMachine): string =>
  reviewSubject({
    brand: product.brand ?? '',
    modelYear: product.modelYear ?? 0,
    modelCode: product.modelCode,
    kind: 'product',
  });

const severalOf = (wanted: string, names: string[]): UsageError =>
  new UsageError(`${wanted} may be several: say which of ${names.join(', ')}`);

/** What the change guard has asked, answered or not, as long as it matters. */
const guardedItems = async (dealerId: string, { table }: Ports): Promise<ReviewItem[]> =>
  (await table.reviews.query({ dealerId })).filter(
    ({ kind, status }) => kind !== 'product' && status !== 'closed',
  );

/** Finds subjects by what the list of the queue calls them, or by a model code where only one of them is meant. */
export const subjectFinder = async (dealerId: string, ports: Ports) => {
  const guarded = await guardedItems(dealerId, ports);
  const unseen = (await openItems(dealerId, ports)).filter(
    ({ page, kind }) => kind === 'product' && page === null,
  );
  const machines = await judgedMachines(dealerId, await judgesOf(ports), ports);
  const all = [
    ...guarded.map((item): Called => [item.subject, item.modelCode, { guarded: item }]),
    ...machines.map((machine): Called => [subjectOf(machine), machine.product.modelCode, { machine }]),
  ];
  return (wanted: string): Subject => {
    const found = all.filter((each) => isCalled(wanted, each));
    const waiting = found.filter(waits);
    const meant = waiting.length > 0 ? waiting : found;
    const names = new Set(meant.map(([subject]) => subject));
    if (names.size > 1) throw severalOf(wanted, [...names]);
    if (meant[0]) return meant[0][2];
    if (unseen.some((item) => isCalled(wanted, [item.subject, item.modelCode, { guarded: item }])))
      throw new UsageError(
        `${wanted} stands on no part of the list that could be read: drop a whole list, or see feedwright offers`,
      );
    throw new UsageError(
      `Nothing of ${dealerId} is called ${JSON.stringify(wanted)}: see feedwright review list ${dealerId}`,
    );
  };
};
