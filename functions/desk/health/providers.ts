import type { Ports } from '#shared/ports.ts';
import { PLACES, type ProviderPlace } from '#shared/providers.ts';
import type { Breaker, ProviderStanding } from '#shared/table/coordination-records.ts';

/** Who may be asked in each place: by name, since none of them is needed to tell of it. A test holds them against those there are. */
export const KNOWN: Record<ProviderPlace, readonly string[]> = {
  pageReaders: ['pdfium', 'pdfjs', 'spreadsheet'],
  pageRecognizers: ['textract', 'bedrock'],
  columnNamers: ['bedrock'],
  labelNamers: ['bedrock'],
  embedders: ['lexical', 'bedrock'],
  tieBreakers: ['bedrock'],
  inheritors: ['bedrock'],
};

/** The services that are paid by the use, as their breakers call them (`guarded-services.ts`); others ask nobody. */
const serviceOf = (place: ProviderPlace, name: string): string | null => {
  if (name === 'textract') return name;
  if (name !== 'bedrock') return null;
  return place === 'embedders' ? 'bedrock-embedding' : 'bedrock-language';
};

/** Who reads, recognises, names, measures or chooses in a place, and whether it is there (S4-16, S4-17). */
export interface ProviderShown {
  place: ProviderPlace;
  name: string;
  /** 1 is asked first; null for one that the configuration does not name. */
  priority: number | null;
  /** The service behind it; null for one that needs none. */
  service: string | null;
  /** `idle`: it was not asked yet; `off`: nobody asks it. */
  status: 'online' | 'offline' | 'idle' | 'off';
  /** Answered last of its place. */
  active: boolean;
  /** When it last answered, or did not: ISO, UTC. */
  lastChecked: string | null;
  /** Why it is offline. */
  detail: string | null;
}

type Known = Pick<ProviderShown, 'place' | 'name' | 'priority'>;

const providersIn = (place: ProviderPlace, { parts }: Pick<Ports, 'parts'>): Known[] => {
  const named = parts[place];
  const others = KNOWN[place].filter((name) => !named.includes(name));
  return [
    ...named.map((name, at) => ({ place, name, priority: at + 1 })),
    ...others.map((name) => ({ place, name, priority: null })),
  ];
};

interface Seen {
  standings: readonly ProviderStanding[];
  breakers: readonly Breaker[];
  now: number;
}

const latest = (standings: readonly ProviderStanding[]): ProviderStanding | undefined =>
  standings.toSorted((one, other) => other.at.localeCompare(one.at))[0];

/** A breaker that is open knows more than the last call: it has seen several, of all places. */
const shown = (known: Known, { standings, breakers, now }: Seen): Omit<ProviderShown, 'active'> => {
  const { place, name, priority } = known;
  const service = serviceOf(place, name);
  const open = breakers.find((one) => one.service === service && one.state === 'open' && one.openUntil > now);
  const last = latest(standings.filter((one) => one.place === place && one.name === name));
  const base = { ...known, service, lastChecked: last?.at ?? null };
  if (priority === null) return { ...base, status: 'off', detail: null };
  if (open) {
    const detail = last?.ended === 'failed' ? (last.detail ?? null) : null;
    return {
      ...base,
      status: 'offline',
      detail: detail ?? `left alone until ${new Date(open.openUntil).toISOString()}`,
    };
  }
  if (!last) return { ...base, status: 'idle', detail: null };
  return { ...base, status: last.ended === 'answered' ? 'online' : 'offline', detail: last.detail ?? null };
};

/** Of each place who was the last to answer. */
const activeIn = (standings: readonly ProviderStanding[]): Set<string> => {
  const answered = standings.filter(({ ended }) => ended === 'answered');
  const lasts = PLACES.flatMap((place) => latest(answered.filter((one) => one.place === place)) ?? []);
  return new Set(lasts.map(({ place, name }) => `${place} ${name}`));
};

/** Everybody who may be asked for what a document means, place by place, the first asked first, and whether it is there. */
export const providersNow = async (
  ports: Pick<Ports, 'table' | 'parts' | 'clock'>,
): Promise<ProviderShown[]> => {
  const [standings, breakers] = await Promise.all([
    ports.table.providers.query({}),
    ports.table.breakers.query({}),
  ]);
  const active = activeIn(standings);
  const seen = { standings, breakers, now: ports.clock().getTime() };
  return PLACES.flatMap((place) => providersIn(place, ports))
    .map((known) => shown(known, seen))
    .map((each) => ({ ...each, active: active.has(`${each.place} ${each.name}`) }));
};
