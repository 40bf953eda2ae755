import { FIRST_CHANNEL } from '#contracts/channel.ts';
import type { Dealer } from '#contracts/dealer.ts';
import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import type { Ports } from '#shared/ports.ts';
import type { AdStanding, AdVerdict } from '#shared/table/verdict-records.ts';
import { placementsOf } from '../verdicts/placements.ts';
import { NOTHING, type Task } from './task.ts';

type VerdictPorts = Pick<Ports, 'table'>;

/** Ads that are named; the command lists all. */
const MOST_NAMED = 5;

/** What stands as it stands until somebody does something: told by how the ads are now, not by what a load made new. */
const STANDING_TASKS: [AdStanding, 'ads-refused' | 'ads-unseen'][] = [
  ['refused', 'ads-refused'],
  ['missing', 'ads-unseen'],
];

/** These are told by the ads themselves, and by the account. */
const TOLD_ELSEWHERE: string[] = ['ads-refused', 'ads-unseen', 'avito-refuses', 'avito-account-differs'];

const adTasks = (dealerId: string, verdicts: readonly AdVerdict[]): Task[] =>
  STANDING_TASKS.flatMap(([standing, code]) => {
    const ads = verdicts.filter((verdict) => verdict.standing === standing);
    if (ads.length === 0) return [];
    const why = reason(code, { ads: ads.length, ids: ads.slice(0, MOST_NAMED).map(({ adId }) => adId) });
    const lost = ads.filter(({ live }) => live !== true).length;
    const command = ['verdicts', 'list', dealerId, '--standing', standing];
    return [{ dealerId, reason: why, command, ads: lost, roubles: 0 }];
  });

/** What became of the last window that has a verdict. */
const windowTasks = async (dealerId: string, { table }: VerdictPorts): Promise<Task[]> => {
  const last = (await table.windowVerdicts.query({ dealerId })).at(-1);
  return (last?.alarms ?? [])
    .filter(({ code }) => !TOLD_ELSEWHERE.includes(code))
    .map((why) => ({ dealerId, reason: why, command: ['verdicts', 'list', dealerId], ...NOTHING }));
};

const accountReasons = async (dealerId: string, ports: VerdictPorts): Promise<Reason[]> => {
  const account = await ports.table.accounts.get({ dealerId });
  const { left, trouble } = await placementsOf(dealerId, ports);
  const access = account?.access ? [account.access] : [];
  return [...access, ...(account?.faults ?? []), ...(left !== null && trouble ? [trouble] : [])];
};

/** What the marketplace made of a dealer's feeds, as far as it waits for a person; nothing where no account is named. */
export const verdictTasks = async ({ id: dealerId, avito }: Dealer, ports: VerdictPorts): Promise<Task[]> => {
  if (!avito || ports.table.channel !== FIRST_CHANNEL) return [];
  const command = ['verdicts', 'profile', dealerId];
  const ofAccount = await accountReasons(dealerId, ports);
  return [
    ...adTasks(dealerId, await ports.table.verdicts.query({ dealerId })),
    ...(await windowTasks(dealerId, ports)),
    ...ofAccount.map((why) => ({ dealerId, reason: why, command, ...NOTHING })),
  ];
};
