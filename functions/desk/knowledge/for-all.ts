import { workOutAnew } from '#functions/catalogue/work-out-anew.ts';
import type { Hand } from '#functions/validate/review/editable-fields.ts';
import { reason } from '#messages/reason.ts';
import { auditScope } from '#shared/audit.ts';
import type { Ports } from '#shared/ports.ts';
import type { Meaning, ModelValue, TaughtMeaning } from '#shared/table/knowledge-records.ts';
import type { ManualMatch } from '#shared/table/records.ts';
import { meaningScope } from '#shared/taught-meanings.ts';
import { dealersNamed } from '../dealers/known-dealer.ts';
import { Refusal } from '../refusal.ts';

type TablePorts = Pick<Ports, 'table'>;

/** What people say, in its place among what holds for all dealers; who said it and from which document stay the dealer's. */
export interface ForAll {
  /** What it is said of, as printed, and what is said; null for nothing that is used. */
  printed: string;
  says: string | null;
  /** What holds there now. */
  now(): Promise<({ says: string | null } & Hand) | null>;
  /** False where something holds. */
  put(hand: Hand): Promise<boolean>;
  remove(): Promise<void>;
}

/** What a printed text means, for all dealers. */
export const meaningForAll = (
  { kind, text, section, printed, means }: Omit<Meaning, 'scope' | 'note'>,
  { table: { meanings } }: TablePorts,
): ForAll => {
  const key = { scope: meaningScope(null), kind, text, section };
  const saidIn = ({ means: says, taughtBy: by, taughtAt: at }: TaughtMeaning) => ({ says, by, at });
  return {
    ...{ printed, says: means },
    now: async () => {
      const held = await meanings.get(key);
      return held && saidIn(held);
    },
    put: ({ by: taughtBy, at: taughtAt }) =>
      meanings.putIf({ ...key, printed, means, taughtBy, taughtAt }, (stored, { notExists }) =>
        notExists(stored.kind),
      ),
    remove: () => meanings.remove(key),
  };
};

/** The value of a model, for all dealers. */
export const valueForAll = (
  { model, field, value, printed }: Omit<ModelValue, 'scope' | 'by' | 'at'>,
  { table: { modelValues } }: TablePorts,
): ForAll => {
  const key = { scope: auditScope(null), model, field };
  return {
    ...{ printed: `${printed}, ${field}`, says: value },
    now: async () => {
      const held = await modelValues.get(key);
      return held && { says: held.value, by: held.by, at: held.at };
    },
    put: (hand) =>
      modelValues.putIf({ ...key, value, printed, ...hand }, (stored, { notExists }) =>
        notExists(stored.model),
      ),
    remove: () => modelValues.remove(key),
  };
};

/** The marketplace's name of a model, for all dealers: what spoke against it in one list is told anew of another. */
export const nameForAll = (
  { model, name, printed }: Pick<ManualMatch, 'model' | 'name' | 'printed'>,
  { table: { sharedMatches } }: TablePorts,
): ForAll => ({
  ...{ printed, says: name },
  now: async () => {
    const held = await sharedMatches.get({ model });
    return held && { says: held.name, by: held.setBy, at: held.setAt };
  },
  put: ({ by: setBy, at: setAt }) =>
    sharedMatches.putIf({ model, name, printed, contradictions: [], setBy, setAt }, (stored, { notExists }) =>
      notExists(stored.model),
    ),
  remove: () => sharedMatches.remove({ model }),
});

/** Nobody's word for all goes over another's unasked: throws `Refusal` where something else holds. */
export const refuseSharedOtherwise = async ({ printed, says, now }: ForAll): Promise<void> => {
  const held = await now();
  if (held && held.says !== says)
    throw new Refusal(reason('shared-otherwise', { printed, ...held, says: held.says ?? 'nothing' }));
};

/** What holds already was said by whoever said it first, and is theirs to take back. Throws `Refusal` like the other. */
export const putForAll = async (one: ForAll, hand: Hand): Promise<void> => {
  if (!(await one.put(hand))) await refuseSharedOtherwise(one);
};

/** Takes back what was said for all, unless somebody has said something in its place since. */
export const takeFromAll = async (one: ForAll, { by, at }: Hand): Promise<void> => {
  const held = await one.now();
  if (held?.by === by && held.at === at) await one.remove();
};

/** Works the books of a dealer out by what holds now, everybody's where none is named. */
export const workOutBooks = async (
  dealerId: string | undefined,
  ports: Pick<Ports, 'artefacts' | 'table'>,
): Promise<void> => {
  for (const each of await dealersNamed(dealerId, ports)) await workOutAnew(each, ports);
};
