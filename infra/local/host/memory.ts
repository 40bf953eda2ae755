import { readdirSync, readFileSync } from 'node:fs';

const KIB_PER_MB = 1024;

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

/** Of each process the one that started it. A process's name, in parentheses, may hold anything. */
const parents = (): Map<number, number> =>
  new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => [Number(pid), Number(textOf(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')[1])]),
  );

const treeOf = (root: number, parentOf: Map<number, number>): number[] => [
  root,
  ...[...parentOf].filter(([, parent]) => parent === root).flatMap(([pid]) => treeOf(pid, parentOf)),
];

/** Pages that processes share are counted once among them. */
const kibOf = (pid: number): number =>
  Number(/^Pss:\s+(\d+)/m.exec(textOf(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);

/** MB that a process and all that it has started hold now; null where the system does not say, as outside Linux. */
export const memoryOfTree = (pid: number): number | null => {
  if (process.platform !== 'linux') return null;
  const kib = treeOf(pid, parents()).reduce((sum, each) => sum + kibOf(each), 0);
  return kib === 0 ? null : Math.round(kib / KIB_PER_MB);
};
