import type { Contract, Placement } from './account.ts';
import { type Answer, bad, type Call, momentSaid, objectIn, Refused, type Route } from './call.ts';

/** A package knows of a placement some time after it. */
const lateRemain = ({ account, switches, now }: Call, contract: Contract): Contract => {
  const known = now.getTime() - switches.tariffLagSeconds * 1_000;
  const late = account.placements.filter(({ at }) => at.getTime() > known);
  const packages = contract.packages?.map((pack) => ({
    ...pack,
    remain: pack.remain + late.filter((placement) => placement.package === pack).length,
  }));
  return packages ? { ...contract, packages } : contract;
};

const giveTariff = (call: Call): Answer => {
  const { tariff } = call.account;
  if (!tariff) throw new Refused(404, 'Тариф не найден');
  const { current } = tariff;
  return { body: { ...tariff, ...(current ? { current: lateRemain(call, current) } : {}) } };
};

const SELF: Record<Call['switches']['self'], (call: Call) => object> = {
  whole: ({ account: { id, name } }) => ({
    ...{ id, name, email: `${id}@example.invalid`, phone: '+70000000000', phones: ['+70000000000'] },
    profile_url: `https://www.avito.example/user/${id}/profile`,
  }),
  id: ({ account: { id } }) => ({ id }),
  nothing: () => ({}),
};

const DAY = 86_400_000;

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

const momentOf = (value: unknown): number => {
  const moment = typeof value === 'string' && MOMENT.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(moment)) throw bad('dateTimeFrom and dateTimeTo are required');
  return moment;
};

const operation =
  ({ switches: { times } }: Call) =>
  ({ at, avitoId, rub }: Placement) => ({
    ...{ itemId: avitoId, amountRub: rub, amountBonus: 0, amountTotal: rub },
    ...{ operationType: 'резервирование средств под услугу', operationName: 'Размещение объявления' },
    ...{ serviceId: 1, serviceName: 'Размещение', serviceType: 'lf' },
    ...{ updatedAt: momentSaid(at, times), paidAt: momentSaid(at, times) },
  });

const giveOperations = (call: Call): Answer => {
  const sent = objectIn(call);
  const [from, to] = [momentOf(sent.dateTimeFrom), momentOf(sent.dateTimeTo)];
  if (to < from || to - from > 7 * DAY) throw bad('at most a week');
  if (from < call.now.getTime() - 365 * DAY) throw bad('at most a year ago');
  const within = call.account.placements.filter(({ at }) => at.getTime() >= from && at.getTime() <= to);
  const result = { operations: within.map(operation(call)) };
  return { body: call.switches.operations === 'wrapped' ? { result } : result };
};

const ACCOUNT = { group: 'account', errors: 'nested' } as const;

/** Whose the account is, what it has paid for and what is left. */
export const MONEY: readonly Route[] = [
  {
    ...{ ...ACCOUNT, method: 'GET', path: '/core/v1/accounts/self' },
    answer: (call) => ({ body: SELF[call.switches.self](call) }),
  },
  { ...ACCOUNT, method: 'GET', path: '/tariff/info/1', answer: giveTariff },
  {
    ...{ ...ACCOUNT, method: 'GET', path: '/core/v1/accounts/{user_id}/balance/' },
    answer: ({ account }) => ({ body: account.balance }),
  },
  { ...ACCOUNT, method: 'POST', path: '/core/v1/accounts/operations_history/', answer: giveOperations },
];
