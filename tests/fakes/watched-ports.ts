import type { Ports } from '#shared/ports.ts';

type Table = Ports['table'];

/** The same ports, with something before every call of a repository. */
export const watched = (
  ports: Ports,
  before: (repository: string, method: string) => Promise<void>,
): Ports => {
  const repository = (name: string, methods: object) =>
    Object.fromEntries(
      Object.entries(methods).map(([method, call]) => [
        method,
        method === 'stream'
          ? call
          : async (...given: unknown[]) => {
              await before(name, method);
              return call(...given);
            },
      ]),
    );
  const table = Object.fromEntries(
    Object.entries(ports.table).map(([name, part]) => [
      name,
      typeof part === 'object' ? repository(name, part) : part,
    ]),
  ) as unknown as Table;
  return { ...ports, table };
};

/** The same ports, with something before every write: of a record, and of a file. */
export const beforeWrites = (ports: Ports, before: () => Promise<void>): Ports => {
  const writeFile: Ports['artefacts']['writeFile'] = async (...given) => {
    await before();
    return ports.artefacts.writeFile(...given);
  };
  const table = watched(ports, async (_, method) => {
    if (/^(put|patch|add|remove)/.test(method)) await before();
  });
  return { ...table, artefacts: { ...ports.artefacts, writeFile } };
};
