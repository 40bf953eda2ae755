import { type Rejection, rejected } from '#contracts/outcome.ts';
import type { Ports } from '#shared/ports.ts';
import type { Offer, ProductAnswer } from '#shared/table/records.ts';

type WithdrawPorts = Pick<Ports, 'table'>;

/** What is not sold any more, and on whose word. */
export interface Withdrawal {
  dealerId: string;
  codes: readonly string[];
  keptOut: NonNullable<ProductAnswer['keptOut']>;
}

const unknown = (codes: string[], dealerId: string): Rejection =>
  rejected(
    'unknown-code',
    `${dealerId} has no offer of ${codes.join(', ')}.`,
    `See feedwright offers list ${dealerId}.`,
  );

const keepOut = async (
  { dealerId, brand, modelYear, modelCode }: Offer,
  keptOut: Withdrawal['keptOut'],
  { table }: WithdrawPorts,
): Promise<void> => {
  const machine = { dealerId, brand, modelYear, modelCode };
  const answer = await table.productAnswers.get(machine);
  await table.productAnswers.put({ ...machine, edits: {}, ...answer, keptOut });
};

/**
 * Keeps machines out of the feed until they are reopened, whether a list in force still names them or not; in
 * each model year that has the code. Refused, and nothing done, where the dealer never offered one of them.
 */
export const withdraw = async (
  { dealerId, codes, keptOut }: Withdrawal,
  ports: WithdrawPorts,
): Promise<Rejection | null> => {
  const offers = await Promise.all(
    codes.map((modelCode) => ports.table.offers.queryIndex('GSI2', { modelCode, dealerId })),
  );
  const missing = codes.filter((_, at) => offers[at]?.length === 0);
  if (missing.length > 0) return unknown(missing, dealerId);
  for (const offer of offers.flat()) await keepOut(offer, keptOut, ports);
  await ports.table.states.add({ dealerId }, { offersRevision: 1 });
  return null;
};
