import { join } from 'node:path';
import { PreviewAd, previewAd } from '#desk/ads/preview.ts';
import { parseWish } from '#desk/refusal.ts';
import { previewPage } from '#functions/reports/ad/preview-page.ts';
import { type Arguments, type Command, UsageError } from '../command.ts';
import { writePage } from '../files/write-page.ts';
import { say, tell } from '../say/terminal.ts';
import { atTarget, CHANNEL } from '../target/at-target.ts';

const run = async (given: Arguments): Promise<number> => {
  const [modelCode, ...more] = given.files;
  if (modelCode === undefined || more.length > 0)
    throw new UsageError('Name the one model CODE whose ad is to be shown');
  const { dealer: dealerId, ad: adId } = given.options;
  const wish = parseWish(PreviewAd, { modelCode, adId, dealerId });
  return atTarget(given, async (ports) => {
    const shown = await previewAd(wish, ports);
    const of: [string, string] = [shown.dealerId, adId ?? shown.product.modelCode];
    const page = await writePage(join(ports.pages, 'previews'), of, previewPage(shown));
    await tell(given, { ...shown, pictures: shown.pictures.map(({ address }) => address), page }, () =>
      say(page),
    );
    return 0;
  });
};

/** `feedwright preview`: one ad as a person sees it, and why it is as it is. */
export const preview: Command = {
  summary: 'Write one ad as a page: picture, text, fields with their sources, verdicts',
  usage: 'preview CODE [--ad ADID] [--dealer ID]',
  examples: ['feedwright preview GYQ4', 'feedwright preview GYQ4 --dealer samples'],
  options: {
    ...CHANNEL,
    ad: { type: 'string', value: 'ADID', description: 'which ad, where pieces of the code have their own' },
    dealer: { type: 'string', value: 'ID', description: 'whose ad, where several dealers have the code' },
  },
  run,
};
