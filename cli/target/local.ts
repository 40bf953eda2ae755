import { userInfo } from 'node:os';
import { join } from 'node:path';
import { deskPortsIn } from '#local/host/api.ts';
import type { Folders } from '#local/host/folders.ts';
import { startHost } from '#local/host/host.ts';
import { findHost } from '#local/host/host-file.ts';
import { memoryOfTree } from '#local/host/memory.ts';
import { workIn } from '#local/host/work-in.ts';
import { connectPorts } from '#shared/aws/ports.ts';
import type { Ports } from '#shared/ports.ts';
import type { Workplace } from './workplace.ts';

const workplaceIn = (folders: Folders, ports: Ports, hostPid: number): Workplace => ({
  ...deskPortsIn(folders, ports),
  actor: { who: userInfo().username },
  pages: folders.data,
  fileOf: async (key) => join(folders.artefacts, key),
  isOwnHost: hostPid === process.pid,
  hostMemoryMb: () => memoryOfTree(hostPid),
});

/** Works with a data folder: through the host that runs on it, or through one that runs meanwhile. */
export const atLocal = async <Result>(
  folders: Folders,
  work: (workplace: Workplace) => Promise<Result>,
): Promise<Result> => {
  const running = await findHost(folders.lock);
  if (running) {
    workIn(running.environment);
    return work(workplaceIn(folders, connectPorts(), running.pid));
  }
  const host = await startHost(folders);
  try {
    return await work(workplaceIn(folders, host.ports, process.pid));
  } finally {
    await host.close();
  }
};
