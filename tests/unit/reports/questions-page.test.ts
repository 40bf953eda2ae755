import { expect, test } from 'vitest';
import { questionsPage, type SeenEvidence, type SeenQuestion } from '#functions/reports/questions-page.ts';
import { reason } from '#messages/reason.ts';

const evidence = (changes: Partial<SeenEvidence>): SeenEvidence => ({
  ...{ side: 'list', document: 'list <1>.pdf', sha256: null, page: 3, box: [10, 100, 210, 120] },
  ...{ frames: [[110, 104, 150, 116]], addresses: [], text: 'TJTH · Summit', codes: ['TJTH'] },
  crop: { png: new Uint8Array([1, 2, 3]), widthPoints: 220, box: [0, 90, 220, 130] },
  ...changes,
});

const question = (changes: Partial<SeenQuestion> = {}): SeenQuestion => ({
  ...{
    id: '3f2a91c4',
    dealerId: 'north',
    kind: 'value',
    because: [reason('field-missing', { field: 'Power' })],
  },
  asks: reason('ask-value', { fields: ['TrackWidth'], model: 'SKI-DOO <Summit>' }),
  evidence: [evidence({}), evidence({ side: 'book', document: 'book.pdf', frames: [] })],
  options: [
    {
      ...{ name: 'value', says: reason('option-value', { fields: ['TrackWidth'] }), byFile: false },
      value: { form: '…', example: '508', fields: ['TrackWidth'], allowed: [], optional: false },
      ...{ publishes: ['TJTH'], removes: [], against: [], ofEach: false },
    },
    {
      ...{ name: 'drop', says: reason('option-drop-whole'), byFile: true, value: null },
      ...{ publishes: [], removes: [], against: [], ofEach: false },
    },
  ],
  machines: [
    {
      ...{ modelCode: 'TJTH', title: 'Ski-Doo Summit', color: 'Tar' },
      ...{ price: '18 750 EUR', roubles: 2_069_000 },
    },
  ],
  ...{ codes: ['TJTH'], modelYears: [2026], frees: 1, worthRoubles: 2_069_000, basis: '7ab10c55', more: 2 },
  ...changes,
});

const page = (...questions: SeenQuestion[]) =>
  questionsPage({ dealerId: 'north', dealer: 'Север', questions, ads: 10 });

test('a question stands with its places, its machines and a command for each answer that words can give', () => {
  const text = page(question());
  expect(text).toContain('What is the track width in mm of the SKI-DOO &lt;Summit&gt;?');
  expect(text).toContain('feedwright answer north 3f2a91c4-7ab1 value &#39;…&#39;</code>');
  expect(text).not.toContain('3f2a91c4-7ab1 drop');
  expect(text).toContain('list &lt;1&gt;.pdf, page 3 · TJTH');
  expect(text).toContain('2 places more');
  expect(text).toMatch(/evidence both.*list &lt;1&gt;.*book\.pdf/s);
  expect(text).toContain('1 ad, 2\u00A0069\u00A0000\u00A0₽');
});

test('the doubted place is framed where it stands in the cut-out', () => {
  const [, left, width] =
    /class="frame" style="left:([\d.]+)%;top:[\d.]+%;width:([\d.]+)%/.exec(page(question())) ?? [];
  expect((Number(left) * 220) / 100).toBeCloseTo(108, 1);
  expect((Number(width) * 220) / 100).toBeCloseTo(44, 1);
});

test('a place without a picture says what is printed, and the page runs and fetches nothing', () => {
  const text = page(question({ evidence: [evidence({ crop: { reason: reason('crop-file-gone') } })] }));
  expect(text).toContain('TJTH · Summit');
  expect(text).toContain('no longer in the inbox');
  expect(text).not.toMatch(/<script|<link|src="http/);
  expect(page()).toContain('Nothing waits.');
});
