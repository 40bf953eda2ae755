import { useMemo, useState } from 'react';
import './without-eval.ts';
import { Dealer } from '#contracts/dealer.ts';

export type Path = readonly (string | number)[];

/** What was written in one place; undefined where it was taken away. */
interface Edit {
  path: Path;
  value: unknown;
}

const at = (whole: unknown, key: string | number): unknown =>
  typeof whole === 'object' && whole !== null ? (whole as Record<string | number, unknown>)[key] : undefined;

export const valueAt = (whole: unknown, path: Path): unknown => path.reduce<unknown>(at, whole);

const inList = (whole: readonly unknown[], place: number, inner: unknown): unknown[] => {
  if (inner === undefined) return whole.toSpliced(place, 1);
  return place < whole.length ? whole.with(place, inner) : [...whole, inner];
};

/** The whole with another value there; all else it has, known here or not, stays as it is. */
const withValue = (whole: unknown, [key, ...rest]: Path, value: unknown): unknown => {
  if (key === undefined) return value;
  const inner = withValue(at(whole, key), rest, value);
  if (typeof key === 'number') return inList((whole ?? []) as unknown[], key, inner);
  if (inner !== undefined) return { ...(whole as object), [key]: inner };
  const { [key]: _gone, ...others } = (whole ?? {}) as Record<string, unknown>;
  return others;
};

const isSame = (one: Path, other: Path): boolean => JSON.stringify(one) === JSON.stringify(other);

/** A place in a configuration where something is missing or wrong. */
interface Fault {
  path: Path;
  message: string;
}

const faultsIn = (draft: unknown): Fault[] => {
  const { error } = Dealer.safeParse(draft);
  return (error?.issues ?? []).map(({ path, message }) => ({ path: path as Path, message }));
};

/** A configuration that somebody writes in. */
export interface Draft {
  /** What it began with. */
  seen: Dealer;
  /** As it would be; not always right. */
  now: unknown;
  isChanged: boolean;
  faults: readonly Fault[];
  put(path: Path, value: unknown): void;
  /** Begins anew with what is in use now; what was written is written into that, or forgotten. */
  beginWith(seen: Dealer, keeps: 'edits' | 'nothing'): void;
}

/** Keeps what is written apart from what it is written into: where that has changed meanwhile, both come together. */
export const useDraft = (configuration: Dealer): Draft => {
  const [seen, setSeen] = useState(configuration);
  const [edits, setEdits] = useState<readonly Edit[]>([]);
  const now = useMemo(
    () => edits.reduce<unknown>((whole, { path, value }) => withValue(whole, path, value), seen),
    [edits, seen],
  );
  return {
    ...{ seen, now, faults: useMemo(() => faultsIn(now), [now]) },
    isChanged: JSON.stringify(now) !== JSON.stringify(seen),
    put: (path, value) =>
      setEdits((before) => {
        const last = before.at(-1);
        return [...(last && isSame(last.path, path) ? before.slice(0, -1) : before), { path, value }];
      }),
    beginWith: (next, keeps) => {
      setSeen(next);
      if (keeps === 'nothing') setEdits([]);
    },
  };
};
