import { portsOfEnvironment } from '#shared/aws/ports.ts';
import type { Ports } from '#shared/ports.ts';
import type { Folders } from './folders.ts';
import { startHost } from './host.ts';
import { findHost } from './host-file.ts';
import { workIn } from './work-in.ts';

/** Works with a data folder: through the host that runs on it, or through one that runs meanwhile. */
export const withPorts = async <Result>(
  folders: Folders,
  work: (ports: Ports) => Promise<Result>,
): Promise<Result> => {
  const running = await findHost(folders.lock);
  if (running) {
    workIn(running.environment);
    return work(portsOfEnvironment());
  }
  const host = await startHost(folders);
  try {
    return await work(host.ports);
  } finally {
    await host.close();
  }
};
