import type { ExtractedProduct } from '#contracts/extracted.ts';
import type { Ad, ValidatedProduct } from '#contracts/validated.ts';
import type { ListedProduct } from '#functions/reports/listed-products.ts';
import type { LoadedRun } from '#functions/reports/load-run.ts';
import { extractedList } from './extracted.ts';
import { aListing } from './listings.ts';

/** An ad in which everything is known. */
export const anAd = (changes: Partial<Ad> = {}): Ad => ({
  id: 'SKIDOO-TJTH-2026',
  images: ['https://north.example/1.png'],
  ...changes,
  fields: {
    Title: 'Ski-Doo Summit',
    Address: 'Мурманск',
    ...{ Type: 'Спортивный или горный', EngineType: 'Бензин', Power: '165', EngineCapacity: '849' },
    ...{ Stroke: '2', PersonCapacity: '1', TrackWidth: '406', Year: '2026' },
    ...changes.fields,
  },
});

interface Changes {
  extracted?: Partial<ExtractedProduct>;
  validated?: Partial<ValidatedProduct>;
}

/** A run of one list of one machine. */
export const aRun = ({ extracted, validated }: Changes = {}): LoadedRun => {
  const listing = aListing(extracted ? { extracted } : {});
  const { modelCode, brand, modelYear, page, row } = listing.extracted;
  return {
    document: {
      ...{ dealerId: 'demo', documentId: 'd1', key: 'inbox/demo/list.pdf', name: 'list.pdf', version: '1' },
      ...{ bytes: 1, receivedAt: '2026-11-01T10:00:00.000Z', claimedBy: 'run-1', status: 'review' },
      runId: 'run-1',
    },
    ...{ runId: 'run-1', stages: [], failures: [] },
    extracted: extractedList([listing.extracted]),
    matched: {
      ...{ contractVersion: 1, document: 'list.pdf', products: [{ ...listing.matched, modelCode }] },
      ...{ engine: { name: 'lexical', declined: [] } },
    },
    validated: {
      ...{ contractVersion: 1, document: 'list.pdf', notes: [] },
      rules: { version: 'r1', source: 'table' },
      products: [
        {
          ...{ modelCode, brand, modelYear, page, row, verdict: 'published', reasons: [] },
          ...{ ad: anAd(), rate: null, layers: [] },
          ...validated,
        },
      ],
    },
  };
};

/** A machine on a list of its own. */
export const aListed = (changes: Changes = {}): ListedProduct => {
  const run = aRun(changes);
  const [extracted, matched, validated] = [
    run.extracted.products[0],
    run.matched.products[0],
    run.validated.products[0],
  ];
  if (!extracted || !matched || !validated) throw new Error('a run of one machine has one');
  return { run, extracted, matched, validated };
};
