/** A build in a process of its own that kills itself before one of its writes. Its one argument is an `Errand` in JSON. */
import { build } from './lists.ts';
import { type Place, portsAt } from './ports.ts';
import { beforeWrites } from './watched-ports.ts';

export interface Errand {
  place: Place;
  runId: string;
  /** The number of the write that it does not live to see; from 1. */
  fatal: number;
}

const { place, runId, fatal }: Errand = JSON.parse(process.argv[2] ?? '');
let writes = 0;
const ports = beforeWrites(portsAt(place), async () => {
  writes += 1;
  if (writes === fatal) process.kill(process.pid, 'SIGKILL');
});
await build(ports, runId);
