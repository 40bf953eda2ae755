import type { Reason } from '#contracts/reason.ts';

/** Values that name a machine, or say what stands in its cells. */
const OF_ONE_MACHINE = ['modelCode', 'cells', 'moreCodes', 'codesHash'];

/**
 * A reason without what it says of a single machine: what machines that wait for the same have in common. "The ads of
 * IZQC, LWZV read alike" is one reason whomever it names.
 */
export const commonReason = ({ code, values: { codes, ...values } }: Reason): Reason => ({
  code,
  values: {
    ...Object.fromEntries(Object.entries(values).filter(([name]) => !OF_ONE_MACHINE.includes(name))),
    ...(codes && { codes: ['…'] }),
  },
});
