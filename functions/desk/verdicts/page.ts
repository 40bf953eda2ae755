import { verdictPage } from '#functions/reports/verdict-page.ts';
import { explained } from '#functions/verdict/judge-ad.ts';
import type { ShownLoad } from './verdicts.ts';

/** A load as a page. */
export const loadPage = ({ load, judged }: ShownLoad): string =>
  verdictPage(
    load,
    (judged?.ads ?? []).map((ad) => ({ ad, messages: ad.messages.map(explained) })),
  );
