/** A delivery in a process of its own, for a test to kill. Its one argument is a `DeliveryErrand` in JSON. */
import type { Ports } from '#shared/ports.ts';
import { type DeliveryInput, runDelivery } from './delivery-machine.ts';
import { type Place, portsAt } from './ports.ts';

export interface DeliveryErrand {
  place: Place;
  secret: Record<string, string>;
  input: DeliveryInput;
}

const { place, secret, input }: DeliveryErrand = JSON.parse(process.argv[2] ?? '');
const ports: Ports = {
  ...portsAt(place),
  secrets: { read: async () => secret },
  clock: () => new Date(input.at),
};
await runDelivery(input, ports);
