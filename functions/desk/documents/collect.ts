import type { Dealer } from '#contracts/dealer.ts';
import type { Ports } from '#shared/ports.ts';
import type { DeliveryReceipt, FeedVersion } from '#shared/table/feed-records.ts';
import { lastDelivery, newestFeed } from '../feeds/feed.ts';
import { type DocumentResult, documentResults, type NamedFile } from './documents.ts';

/** Everything that `process` reports of a dealer, read from the records. */
export interface Results {
  documents: DocumentResult[];
  feed: FeedVersion | null;
  delivery: DeliveryReceipt | null;
  publicUrl: string;
}

/** Reads what became of the files placed in the dealer's inbox, and of its feed. */
export const collectResults = async (
  dealer: Dealer,
  placed: NamedFile[],
  ports: Ports,
): Promise<Results> => ({
  documents: await documentResults(dealer.id, placed, ports),
  feed: await newestFeed(dealer.id, ports),
  delivery: await lastDelivery(dealer.id, ports),
  publicUrl: dealer.feed.publicUrl,
});
