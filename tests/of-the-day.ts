const DAY_MS = 86_400_000;

/**
 * Of what takes long a landing tries every nth, each day others (`OF_THE_DAY`, set by `.ci/run`, whose twenty minutes have no
 * room for more); by hand and each night all are tried.
 */
export const ofTheDay = <Thing>(things: readonly Thing[], n: number): Thing[] => {
  const today = Math.floor(Date.now() / DAY_MS);
  return things.filter((_, at) => !process.env.OF_THE_DAY || (at + today) % n === 0);
};
