import type { Ports } from './ports.ts';

/** The ports with the table as that channel has it. */
export const inChannel = <Some extends Pick<Ports, 'table'>>(channel: string, ports: Some): Some =>
  ports.table.channel === channel
    ? ports
    : { ...ports, table: { ...ports.table, ...ports.table.ofChannel(channel) } };
