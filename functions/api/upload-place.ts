import { uploadsOf } from '#shared/pictures/put-pictures.ts';
import type { UploadedFile } from './route.ts';

/** Where a dealer's files go up to: lists into the inbox, which is told of each, pictures to where nobody is told. */
const FOLDERS: Record<UploadedFile['into'], { store: 'inbox' | 'assets'; of: (dealerId: string) => string }> =
  {
    inbox: { store: 'inbox', of: (dealerId) => `inbox/${dealerId}/` },
    pictures: { store: 'assets', of: uploadsOf },
  };

/** The store and the key that a file goes up to. */
export const uploadPlace = ({ dealerId, into, name }: Omit<UploadedFile, 'bytes'>) => {
  const { store, of } = FOLDERS[into];
  return { store, key: of(dealerId) + name };
};
