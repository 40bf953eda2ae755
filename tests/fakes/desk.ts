import { actsOf } from '#desk/acts.ts';
import type { DeskPorts } from '#desk/ports.ts';
import type { Ports } from '#shared/ports.ts';

/** The desk on these ports; unless it is said how they go, executions have ended well when they are asked for. */
export const deskOn = (ports: Ports, start: Ports['machines']['start'] = async () => true): DeskPorts => {
  const desk = { ...ports, machines: { start, status: async () => 'SUCCEEDED' as const } };
  return {
    ...desk,
    acts: actsOf(desk),
    checkSecret: async () => {},
    forgetSecret: async () => true,
    openInbox: async () => {},
  };
};
