import type { Evidence } from '#contracts/question.ts';
import { reason } from '#messages/reason.ts';
import type { DocumentRecord, ReviewItem } from '#shared/table/records.ts';
import type { Effect, OfFile, OfGuard } from '../effects.ts';
import { rowOf } from '../evidence.ts';
import { type Asked, byFile, type Choice, codesIn, keepingOut } from '../kind.ts';
import { isOfUnknownColumns } from '../lists-anew.ts';
import type { Machine, Standing } from '../standing.ts';
import { doubtedColumns, unnamedLists } from './of-columns.ts';

const placeOf = ({ document, page, box, modelCode }: ReviewItem): Evidence[] =>
  page === null
    ? []
    : [
        {
          ...{ side: 'list', document, sha256: null, page, box, frames: box ? [box] : [], addresses: [] },
          ...{ text: modelCode, codes: [modelCode] },
        },
      ];

const codesOf = (items: readonly ReviewItem[]): string[] => items.map(({ modelCode }) => modelCode);

const decide = (items: readonly ReviewItem[], status: OfGuard['status']): Effect[] =>
  items.map((item) => ({ does: 'guard', item, status }));

const machinesOf = (items: readonly ReviewItem[], { machines }: Standing): Machine[] =>
  machines.filter(({ product }) =>
    items.some(
      ({ brand, modelYear, modelCode }) =>
        product.modelCode === modelCode && product.brand === brand && product.modelYear === modelYear,
    ),
  );

const GUARDED = {
  'price-jump': {
    asks: 'ask-price-jumps',
    accept: ['new-prices', 'option-new-prices'],
    reject: ['old-prices', 'option-old-prices'],
  },
  vanished: {
    asks: 'ask-vanished',
    accept: ['take-out', 'option-take-out'],
    reject: ['stay', 'option-stay'],
  },
  'budget-swap': {
    asks: 'ask-budget-swap',
    accept: ['swap', 'option-swap'],
    reject: ['stay', 'option-no-swap'],
  },
} as const;

const guardChoices = (items: readonly ReviewItem[], kind: keyof typeof GUARDED): Choice[] =>
  (['accept', 'reject'] as const).map((act) => {
    const [name, code] = GUARDED[kind][act];
    return {
      name,
      says: reason(code, { codes: codesOf(items) }),
      effects: () => decide(items, act === 'accept' ? 'accepted' : 'rejected'),
    };
  });

/** What the change guard asks, of one list together. */
const guarded = (standing: Standing): Asked[] =>
  (['price-jump', 'vanished', 'budget-swap'] as const).flatMap((kind) => {
    const items = standing.guarded.filter((item) => item.kind === kind);
    return [...Map.groupBy(items, ({ documentId }) => documentId)].map(([documentId, same]): Asked => {
      const document = same[0]?.document ?? '';
      return {
        ...{ kind: 'guard', about: JSON.stringify([kind, documentId]), machines: machinesOf(same, standing) },
        asks: reason(GUARDED[kind].asks, { codes: codesOf(same), document }),
        because: same.flatMap(({ reasons }) => reasons),
        evidence: same.flatMap(placeOf),
        choices: guardChoices(same, kind),
        facts: same.map(({ subject, proposed }) => [subject, proposed]),
      };
    });
  });

/** Machines that the newest list does not name, while not all of it could be read: the live ad stays. */
const unseen = ({ unseen: items }: Standing): Asked[] =>
  [...Map.groupBy(items, ({ documentId }) => documentId)].map(([documentId, same]): Asked => {
    const document = same[0]?.document ?? '';
    const keepOut = (why: string): Effect[] =>
      same.map(({ brand, modelYear, modelCode }) => ({ does: 'keep-out', brand, modelYear, modelCode, why }));
    return {
      ...{ kind: 'unseen', about: documentId, machines: [] },
      asks: reason('ask-unseen', { codes: codesOf(same), document }),
      because: same.flatMap(({ reasons }) => reasons),
      evidence: [],
      choices: [
        byFile('drop', reason('option-drop-whole')),
        {
          ...{
            name: 'keep-out',
            says: reason('option-keep-out', { codes: codesOf(same) }),
            effects: keepOut,
          },
          wants: { example: '', optional: true },
        },
      ],
      facts: same.map(({ subject }) => subject),
    };
  });

/** The page on which nobody could tell. */
const pageOf = (document: DocumentRecord): Evidence => {
  const { name, sha256 = null, ending } = document;
  const { page = 1, box = null } = ending?.reason?.place ?? {};
  const shown = { frames: [], addresses: [], text: name, codes: [] };
  return { side: 'list', document: name, sha256, page, box, ...shown };
};

const readAs = ({ documentId, ending }: DocumentRecord, kind: OfFile['kind']): Choice['effects'] => {
  const { labels = [] } = (ending?.reason?.values ?? {}) as { labels?: readonly string[] };
  return () => [{ does: 'file', documentId, kind, labels }];
};

const isStockOrList = ({ ending }: DocumentRecord): boolean => ending?.reason?.code === 'stock-or-list';

/** What a file may be beside a price list. */
const otherThanList = (document: DocumentRecord): Choice =>
  isStockOrList(document)
    ? { name: 'stock', says: reason('option-is-stock'), effects: readAs(document, 'stock-sheet') }
    : { name: 'book', says: reason('option-is-book'), effects: readAs(document, 'spec-book') };

const listOrBook = ({ refused }: Standing): Asked[] =>
  refused
    .filter((document) => !isOfUnknownColumns(document))
    .map((document) => ({
      ...{ kind: 'list-or-book' as const, about: document.documentId, machines: [] },
      asks: reason(isStockOrList(document) ? 'ask-stock-or-list' : 'ask-list-or-book', {
        document: document.name,
      }),
      because: document.ending?.reason ? [document.ending.reason] : [],
      evidence: [pageOf(document)],
      choices: [
        { name: 'list', says: reason('option-is-list'), effects: readAs(document, 'price-list') },
        otherThanList(document),
        { name: 'neither', says: reason('option-neither'), effects: () => [{ does: 'settle' }] },
      ],
      facts: document.runId,
    }));

/** Ads of machines that the supplier takes orders for in spring alone, once that is over. */
const springOnly = ({ machines, dealer, today }: Standing): Asked[] => {
  const until = dealer.springOrdersUntil;
  if (!until || today <= until) return [];
  const spring = machines.filter(
    ({ product, listing }) => listing.extracted.springOnly && product.verdict !== 'rejected',
  );
  return [...Map.groupBy(spring, ({ document }) => document.documentId)].map(([documentId, same]): Asked => {
    const sell: Choice = {
      ...{ name: 'sell', says: reason('option-sell', { codes: codesIn(same) }) },
      effects: () => [{ does: 'settle' }],
    };
    return {
      ...{ kind: 'spring', about: `${documentId} ${until}`, machines: same, because: [] },
      asks: reason('ask-spring', { codes: codesIn(same), until }),
      evidence: same.map((machine) => rowOf(machine, ['springOptions'])),
      choices: [sell, ...keepingOut(same)],
    };
  });
};

/** Questions about what is no hurdle of a single machine. */
export const OF_STANDING: readonly ((standing: Standing) => Asked[])[] = [
  guarded,
  unseen,
  listOrBook,
  unnamedLists,
  doubtedColumns,
  springOnly,
];
