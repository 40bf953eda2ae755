import { type Act, causeOf } from '#shared/audit.ts';
import { type Change, type RefreshPorts, refresh, rerunDocument } from './refresh.ts';

type Deed = Pick<Act, 'id' | 'action' | 'subject' | 'details'>;

/** The names of Avito are matched against; every other layer judges what was matched. */
const byLayers = ({ details: { layers } }: Deed): Change['from'] =>
  Array.isArray(layers) && !layers.includes('model-catalogue') ? 'validate' : 'match';

/** From which stage the lists must see an act; acts that are not named change no list. */
const SEEN_FROM: Record<string, (deed: Deed) => Change['from']> = {
  'dealer.put': () => 'validate',
  'match.set': () => 'match',
  'match.remove': () => 'match',
  'review.accept': () => 'validate',
  'review.edit': () => 'validate',
  'review.reject': () => 'validate',
  'review.reopen': () => 'validate',
  'offers.withdraw': () => 'validate',
  'offers.back': () => 'validate',
  'list.retire': () => 'generate',
  'list.restore': () => 'match',
  'rules.put': byLayers,
  'reference.accept': () => 'match',
};

/** The dealers whose lists must see an act of that dealer, or of all (null); none where it changes no list. */
export const dealersSeeing = async (
  { action }: Pick<Deed, 'action'>,
  dealerId: string | null,
  { table }: Pick<RefreshPorts, 'table'>,
): Promise<string[]> => {
  if (!SEEN_FROM[action]) return [];
  if (dealerId !== null) return [dealerId];
  return (await table.dealers.queryIndex('GSI1', {})).map((dealer) => dealer.dealerId);
};

/**
 * Takes up again what of a dealer's lists must see an act, each once however often it is asked for: the act is the
 * cause. Answers the names of the price-list executions.
 */
export const refreshAfter = async (deed: Deed, dealerId: string, ports: RefreshPorts): Promise<string[]> => {
  const from = SEEN_FROM[deed.action]?.(deed);
  if (!from) return [];
  const change = { dealerId, from, cause: causeOf(deed) };
  // A list that was put back is not in force yet: its own run puts it there.
  if (deed.action === 'list.restore') return [(await rerunDocument(deed.subject, change, ports)).name];
  return (await refresh(change, ports)).names;
};
