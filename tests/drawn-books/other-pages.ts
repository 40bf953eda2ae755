import { type Document, HEIGHT, line, MARGIN, PICTURE, ROW, WIDTH, write } from './pen.ts';

/** A table under headings, each row ruled; the first cell of a row is its label. */
function drawTable(document: Document, y: number, [headings, ...rows]: readonly (readonly string[])[]): void {
  const step = (WIDTH - 2 * MARGIN - 260) / Math.max(1, (headings?.length ?? 2) - 1);
  const placed = [headings ?? [], ...rows].entries();
  for (const [at, cells] of placed) {
    for (const [column, text] of cells.entries())
      write(document, text, column === 0 ? MARGIN : MARGIN + 260 + (column - 1) * step, y + at * ROW, {
        bold: at === 0,
      });
    line(document, MARGIN, WIDTH - MARGIN, y + (at + 1) * ROW - 4);
  }
}

/** Draws a page whose title is set in so many points. */
export type Draw = (document: Document, titleSize: number) => void;

const titled = (document: Document, title: string, size: number, withPicture = false): void => {
  write(document, title, MARGIN, 40, { bold: true, size });
  if (withPicture) document.image(Buffer.from(PICTURE), 560, 40, { width: 200, height: 140 });
};

const PARTS: readonly (readonly [name: string, number: string, price: string])[] = [
  ['LinQ cargo box, 16 L', '860202448', '279.99'],
  ['LinQ fuel caddy, 11 L', '860201990', '189.00'],
  ['Tunnel bag, 49 L', '860201745', '214.50'],
  ['Windshield, 550 mm', '860201211', '129.00'],
  ['Windshield, 420 mm', '860201208', '119.00'],
  ['Passenger seat, 2-up', '860202511', '899.00'],
  ['Heated visor outlet', '860201330', '49.00'],
  ['Skid plate, 3 mm', '860202017', '379.00'],
  ['Ski runner, 6 in.', '505074302', '89.00'],
  ['Handlebar risers, 120 mm', '860201766', '99.00'],
  ['Front bumper, 2.2 kg', '860202221', '349.00'],
  ['Cover, 3300 mm', '860202399', '259.00'],
];

/** Pages of a book that are no model's, each as such pages are set. */
export const OTHER_PAGES: Readonly<Record<string, Draw>> = {
  'accessories under a picture, ruled': (document, size) => {
    titled(document, 'CARGO AND COMFORT', size, true);
    drawTable(document, 230, [['Item', 'Part no.', 'EUR'], ...PARTS]);
  },
  'accessories of a family': (document, size) => {
    titled(document, 'COMMANDER ACCESSORIES', size, true);
    drawTable(document, 230, [
      ['For 900 ACE and 600R E-TEC', 'Part no.'],
      ...PARTS.map(([name, number]) => [name, number]),
    ]);
  },
  'accessories in cards': (document, size) => {
    titled(document, 'LINQ SYSTEM', size);
    for (const [at, [name, number, price]] of PARTS.entries()) {
      const [x, y] = [MARGIN + (at % 4) * 190, 130 + Math.floor(at / 4) * 190];
      document.image(Buffer.from(PICTURE), x, y, { width: 100, height: 100 });
      write(document, name, x, y + 108, { size: 7 });
      write(document, `${price} EUR`, x, y + 120, { bold: true, size: 9 });
      write(document, number, x, y + 134, { size: 6 });
    }
  },
  'clothing in sizes': (document, size) => {
    titled(document, 'RIDING GEAR', size, true);
    const rows = [
      'Chest',
      'Waist',
      'Hips',
      'Inseam',
      'Sleeve',
      'Neck',
      'Shoulder',
      'Glove',
      'Helmet',
      'Boot',
    ];
    drawTable(document, 230, [
      ['Measure (cm)', 'S', 'M', 'L', 'XL'],
      ...rows.map((row, at) => [row, ...[0, 4, 8, 12].map((more) => String(36 + 5 * at + more))]),
    ]);
  },
  'jackets with prices': (document, size) => {
    titled(document, 'Helium Enduro Jacket', size, true);
    const rows = ['Helium jacket', 'Helium pants', 'Expedition coat', 'X-Team mitts', 'Absolute 0 boots'];
    drawTable(
      document,
      230,
      [...rows, ...rows.map((row) => `${row} W`)].map((row, at) => [
        row,
        `${440 + at}123`,
        `${199 + 20 * at}.00`,
      ]),
    );
  },
  'an index': (document, size) => {
    titled(document, 'INDEX', size);
    const names = ['Rave RE', 'Rave RS', 'Xterrain Brutal', 'Commander LTD', 'Adventure LX', 'Shredder DS'];
    for (const [at, name] of [...names, 'Accessories', 'Clothing', 'Warranty', 'Dealers'].entries()) {
      write(document, name, MARGIN, 120 + at * ROW);
      write(document, String(3 + 2 * at), WIDTH / 2, 120 + at * ROW);
    }
  },
  'a legal page': (document, size) => {
    titled(document, 'LEGAL NOTICE', size);
    for (let at = 0; at < 30; at++)
      write(
        document,
        `${at + 1}. Weights and measures of 2027 may differ by up to 3 % from what is shown.`,
        MARGIN,
        110 + 14 * at,
      );
  },
  'a warranty table': (document, size) => {
    titled(document, 'WARRANTY AND SERVICE', size);
    const parts = [
      'Engine',
      'Track',
      'Drive belt',
      'Suspension',
      'Battery',
      'Display',
      'Paint',
      'Seat',
      'Starter',
    ];
    drawTable(document, 120, [
      ['Part', 'Months', 'Kilometres'],
      ...parts.map((part, at) => [part, String(12 + 12 * (at % 3)), String(10_000 + 500 * at)]),
    ]);
  },
  'a service schedule of engines': (document, size) => {
    titled(document, 'MAINTENANCE', size, true);
    const rows = [
      'Oil',
      'Spark plugs',
      'Coolant',
      'Belt',
      'Chaincase',
      'Valves',
      'Filter',
      'Exhaust',
      'Pump',
    ];
    drawTable(document, 230, [
      ['Every so many km', '850 E-TEC', '900 ACE'],
      ...rows.map((row, at) => [row, String(3000 + 500 * at), String(5000 + 1000 * at)]),
    ]);
  },
  dealers: (document, size) => {
    titled(document, 'DEALERS', size);
    const towns = [
      'Rovaniemi',
      'Kuusamo',
      'Oulu',
      'Ivalo',
      'Tampere',
      'Vaasa',
      'Kemi',
      'Lahti',
      'Joensuu',
      'Pori',
    ];
    drawTable(
      document,
      120,
      towns.map((town, at) => [
        `${town} Marine`,
        `+358 40 ${100 + at} ${2000 + 13 * at}`,
        `${96100 + 10 * at} ${town}`,
      ]),
    );
  },
};

/** Adds one of these pages behind what is drawn. */
export const addPage = (document: Document, draw: Draw, titleSize: number): void => {
  document.addPage({ size: [WIDTH, HEIGHT], margin: 0 });
  draw(document, titleSize);
};
