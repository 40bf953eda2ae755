import type { Place, Reason } from '#contracts/reason.ts';
import type { EN } from './en/index.ts';
import type { ValuesOf } from './message.ts';

/** The words that reasons are known by; each has its sentences in every language. */
export type Code = keyof typeof EN;

type Given<C extends Code> =
  unknown extends ValuesOf<(typeof EN)[C]>
    ? [values?: Record<string, never>, place?: Place]
    : [values: ValuesOf<(typeof EN)[C]>, place?: Place];

/** A reason by its code, with the values that its sentences name and the place that they speak of. */
export const reason = <C extends Code>(code: C, ...[values, place]: Given<C>): Reason => ({
  ...{ code, values: (values ?? {}) as Reason['values'] },
  ...(place && { place }),
});

/** A sentence that somebody outside has written, such as an error's message. */
export const asTold = (text: string): Reason => reason('as-told', { text });
