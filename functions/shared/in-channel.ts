import { FIRST_CHANNEL } from '#contracts/channel.ts';
import type { Dealer } from '#contracts/dealer.ts';
import type { Ports } from './ports.ts';

/** The ports with the table as that channel has it. */
export const inChannel = <Some extends Pick<Ports, 'table'>>(channel: string, ports: Some): Some =>
  ports.table.channel === channel
    ? ports
    : { ...ports, table: { ...ports.table, ...ports.table.ofChannel(channel) } };

/** What names the channel in the details of an act; nothing for the first. */
export const channelNamed = ({ table: { channel } }: Pick<Ports, 'table'>): { channel?: string } =>
  channel === FIRST_CHANNEL ? {} : { channel };

/** A command, word by word, for the table's channel; the first one need not be named. */
export const commandInChannel = (
  words: string[],
  { table: { channel } }: { table: Pick<Ports['table'], 'channel'> },
): string[] => (channel === FIRST_CHANNEL ? words : [...words, '--channel', channel]);

/** The channels that a dealer sells in, the first one first. */
export const channelsOf = ({ channels = {} }: Dealer): string[] => [FIRST_CHANNEL, ...Object.keys(channels)];

/**
 * A dealer as a channel has it: with the address of its feed there, its windows and its host; null where it does not sell
 * there. An account at the first channel's marketplace is none elsewhere.
 */
export const dealerIn = (channel: string, dealer: Dealer): Dealer | null => {
  if (channel === FIRST_CHANNEL) return dealer;
  const own = dealer.channels?.[channel];
  if (!own) return null;
  const { avito: _, ...whole } = dealer;
  const { shop: __, pictures, windows = dealer.windows, ...others } = own;
  return { ...whole, ...others, windows, pictures: { ...dealer.pictures, ...pictures } };
};

/** Does something for each channel that a dealer sells in, or for one of them alone; what it gives, in that order. */
export const forEachChannel = <Some extends Pick<Ports, 'table'>, Result>(
  dealer: Dealer,
  ports: Some,
  work: (dealer: Dealer, ports: Some) => Promise<Result>,
  only?: string,
): Promise<Result[]> => {
  const channels = channelsOf(dealer).filter((channel) => channel === (only ?? channel));
  return Promise.all(
    channels.map((channel) => work(dealerIn(channel, dealer) as Dealer, inChannel(channel, ports))),
  );
};

/** The same for a dealer by its id; one without a configuration sells in the first channel. */
export const inChannelsOf = async <Some extends Pick<Ports, 'table'>, Result>(
  dealerId: string,
  ports: Some,
  work: (ports: Some) => Promise<Result>,
): Promise<Result[]> => {
  const dealer = (await ports.table.dealers.get({ dealerId }))?.configuration;
  const channels = dealer ? channelsOf(dealer) : [FIRST_CHANNEL];
  return Promise.all(channels.map((channel) => work(inChannel(channel, ports))));
};
