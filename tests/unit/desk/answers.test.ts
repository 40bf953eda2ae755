import { describe, expect, test } from 'vitest';
import { isRejection } from '#contracts/outcome.ts';
import { acceptance, edition, type JudgedMachine, keepingOut } from '#desk/review/answers.ts';
import { answersByMachine, withSaid } from '#functions/validate/review/apply-answers.ts';
import { EDITABLE_FIELDS } from '#functions/validate/review/editable-fields.ts';
import { type Standards, validateProducts } from '#functions/validate/validate-products.ts';
import { avito } from '#marketplace/avito.ts';
import type { Listing } from '#marketplace/marketplace.ts';
import { asTold, reason } from '#messages/reason.ts';
import { bundledRules } from '#reference/rules/bundled-rules.ts';
import { ProductAnswer } from '#shared/table/records.ts';
import { aDealer, aListing } from '../../fakes/listings.ts';

const judges = { marketplace: avito, rules: bundledRules };
const standards: Standards = { ...judges, dealer: aDealer() };
const hand = { by: 'anna', at: '2026-11-03T10:00:00.000Z' };

/** The verdicts on a list with what people have said. */
const judged = (listings: Listing[], answers: ProductAnswer[] = []) => {
  const answerOf = answersByMachine(answers);
  return [...validateProducts(withSaid(listings, { answers, values: [] }), { ...standards, answerOf })];
};

/** A list's first machine, as the person who answers sees it. */
const seen = (listings: Listing[], answers: ProductAnswer[] = []): JudgedMachine => {
  const list = { listings: withSaid(listings, { answers, values: [] }), answers, dealer: aDealer() };
  return {
    list: list as unknown as JudgedMachine['list'],
    listing: list.listings[0] as Listing,
    product: judged(listings, answers)[0] as JudgedMachine['product'],
  };
};

const given = (answer: ReturnType<typeof acceptance>): ProductAnswer => {
  if (isRejection(answer)) throw new Error(answer.reason.code);
  return answer;
};

const accepting = (listings: Listing[], answers: ProductAnswer[] = []) =>
  acceptance({ machine: seen(listings, answers), dealerId: 'north', hand });

const editing = (listing: Listing, ...words: string[]) => {
  const wishes = words.map((word) => {
    const [field = '', value = ''] = word.split('=');
    return { field, value };
  });
  return edition({ machine: seen([listing]), dealerId: 'north', hand }, wishes, judges);
};

const doubtful = (...reasons: string[]) =>
  aListing({ matched: { decision: 'review', reasons: reasons.map(asTold) } });

describe('a machine that a person has accepted', () => {
  test('is published as proposed', () => {
    const answer = given(accepting([doubtful('two names fit')]));
    expect(judged([doubtful('two names fit')], [answer])).toMatchObject([
      { verdict: 'published', reasons: [] },
    ]);
  });

  test('waits again when something speaks against it that nobody had seen', () => {
    const answer = given(accepting([doubtful('two names fit')]));
    const [product] = judged([doubtful('two names fit', 'the engine is another')], [answer]);
    expect(product).toMatchObject({
      verdict: 'review',
      reasons: [asTold('two names fit'), asTold('the engine is another')],
    });
  });

  test('stays so where it was accepted by a sentence that the reasons still say', () => {
    const listing = (word: string) =>
      aListing({ matched: { decision: 'review', reasons: [reason('words-unknown', { words: [word] })] } });
    const answer = given(accepting([listing('BRUTAL')]));
    const sentence =
      "Not understood in the product's name: `BRUTAL`. It may be another model; a person must confirm the name.";
    const kept = ProductAnswer.parse({ ...answer, accepted: { ...answer.accepted, reasons: [sentence] } });
    expect(judged([listing('BRUTAL')], [kept])).toMatchObject([{ verdict: 'published', reasons: [] }]);
    const other = { ...kept, accepted: { ...kept.accepted, reasons: [asTold('two names fit')] } };
    expect(judged([listing('BRUTAL')], [other as ProductAnswer])).toMatchObject([{ verdict: 'review' }]);
  });

  test('waits again when the list says something else of it, but not when the rate changes', () => {
    const answer = given(accepting([doubtful('two names fit')]));
    const dearer = doubtful('two names fit');
    dearer.extracted.price = { amount: '28750.00', currency: 'EUR' };
    expect(judged([dearer], [answer])).toMatchObject([{ verdict: 'review' }]);
    const dealer = aDealer({ conversion: { EUR: { rate: '120', rateDate: '2026-11-10' } } });
    const answerOf = answersByMachine([answer]);
    const [product] = validateProducts([doubtful('two names fit')], { ...standards, dealer, answerOf });
    expect(product?.verdict).toBe('published');
  });

  test('cannot be without what the marketplace asks for', () => {
    expect(accepting([aListing({ values: { Power: null } })])).toMatchObject({
      reason: { code: 'incomplete', values: { reasons: [reason('field-missing', { field: 'Power' })] } },
    });
  });

  test('cannot be one that a rule blocks, or one of several rows with its code', () => {
    expect(accepting([aListing({ values: { Power: 9_999_999 } })])).toMatchObject({
      reason: { code: 'forbidden' },
    });
    expect(accepting([aListing(), aListing()])).toMatchObject({ reason: { code: 'code-repeated' } });
  });

  test('cannot be one whose brand or year nobody knows', () => {
    expect(accepting([aListing({ extracted: { brand: null } })])).toMatchObject({
      reason: { code: 'machine-unknown' },
    });
  });
});

describe('a value that a person has set', () => {
  const narrow = aListing({ values: { TrackWidth: null } });

  test('fills the ad, whose other rules stand', () => {
    const answer = given(editing(narrow, 'TrackWidth=508'));
    expect(judged([narrow], [answer])).toMatchObject([
      { verdict: 'published', ad: { fields: { TrackWidth: '508' } } },
    ]);
  });

  test('is refused where a rule refuses it, and where it is none of its field', () => {
    expect(editing(narrow, 'Power=9999999')).toMatchObject({ reason: { code: 'rule-broken' } });
    expect(editing(narrow, 'Model=Ski-Doo Nothing')).toMatchObject({ reason: { code: 'rule-broken' } });
    expect(editing(narrow, 'Power=many')).toMatchObject({ reason: { code: 'unfit-value' } });
    expect(editing(narrow, 'Title=Cheap')).toMatchObject({ reason: { code: 'unknown-field' } });
  });

  test('is no longer taken when list or book say something new: the machine waits and says so', () => {
    const answer = given(editing(narrow, 'TrackWidth=508'));
    const [product] = judged([aListing({ values: { TrackWidth: 406 } })], [answer]);
    expect(product).toMatchObject({ verdict: 'review', ad: { fields: { TrackWidth: '406' } } });
    expect(product?.reasons).toMatchObject([
      {
        code: 'edit-outdated',
        values: { field: 'TrackWidth', value: '508', insteadOf: '', now: '406', by: 'anna' },
      },
    ]);
  });

  test('may be the price, in its own currency or another, and takes the doubts about the printed one away', () => {
    const free = aListing({ extracted: { price: null, priceText: 'tba', flags: ['price-is-text'] } });
    expect(editing(free, 'Price=18750')).toMatchObject({ reason: { code: 'unfit-value' } });
    const answer = given(editing(free, 'Price=1 990 000 RUB'));
    expect(judged([free], [answer])).toMatchObject([
      { verdict: 'published', ad: { fields: { Price: '1990000' } } },
    ]);
  });

  test('stands beside those set with it and before it', () => {
    const bare = aListing({ values: { TrackWidth: null, Power: null } });
    const answer = given(editing(bare, 'TrackWidth=508', 'Power=165'));
    expect(judged([bare], [answer])).toMatchObject([{ verdict: 'published' }]);
  });
});

test('a value for a machine that is kept out is refused, since nothing would come of it', () => {
  const out = given(keepingOut({ machine: seen([aListing()]), dealerId: 'north', hand }, 'sold out'));
  const machine = seen([aListing()], [out]);
  const wishes = [{ field: 'TrackWidth', value: '508' }];
  expect(edition({ machine, dealerId: 'north', hand }, wishes, judges)).toMatchObject({
    reason: { code: 'kept-out', values: { by: 'anna', because: 'sold out' } },
  });
});

test('a machine that is kept out is rejected, and no twin of it waits for its sake', () => {
  const twins = [aListing(), aListing({ extracted: { modelCode: 'TJTG' } })];
  expect(judged(twins)).toMatchObject([{ verdict: 'review' }, { verdict: 'review' }]);
  const answer = given(keepingOut({ machine: seen(twins), dealerId: 'north', hand }, 'sold out'));
  expect(judged(twins, [answer])).toMatchObject([
    {
      verdict: 'rejected',
      reasons: [reason('kept-out-by-hand', { by: 'anna', on: '2026-11-03', because: 'sold out' })],
    },
    { verdict: 'published' },
  ]);
});

describe('a field that a person sets', () => {
  const { Words, Power } = EDITABLE_FIELDS;

  test('holds words as far as a title has room for them', () => {
    const read = (words: string) => Words?.read(words, aListing());
    expect(['', 'экран 10,25', 'x'.repeat(30), 'x'.repeat(31)].map(read)).toEqual([
      null,
      'экран 10,25',
      'x'.repeat(30),
      null,
    ]);
  });

  test('has that person for its source, and no other machine', () => {
    const { avitoValues, sources } = Power?.set(aListing(), '111', hand).matched ?? {};
    expect(avitoValues?.Power).toBe(111);
    expect(sources?.Power).toMatchObject({
      ...{ rule: 'set by hand by anna on 2026-11-03', inherited: false, document: null, confidence: 1 },
    });
  });
});
