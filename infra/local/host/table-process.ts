import { dynaliteOn } from './dynalite.ts';
import { listen } from './loopback.ts';
import { watchWrites } from './written.ts';

/** A process of its own: the folder opens for one process only, and this one ends with its parent. */
const folder = process.argv[2] as string;
const server = dynaliteOn(folder);

const end = () => server.close(() => process.exit());

// Ctrl-C reaches the whole group; the parent still writes then and disconnects when it is done.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('disconnect', end);
const port = await listen(server);
process.send?.({ port });
watchWrites(server, (written) => process.connected && process.send?.({ written }));
