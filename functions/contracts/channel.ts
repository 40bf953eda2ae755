import * as z from 'zod';

/** The channel of all that was kept before there were channels: its keys do not name it. */
export const FIRST_CHANNEL = 'avito';

/** Where a dealer's ads are sold, by the word that keys and requests bear: a `Marketplace`'s name. */
export const Channel = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

/** What names a channel in a key; nothing for the first. */
export const channelPart = (channel: string, before: string): string =>
  channel === FIRST_CHANNEL ? '' : before + channel;
