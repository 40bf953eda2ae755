import type { Delivery, FeedReference } from '#contracts/delivered.ts';
import { UploadError } from '#shared/errors.ts';

/** The feed that guard chose. Throws `UploadError` when the machine came here without one. */
export const chosenFeed = ({ feed, dealerId }: Delivery): FeedReference => {
  if (feed) return feed;
  throw new UploadError(`No feed was chosen for ${dealerId}`, { stage: 'deliver' });
};
