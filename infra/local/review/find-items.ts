import { type JudgedMachine, judgedMachines } from '#functions/validate/review/answer-by-hand.ts';
import { MARKETPLACES } from '#marketplace/marketplaces.ts';
import { choosePart } from '#shared/parts.ts';
import type { Ports } from '#shared/ports.ts';
import { reviewSubject } from '#shared/review-subject.ts';
import { rulesInForce } from '#shared/rules-in-force.ts';
import type { ReviewItem } from '#shared/table/records.ts';
import { UsageError } from '../commands/command.ts';

/** The rules in force and the marketplace that they are for. */
export const judgesOf = async (ports: Ports) => {
  const marketplace = choosePart('marketplace', MARKETPLACES, ports.parts.marketplace);
  return { marketplace, ...(await rulesInForce(marketplace.name, ports)) };
};

/** What waits for a person at this dealer, in the order of subjects. */
export const openItems = (dealerId: string, { table }: Pick<Ports, 'table'>): Promise<ReviewItem[]> =>
  table.reviews.queryIndex('GSI1', { dealerId, status: 'open' });

/** What an answer is about: an item of the change guard, or a machine of a list in force. */
export type Subject = { guarded: ReviewItem } | { machine: JudgedMachine };

const isCalled = (wanted: string, subject: string, modelCode: string): boolean =>
  [subject, modelCode].some((name) => name.toUpperCase() === wanted.toUpperCase());

const subjectOf = ({ product }: JudgedMachine): string =>
  reviewSubject({
    brand: product.brand ?? '',
    modelYear: product.modelYear ?? 0,
    modelCode: product.modelCode,
    kind: 'product',
  });

const severalOf = (wanted: string, names: string[]): UsageError =>
  new UsageError(`${wanted} may be several: say which of ${[...new Set(names)].join(', ')}`);

/** What the change guard has asked, answered or not, as long as it matters. */
const guardedItems = async (dealerId: string, { table }: Ports): Promise<ReviewItem[]> =>
  (await table.reviews.query({ dealerId })).filter(
    ({ kind, status }) => kind !== 'product' && status !== 'closed',
  );

/** Finds subjects by what the list of the queue calls them, or by a model code that only one of them has. */
export const subjectFinder = async (dealerId: string, ports: Ports) => {
  const guarded = await guardedItems(dealerId, ports);
  const machines = await judgedMachines(dealerId, await judgesOf(ports), ports);
  return (wanted: string): Subject => {
    const items = guarded.filter(({ subject, modelCode }) => isCalled(wanted, subject, modelCode));
    const rows = machines.filter((machine) =>
      isCalled(wanted, subjectOf(machine), machine.product.modelCode),
    );
    const names = [...items.map(({ subject }) => subject), ...rows.map(subjectOf)];
    if (new Set(names).size > 1) throw severalOf(wanted, names);
    const [[guard], [machine]] = [items, rows];
    if (guard) return { guarded: guard };
    if (machine) return { machine };
    throw new UsageError(
      `Nothing of ${dealerId} is called ${JSON.stringify(wanted)}: see feedwright review list ${dealerId}`,
    );
  };
};
