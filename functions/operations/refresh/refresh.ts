import type { RunState } from '#contracts/state.ts';
import { type Act, causeOf } from '#shared/audit.ts';
import { feedStateOf } from '#shared/feed-state.ts';
import { sha256 } from '#shared/hash.ts';
import { forEachChannel } from '#shared/in-channel.ts';
import type { Ports } from '#shared/ports.ts';

type Deed = Pick<Act, 'id' | 'action' | 'subject' | 'details'>;

/** The names of Avito are matched against; every other layer judges what was matched. */
const byLayers = ({ details: { layers } }: Deed): Change['from'] =>
  Array.isArray(layers) && !layers.includes('model-catalogue') ? 'validate' : 'match';

/** An act that does several things says itself from where. */
const asTold = ({ details }: Deed): Change['from'] => (details.from === 'validate' ? 'validate' : 'match');

/** From which stage the lists must see an act; acts that are not named change no list. */
const SEEN_FROM: Record<string, (deed: Deed) => Change['from']> = {
  'dealer.put': () => 'validate',
  'match.set': () => 'match',
  'match.remove': () => 'match',
  'knowledge.teach': () => 'match',
  'knowledge.forget': () => 'match',
  'knowledge.promote': () => 'match',
  'questions.answer': asTold,
  'questions.undo': asTold,
  'questions.share': asTold,
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

/** Acts whose effect no list has to be judged for: the feed is built anew, soon, and nobody waits for it. */
const BUILT_SOON = new Set(['stock.set', 'stock.take', 'dealer-rule.put', 'dealer-rule.remove']);

/** Whether nothing but the feed has to follow an act. */
export const isBuiltSoon = ({ action }: Pick<Deed, 'action'>): boolean => BUILT_SOON.has(action);

/** The dealers whose lists must see an act of that dealer, or of all (null); none where it changes no list. */
export const dealersSeeing = async (
  { action }: Pick<Deed, 'action'>,
  dealerId: string | null,
  { table }: Pick<RefreshPorts, 'table'>,
): Promise<string[]> => {
  if (!SEEN_FROM[action] && !isBuiltSoon({ action })) return [];
  if (dealerId !== null) return [dealerId];
  return (await table.dealers.queryIndex('GSI1', {})).map((dealer) => dealer.dealerId);
};

/**
 * Takes up again what of a dealer's lists must see an act, each once however often it is asked for: the act is the
 * cause. Answers the names of the price-list executions.
 */
export const refreshAfter = async (deed: Deed, dealerId: string, ports: RefreshPorts): Promise<string[]> => {
  if (isBuiltSoon(deed)) await buildSoon(dealerId, ports);
  const from = SEEN_FROM[deed.action]?.(deed);
  if (!from) return [];
  const change = { dealerId, from, cause: causeOf(deed) };
  // A list that was put back is not in force yet: its own run puts it there.
  if (deed.action === 'list.restore') return [(await rerunDocument(deed.subject, change, ports)).name];
  return (await refresh(change, ports)).names;
};

type RefreshPorts = Pick<Ports, 'table' | 'machines'>;

/** What changed for a dealer, and the first stage that must see it. */
interface Change {
  dealerId: string;
  from: NonNullable<RunState['from']>;
  /** Names the change: the same cause takes a document up once, also when the step is retried. */
  cause: string;
}

const executionName = (documentId: string, cause: string) =>
  `refresh-${sha256(`${documentId}\n${cause}`).slice(0, 40)}`;

/** Takes one document up again; answers its execution's name, and whether it began. */
export const rerunDocument = async (
  documentId: string,
  { dealerId, from, cause }: Change,
  { machines }: Pick<Ports, 'machines'>,
): Promise<{ name: string; began: boolean }> => {
  const name = executionName(documentId, cause);
  const began = await machines.start('price-list', name, { dealerId, documentId, from, reason: cause });
  return { name, began };
};

/**
 * Takes the dealer's lists in force up again, from the stage given: nothing is extracted twice. One that was retired by
 * hand is judged no more; that it is gone still reaches the feed. Answers the
 * names of the price-list executions, and how many of them began: the same cause begins each once.
 */
export const refresh = async (
  { dealerId, from, cause }: Change,
  { table, machines }: RefreshPorts,
): Promise<{ names: string[]; began: number }> => {
  const all = await table.lists.query({ dealerId });
  const lists = all.filter(({ retired }) => !retired || from === 'generate');
  const names: string[] = [];
  let began = 0;
  for (const documentId of new Set(lists.map((list) => list.documentId))) {
    const { name, began: isNew } = await rerunDocument(documentId, { dealerId, from, cause }, { machines });
    names.push(name);
    if (isNew) began += 1;
  }
  return { names, began };
};

const ENDED_BADLY = ['FAILED', 'TIMED_OUT', 'ABORTED'];

/** How far each channel has followed; null where all have followed whatever there is. */
const progressOf = async (dealerId: string, ports: RefreshPorts): Promise<string | null> => {
  const dealer = (await ports.table.dealers.get({ dealerId }))?.configuration;
  const states = dealer
    ? await forEachChannel(dealer, ports, (_, inOne) => feedStateOf(dealerId, inOne))
    : [];
  const isBehind = states.some((state) => state && state.builtRevision < state.offersRevision);
  return isBehind ? states.map((state) => state?.builtRevision ?? 0).join('-') : null;
};

/** Any list in force will do: the feed is the dealer's, not the list's. */
const listInForce = async (dealerId: string, { table }: RefreshPorts): Promise<string | undefined> =>
  (await table.lists.query({ dealerId })).find(({ retired }) => !retired)?.documentId;

/**
 * Has the dealer's feed built anew soon, once for all that asks for it meanwhile; gives the execution that does it. It
 * bears in its name how far the channels had got: as long as they have not got further it is still to build, and builds
 * until it has caught up. Null where there is nothing to do, or no list to make a feed of.
 */
export const buildSoon = async (dealerId: string, ports: RefreshPorts): Promise<string | null> => {
  const progress = await progressOf(dealerId, ports);
  const documentId = progress === null ? undefined : await listInForce(dealerId, ports);
  if (progress === null || documentId === undefined) return null;
  const begin = (cause: string) => rerunDocument(documentId, { dealerId, from: 'generate', cause }, ports);
  const { name } = await begin(`behind ${progress}`);
  const status = await ports.machines.status('price-list', name);
  if (!status || !ENDED_BADLY.includes(status)) return name;
  return (await begin(`behind ${progress} after ${sha256(name)} ${status}`)).name;
};
