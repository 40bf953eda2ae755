import type { Shown } from '#functions/reports/ad/field-sources.ts';
import type { ShownPicture } from '#functions/reports/ad/preview-page.ts';
import { pictureFileName } from '#marketplace/ad-pictures.ts';
import type { Ports } from '#shared/ports.ts';

/** The ad's pictures, those of spec books with their bytes; nothing is fetched from the dealer's host. */
export const picturesOf = (
  { product, listing }: Shown,
  { assets }: Pick<Ports, 'assets'>,
): Promise<ShownPicture[]> => {
  const own = listing.matched.spec?.picture ?? listing.model?.picture;
  const bytesOf = async (address: string): Promise<string | null> => {
    if (!own || !address.endsWith(`/${pictureFileName(own)}`) || !(await assets.head(own.key))) return null;
    return `data:${own.mediaType};base64,${Buffer.from(await assets.read(own.key)).toString('base64')}`;
  };
  const images = product.ad?.images ?? [];
  return Promise.all(images.map(async (address) => ({ address, data: await bytesOf(address) })));
};
