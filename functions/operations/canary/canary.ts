import { Dealer } from '#contracts/dealer.ts';
import { CANARY_DEALER } from '#shared/canary-dealer.ts';
import { dealerVersion } from '#shared/dealers.ts';
import { count } from '#shared/meter.ts';
import type { Ports } from '#shared/ports.ts';
import { documentIdOf } from '#shared/run.ts';

/** Rows as a list prints them; any list of two columns of engines and lengths would do. */
const ROWS = [
  ['Code', 'Model', 'Package', 'Engine', 'Track', 'Starter', 'Display', 'Color', 'Price'],
  ['CNRA', 'Summit', 'X', '850 E-TEC', '154in 3900mm', 'SHOT', '7.8 in. LCD', 'Black', '19 995,00 EUR'],
  [
    'CNRB',
    'Renegade',
    'X-RS',
    '850 E-TEC',
    '137in 3500mm',
    'Electric',
    '7.8 in. LCD',
    'Red',
    '18 495,00 EUR',
  ],
  ['CNRC', 'Skandic', 'SE', '900 ACE', '154in 3900mm', 'Electric', '7.8 in. LCD', 'Black', '17 995,00 EUR'],
] as const;

/** Machines on the list. */
export const MACHINES = ROWS.length - 1;

/** Points. */
const PAGE = { width: 842, height: 595, left: 40, column: 86, top: 480, row: 24, size: 9 };

const text = (words: string, x: number, y: number, size = PAGE.size): string =>
  `BT /F1 ${size} Tf ${x} ${y} Td (${words}) Tj ET`;

const line = (cells: readonly string[], row: number): string[] =>
  cells.map((cell, column) => text(cell, PAGE.left + column * PAGE.column, PAGE.top - row * PAGE.row));

const CONTENT = [
  text('SKI-DOO PRICE LIST', PAGE.left, 550, 18),
  text('MODEL YEAR 2026 / FINLAND', PAGE.left, 526, 12),
  ...ROWS.flatMap(line),
].join('\n');

const OBJECTS = [
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>`,
  `<< /Length ${CONTENT.length} >>\nstream\n${CONTENT}\nendstream`,
  '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
].map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`);

const offsetOf = (index: number, start: number): string =>
  String(OBJECTS.slice(0, index).join('').length + start).padStart(10, '0');

/**
 * A price list of one page, as PDF. `mark` stands in a comment that no reader shows: the list in force, taken in
 * once more to the letter, would be a duplicate and go no further.
 */
export const canaryList = (mark: string): string => {
  const head = `%PDF-1.4\n%${mark}\n`;
  const offsets = OBJECTS.map((_, index) => `${offsetOf(index, head.length)} 00000 n \n`);
  const entries = OBJECTS.length + 1;
  return [
    `${head}${OBJECTS.join('')}xref\n0 ${entries}\n0000000000 65535 f \n${offsets.join('')}`,
    `trailer\n<< /Size ${entries} /Root 1 0 R >>\n`,
    `startxref\n${head.length + OBJECTS.join('').length}\n%%EOF\n`,
  ].join('');
};

type CanaryPorts = Pick<Ports, 'inbox' | 'table' | 'clock'>;

const DEALER = Dealer.parse({
  id: CANARY_DEALER,
  name: 'Canary',
  address: 'Nowhere',
  contact: {},
  conversion: {
    EUR: { rate: '100', rateDate: '2026-11-01', staleAfterDays: 36_500, holdAfterDays: 36_500 },
  },
  availability: 'Под заказ',
  pictures: { baseUrl: 'https://canary.invalid/', path: '/canary' },
  feed: { publicUrl: 'https://canary.invalid/feed.xml', path: '/canary/feed.xml' },
});

export const CANARY_KEY = `inbox/${DEALER.id}/price-list.pdf`;

/** The machine closes a list so behind all stages: without a spec book its products wait for a person, who never comes. */
const THROUGH = ['published', 'review'];

const cameThrough = async ({ inbox, table }: CanaryPorts): Promise<boolean> => {
  const list = await inbox.head(CANARY_KEY);
  if (!list) return false;
  const documentId = documentIdOf(CANARY_KEY, list.version);
  const document = await table.documents.get({ dealerId: DEALER.id, documentId });
  const { status = '', counts } = document ?? {};
  return THROUGH.includes(status) && counts?.products === MACHINES;
};

/** Known to the stages and listed nowhere: nobody delivers, counts or reports a dealer who is not listed. */
const makeKnown = ({ table }: CanaryPorts): Promise<void> =>
  table.unlistedDealers.put({ dealerId: DEALER.id, version: dealerVersion(DEALER), configuration: DEALER });

/**
 * Looks whether the list dropped the time before has gone through every stage, and counts it if so; then drops
 * the next one. Whatever stands still on the way, the bucket's events included, shows by the count's silence.
 */
export const canary = async (ports: CanaryPorts): Promise<{ through: boolean }> => {
  const through = await cameThrough(ports);
  if (through) count('CanariesThrough');
  await makeKnown(ports);
  await ports.inbox.write(CANARY_KEY, canaryList(ports.clock().toISOString()), 'application/pdf');
  return { through };
};
