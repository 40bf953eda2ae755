const LIMIT_BYTES = 256 * 1024;

/** Step Functions refuses a larger state; so does this machine, before AWS has to. */
export class DataLimitExceeded extends Error {
  override readonly name = 'States.DataLimitExceeded';
}

/** The state as it travels: JSON of at most 256 KiB. Throws `States.DataLimitExceeded`. */
export const handOver = <State>(where: string, state: State): State => {
  const text = JSON.stringify(state);
  const bytes = Buffer.byteLength(text);
  if (bytes > LIMIT_BYTES)
    throw new DataLimitExceeded(
      `${where} holds ${bytes} bytes; a state holds ${LIMIT_BYTES}: pass references, not data`,
    );
  return JSON.parse(text);
};
