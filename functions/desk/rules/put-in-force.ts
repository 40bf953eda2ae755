import { UsageError } from '#cli/command.ts';
import { isRejection } from '#contracts/outcome.ts';
import { remedyOf, sentenceOf } from '#messages/say.ts';
import { audited, causeOf } from '#shared/audit.ts';
import type { Ports } from '#shared/ports.ts';
import { actOf } from '../acts/act.ts';
import { refreshByHand } from '../acts/refresh-by-hand.ts';
import type { Workplace } from '../workplace.ts';
import { type NewRules, nextVersion, putRules } from './put-rules.ts';

/** What a person did to the rules, for the audit trail, and from which stage the lists must see it. */
export interface Change {
  action: 'rules.put' | 'reference.accept';
  details: Record<string, unknown>;
  from: 'match' | 'validate';
}

const refreshAll = async (from: Change['from'], cause: string, ports: Ports): Promise<void> => {
  for (const { dealerId } of await ports.table.dealers.queryIndex('GSI1', {}))
    await refreshByHand({ dealerId, from, cause }, ports);
};

/**
 * Puts rules in force, written into the audit trail, and has every dealer's lists judged again; answers the
 * version. Throws `UsageError` where somebody else was faster.
 */
export const putInForce = async (
  rules: Omit<NewRules, 'putBy' | 'putAt'>,
  { action, details, from }: Change,
  ports: Workplace,
): Promise<string> => {
  const version = await nextVersion(rules.name, ports);
  const act = actOf(
    { dealerId: null, action, subject: version, details: { ...details, followed: rules.followed } },
    ports,
  );
  await audited(act, ports, async () => {
    const refused = await putRules(version, { ...rules, putBy: act.who, putAt: act.at }, ports);
    if (refused && isRejection(refused))
      throw new UsageError(`${sentenceOf(refused.reason)} ${remedyOf(refused.reason)}`);
    await refreshAll(from, causeOf(act), ports);
  });
  return version;
};
