import { networkOf } from '#shared/network.ts';

/** A name that stands for a host of the Internet: it leads to loopback, where no other name may. */
export const PUBLIC_NAME = 'dealer-host.test';

const strict = networkOf(false, async (host) => [{ address: host, family: 4 }]);

/** A network as on AWS: private addresses are refused, but for the one host that a test plays. */
export const publicNetwork = {
  addressOf: async (host: string) =>
    host === PUBLIC_NAME ? { address: '127.0.0.1', family: 4 } : strict.addressOf(host),
};
