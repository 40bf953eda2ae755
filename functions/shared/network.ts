import { type LookupAddress, promises } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import { ConfigurationError } from './errors.ts';

/** Finds the addresses of the hosts that dealers name. */
export interface Network {
  /**
   * The one address that a host is to be reached at. Connect to this and to no name: a second look-up may
   * answer otherwise. Throws `ConfigurationError` for an address that is nobody's in public.
   */
  addressOf(host: string): Promise<LookupAddress>;
}

export type Lookup = (host: string) => Promise<LookupAddress[]>;

/** IANA's special-purpose registries for IPv4 and IPv6: networks that no public host stands in. */
const NOT_PUBLIC = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24'],
  ...['203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  ...['::/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32', '2002::/16'],
  ...['fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
];

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

const blocked = (ranges: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix] = range.split('/');
    list.addSubnet(network, Number(prefix), familyOf(network));
  }
  return list;
};
/** Made when the first host is looked up: most functions reach none. */
let notPublic: BlockList | undefined;

/** Whether an address is one of the public Internet. An IPv4 address written as IPv6 is judged as IPv4. */
export const isPublicAddress = (address: string): boolean => {
  notPublic ??= blocked(NOT_PUBLIC);
  return isIP(address) !== 0 && !notPublic.check(address, familyOf(address));
};

/** Cheap hosts announce IPv6 addresses that nothing listens on. */
const systemLookup: Lookup = (host) => promises.lookup(host, { all: true, order: 'ipv4first' });

const refused = (host: string, address: string) =>
  new ConfigurationError(
    `${host} is ${address}, an address inside a private network: name a host that the Internet knows`,
    { stage: 'deliver' },
  );

/** URLs write IPv6 addresses in brackets. */
const bare = (host: string): string => host.replace(/^\[|\]$/g, '');

/** Every address of the host must be public, except where `allowsPrivate`, as on one machine. */
export const networkOf = (allowsPrivate: boolean, lookup: Lookup = systemLookup): Network => ({
  addressOf: async (host) => {
    const addresses = await lookup(bare(host));
    const forbidden = allowsPrivate ? undefined : addresses.find(({ address }) => !isPublicAddress(address));
    if (forbidden) throw refused(host, forbidden.address);
    return addresses[0] as LookupAddress;
  },
});
