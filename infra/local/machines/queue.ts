/** Lets `atOnce` pieces of work run at a time; the others wait their turn. */
export const queueOf = (atOnce: number) => {
  const waiting: (() => void)[] = [];
  let free = atOnce;

  const turn = async () => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free -= 1;
  };
  const done = () => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };

  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    await turn();
    try {
      return await work();
    } finally {
      done();
    }
  };
};
