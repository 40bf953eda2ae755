import { choosePart, type Parts } from './parts.ts';
import type { Ports } from './ports.ts';
import type { ProviderStanding } from './table/coordination-records.ts';

/** Where what is read, measured or chosen may come from several providers, asked in the configuration's order. */
export const PLACES = [
  'pageReaders',
  'pageRecognizers',
  'columnNamers',
  'labelNamers',
  'embedders',
  'tieBreakers',
  'inheritors',
] as const;
export type ProviderPlace = (typeof PLACES)[number];

/** Without a table nothing is noted: a file that is tried on a machine of one's own leaves nothing behind. */
export type StandingPorts = Partial<Pick<Ports, 'table' | 'clock'>>;

/** Each of the two is written so often at most by a process: how a provider stands costs no more than that. */
const AGAIN_MS = 5 * 60_000;

const LONGEST_DETAIL = 200;

/** What this process has written last, by table and key. */
const written = new WeakMap<object, Map<string, number>>();

const isDue = (table: object, key: string, now: number): boolean => {
  const known = written.get(table) ?? new Map<string, number>();
  written.set(table, known);
  if (now - (known.get(key) ?? Number.NEGATIVE_INFINITY) < AGAIN_MS) return false;
  known.set(key, now);
  return true;
};

type Ended = Omit<ProviderStanding, 'at'>;

/** What cannot be noted is not noted: the answer is worth more. */
const note = async (ended: Ended, { table, clock }: StandingPorts): Promise<void> => {
  if (!table || !clock) return;
  const other = ended.ended === 'answered' ? 'failed' : 'answered';
  const key = (as: string) => `${ended.place} ${ended.name} ${as}`;
  const now = clock();
  if (!isDue(table, key(ended.ended), now.getTime())) return;
  written.get(table)?.delete(key(other));
  await table.providers.put({ ...ended, at: now.toISOString() }).catch(() => null);
};

/** By what a provider says that it is there, and cannot do this one thing. */
const ANSWERS = new Set(['UnreadableDocument', 'RecognitionRefused', 'NamingRefused', 'ServiceRefused']);

const detailOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, LONGEST_DETAIL);

/**
 * The same provider; of each call by that method is noted whether it was answered. What it says or throws is as it was: who
 * asks goes on to the next where one does not answer.
 */
export const watchedProvider = <Provider extends object>(
  { place, name }: Pick<Ended, 'place' | 'name'>,
  provider: Provider,
  method: keyof Provider & string,
  ports: StandingPorts,
): Provider => {
  const ask = provider[method] as (...given: unknown[]) => Promise<unknown>;
  const asked = async (...given: unknown[]) => {
    try {
      const answer = await ask.apply(provider, given);
      await note({ place, name, ended: 'answered' }, ports);
      return answer;
    } catch (error) {
      if (!ANSWERS.has((error as Error)?.name))
        await note({ place, name, ended: 'failed', detail: detailOf(error) }, ports);
      throw error;
    }
  };
  return { ...provider, [method]: asked };
};

/** The providers that the configuration names in a place, in its order, each connected; how they stand is noted. */
export const providersOf = <Provider extends object, Given>(
  place: ProviderPlace,
  known: Record<string, (ports: Given) => Provider>,
  method: keyof Provider & string,
  ports: NoInfer<Given> & StandingPorts & { parts: Parts },
): Provider[] =>
  ports.parts[place].map((name) =>
    watchedProvider({ place, name }, choosePart(place, known, name)(ports), method, ports),
  );
