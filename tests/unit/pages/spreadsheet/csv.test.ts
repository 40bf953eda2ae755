import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asSeen } from '#pages/printed-characters.ts';
import { readCsv } from '#pages/spreadsheet/csv/read-csv.ts';
import { csvOf } from '../../../golden/sheet-lists.ts';
import { runs } from '../../../matrix.ts';
import { HEADINGS, ROWS, read, refusal, typed } from './read.ts';

const csv = (...lines: string[]): Uint8Array => Buffer.from(lines.join('\r\n'));
const ROW = 'TAAA;Summit;850 E-TEC;Black;18750,00';

describe('text in columns as people and programs make it', () => {
  test('titles, empty lines, ragged rows and delimiters too many', async () => {
    const { byCode, accounted } = await read(
      csv(
        'SKI-DOO HINNASTO 2026;;;;;',
        '',
        ';;;;',
        HEADINGS.join(';'),
        `${ROW};;;;`,
        '',
        'TBBB;Summit',
        'TCCC;MXZ;600R;Red;15 000,00;;',
      ),
    );
    expect(accounted).toBe(true);
    expect(byCode.TAAA).toMatchObject({
      row: 5,
      brand: 'SKI-DOO',
      modelYear: 2026,
      addresses: { price: 'E5' },
    });
    expect(byCode.TBBB).toMatchObject({ price: null, flags: expect.arrayContaining(['price-missing']) });
    expect(byCode.TCCC).toMatchObject({ price: { amount: '15000.00', currency: 'EUR' }, row: 8 });
  });

  const quoted = (line: string) => `"${line.replaceAll('"', '""')}"`;
  const LINES = [
    ...['SKI-DOO HINNASTO 2026', HEADINGS.join(',')],
    ...['TAAA,Summit,850,"Black, ""X""","18,750.00"', 'TBBB,MXZ,600R,,15000'],
  ];
  test.each([
    ['all', LINES.map(quoted)],
    ['rows', LINES.map((line, at) => (at > 1 ? quoted(line) : line))],
  ])('lines that stand in quotation marks as a whole: %s', async (_, lines) => {
    const { byCode, accounted } = await read(csv(...lines));
    expect([accounted, byCode.TAAA?.color]).toEqual([true, 'Black, "X"']);
    expect([byCode.TAAA?.price?.amount, byCode.TBBB?.price?.amount]).toEqual(['18750.00', '15000.00']);
  });

  test('line breaks and delimiters inside quotation marks', async () => {
    const { byCode } = await read(
      csv(
        HEADINGS.join(';'),
        'TAAA;"Summit\nX; with Expert";850 E-TEC;"Black ""Edition""";18750,00',
        ROW.replace('TAAA', 'TBBB'),
      ),
    );
    expect(byCode.TAAA).toMatchObject({ model: 'Summit X; with Expert', color: 'Black "Edition"', row: 2 });
    expect(byCode.TBBB).toMatchObject({ row: 3 });
  });

  test('codes and amounts that an export keeps from being taken for numbers', async () => {
    const { byCode } = await read(
      csv(
        'SKI-DOO 2026',
        HEADINGS.join(';'),
        '="TAAA";Summit;850 E-TEC;Black;="18750,00"',
        '"=""TBBB""";MXZ;600R;Red;15000',
        `=("TCCC");'Expedition';900 ACE;"Black \\"Edition\\"";'18 750,00`,
        'TDDD;Summit;850 E-TEC;"Black &amp; Red";"18 750 &euro;"',
      ),
    );
    expect(byCode.TAAA).toMatchObject({ price: { amount: '18750.00' }, flags: [] });
    expect(byCode.TCCC).toMatchObject({
      ...{ model: 'Expedition', color: 'Black "Edition"', price: { amount: '18750.00' }, flags: [] },
    });
    expect(byCode.TDDD).toMatchObject({ color: 'Black & Red', price: { amount: '18750.00' }, flags: [] });
    expect(byCode.TBBB).toMatchObject({ price: { amount: '15000.00' }, flags: [] });
  });

  test('a cell of nothing but quotation marks that are not doubled takes no time', async () => {
    const [sheet] = await readCsv(
      csv(HEADINGS.join(';'), ROW.replace('Black', `"""${'\\""'.repeat(60_000)}x"`)),
    );
    expect(sheet?.rows[1]?.cells[3]?.text).toBe(`"${'"'.repeat(60_000)}x`);
  }, 5_000);

  test('decimals that a comma has parted from their price are no colour', async () => {
    const { byCode } = await read(
      csv(
        'SKI-DOO 2026',
        'Tuote-nro,Malli,Hinta EUR,Väri',
        'TAAA,Summit,18750,50,Black',
        'TBBB,MXZ,15000,00,Red',
      ),
    );
    expect(byCode.TAAA?.flags).toEqual(['cell-unlike-column']);
  });

  test('a row whose cells another sign sets apart is none the less a row', async () => {
    const { byCode, accounted } = await read(
      csv(
        'SKI-DOO 2026',
        'Tuote-nro;Malli;Hinta EUR',
        'TAAA;Summit;18750',
        'TBBB,MXZ,15000',
        'TCCC,MXZ,15100,50',
        'TDDD, TEEE',
        'TFFF,MXZ,15,200',
      ),
    );
    expect(accounted).toBe(true);
    expect(['TAAA', 'TBBB', 'TCCC', 'TDDD', 'TFFF'].map((code) => byCode[code]?.flags.join())).toEqual([
      '',
      '',
      'torn',
      undefined,
      'price-absurd',
    ]);
  });

  test('and behind the last heading they wait, but for none', async () => {
    const { byCode } = await read(
      csv(
        'SKI-DOO 2026',
        'Tuote-nro,Malli,Hinta EUR',
        'TAAA,Summit,18750,50',
        'TBBB,MXZ,15000,00',
        'TCCC,MXZ,15100',
      ),
    );
    expect(['TAAA', 'TBBB', 'TCCC'].map((code) => byCode[code]?.flags.join())).toEqual(['torn', '', '']);
  });

  test('inches are no quotation marks', async () => {
    const { byCode } = await read(
      csv(
        'Tuote-nro,Malli,Telamatto,Hinta EUR',
        'TAAA,Summit 15" wide,146",18750',
        '"TBBB","MXZ","129" 3300mm","15000"',
      ),
    );
    expect(byCode.TAAA).toMatchObject({ model: 'Summit 15" wide', price: { amount: '18750.00' } });
    expect(byCode.TBBB).toMatchObject({ trackLength: '129" 3300mm', price: { amount: '15000.00' } });
  });

  test.each([
    ['1;18 750,00 €', '18750.00'],
    ['1;18750', '18750.00'],
    ['1;18.750,50', '18750.50'],
    ['1;€18,750.00', '18750.00'],
  ])('decimal comma or point: %s', async (printed, amount) => {
    const { byCode } = await read(csv(HEADINGS.join(';'), `TAAA;Summit;850 E-TEC;Black${printed.slice(1)}`));
    expect(byCode.TAAA?.price).toEqual({ amount, currency: 'EUR' });
  });

  test('line ends of three systems in one file', async () => {
    const { products } = await read(
      Buffer.from(
        `${HEADINGS.join(';')}\r\n${ROW}\n${ROW.replace('TAAA', 'TBBB')}\r${ROW.replace('TAAA', 'TCCC')}`,
      ),
    );
    expect(products).toHaveLength(3);
  });

  test('one stray control character is flagged where it stands', async () => {
    const { byCode } = await read(
      csv(
        'SKI-DOO 2026',
        HEADINGS.join(';'),
        ROW.replace('Black', 'Bl\u0001ack'),
        ROW.replace('TAAA', 'TBBB'),
      ),
    );
    expect(byCode.TAAA).toMatchObject({
      color: 'Bl\u0001ack',
      flags: expect.arrayContaining(['control-characters']),
    });
  });

  test('a code that the program wrote as a power of ten is missed', async () => {
    const { accounted, problems } = await read(
      csv(HEADINGS.join(';'), ROW, ROW.replace('TAAA', '1,00E+23'), ROW.replace('TAAA', 'TCCC')),
    );
    expect(accounted).toBe(false);
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'code-malformed', place: expect.objectContaining({ address: 'A3' }) }),
    );
  });

  test('headings that nobody knows are still columns', async () => {
    const { products } = await read(
      csv(
        'Foo;Bar;Baz;Qux;Hinta EUR;Malli;Moottori',
        'TAAA;1;2;3;18750;Summit;850 E-TEC',
        'TBBB;1;2;3;18850;Summit;850 E-TEC',
      ),
    );
    expect(products.map(({ modelCode }) => modelCode)).toEqual(['TAAA', 'TBBB']);
  });
});

test('a table far below other lines is one', async () => {
  const lines = Array.from({ length: 90 }, (_, at) => `Toimitusehto ${at}`);
  const { byCode } = await read(csv(...lines, 'SKI-DOO 2026', HEADINGS.join(';'), ROW));
  expect(byCode.TAAA?.price?.amount).toBe('18750.00');
});

describe('bytes in more encodings than one', () => {
  const CODES = 'ABCDEFGHIJ'.split('').map((letter) => `TA${letter}A`);
  const line = (code: string, color: string) => `${code};Summit;850 E-TEC;${color};18750,00\r\n`;
  const cp1251 = (text: string) =>
    Buffer.from(
      [...text].map((letter) => (/[А-я]/.test(letter) ? letter.charCodeAt(0) - 0x350 : letter.charCodeAt(0))),
    );
  const head = Buffer.from(`SKI-DOO 2026\r\n${HEADINGS.join(';')}\r\n`);
  const colorsOf = async (...parts: Uint8Array[]) => {
    const { products } = await read(Buffer.concat([head, ...parts]));
    return Object.fromEntries(
      products.map(({ modelCode, color, flags }) => [modelCode, flags.length > 0 ? flags.join() : color]),
    );
  };

  /** Bytes of the letters in the code pages of old programs, from their own tables. */
  const DOS = { ä: 0x84, ö: 0x94, å: 0x86, Ö: 0x99, ø: 0x9b };
  const MACINTOSH = { ä: 0x8a, ö: 0x9a, å: 0x8c, Ö: 0x85, ø: 0xbf };
  const written = (text: string, letters: Readonly<Record<string, number>>) =>
    Buffer.from([...text].map((letter) => letters[letter] ?? letter.charCodeAt(0)));

  const COLORS = ['Pöllö', 'Hämärä', 'Blå', 'Öinen', 'Grøn'];
  const colorsIn = async (headings: readonly string[], letters: Readonly<Record<string, number>>) => {
    const rows = COLORS.map((color, at) => line(CODES[at] ?? '', color));
    const { products } = await read(
      written(`SKI-DOO 2026\r\n${headings.join(';')}\r\n${rows.join('')}`, letters),
    );
    return products.map(({ color, flags }) => (flags.length > 0 ? flags.join() : color));
  };

  test.each([
    ['DOS, told by a heading', HEADINGS, DOS],
    ['DOS, told by the words that they make', HEADINGS.with(3, 'Color'), DOS],
    ['the Macintosh, told by a heading', HEADINGS, MACINTOSH],
  ])('the letters of %s', async (_, headings, letters) => {
    expect(await colorsIn(headings, letters)).toEqual(COLORS);
  });

  test('the euro of ISO 8859-15, and the headings of a Russian Macintosh', async () => {
    const rows = CODES.slice(0, 3).map((code) => line(code, 'Black').replace('18750,00', '18750 €'));
    const latin = written(`SKI-DOO 2026\r\n${HEADINGS.join(';')}\r\n${rows.join('')}`, {
      '€': 0xa4,
      ä: 0xe4,
    });
    expect((await read(latin)).byCode.TABA).toMatchObject({ price: { amount: '18750.00' }, flags: [] });
    const capitals = { А: 0x80, М: 0x8c, Ц: 0x96 };
    const small = Object.fromEntries(
      [...'абвгдежзийклмнопрстуфхцчшщъыьэю'].map((letter, at) => [letter, 0xe0 + at]),
    );
    const text = `SKI-DOO 2026\r\nАртикул;Модель;Цвет;Цена EUR\r\nTAAA;Summit;Мох;18750`;
    expect((await read(written(text, { ...small, ...capitals }))).byCode.TAAA).toMatchObject({
      color: 'Мох',
      flags: [],
    });
  });

  test('a word or two of them alone is damage, which costs its cells', async () => {
    const rows = [line('TAAA', 'Black'), line('TBBB', 'Pöl'), line('TCCC', 'Red')];
    expect(await colorsOf(...rows.map((row) => written(row, DOS)))).toEqual({
      TAAA: 'Black',
      TBBB: 'control-characters',
      TCCC: 'Red',
    });
  });

  test('lines of Windows-1252 and 1251 among those of UTF-8 are read as what they are', async () => {
    const [a, b, c, d, e] = CODES as [string, string, string, string, string];
    expect(
      await colorsOf(
        Buffer.from(line(a, 'Hämärä')),
        Buffer.from(line(b, 'Hämärä'), 'latin1'),
        Buffer.from(line(c, 'Blå'), 'latin1'),
        cp1251(line(d, 'Синий')),
        Buffer.from(line(e, 'Чёрный')),
      ),
    ).toEqual({ [a]: 'Hämärä', [b]: 'Hämärä', [c]: 'Blå', [d]: 'Синий', [e]: 'Чёрный' });
  });

  test('a single line of Windows-1252 is read where it has no other letters than those of UTF-8', async () => {
    const others = [Buffer.from(line('TAAA', 'Hämärä')), Buffer.from(line('TBBB', 'Red'))];
    expect(await colorsOf(...others, Buffer.from(line('TCCC', 'Väri'), 'latin1'))).toMatchObject({
      TCCC: 'Väri',
    });
    expect(await colorsOf(...others, Buffer.from(line('TCCC', 'Blå'), 'latin1'))).toMatchObject({
      TCCC: 'control-characters',
    });
  });

  test.each([
    ['in UTF-8', Buffer.from(line('TAAA', 'Hämärä')), 'Hämärä'],
    ['in ASCII', Buffer.from(line('TAAA', 'Black')), 'Black'],
  ])('one bad byte costs its cell: %s', async (_, others, color) => {
    const damaged = Buffer.from(line('TBBB', 'Wh?te'));
    damaged[damaged.indexOf('?')] = 0xff;
    expect(await colorsOf(others, damaged, Buffer.from(line('TCCC', 'Red')))).toEqual({
      TAAA: color,
      TBBB: 'control-characters',
      TCCC: 'Red',
    });
  });

  test('one bad byte costs its cell in a file of one byte a letter', async () => {
    const lines = [line('TAAA', 'Hämärä'), line('TBBB', 'Wh?te'), line('TCCC', 'Blå')];
    const bytes = Buffer.from(head.toString() + lines.join(''), 'latin1');
    bytes[bytes.indexOf('?')] = 0xff;
    const { byCode } = await read(bytes);
    expect(byCode.TAAA).toMatchObject({ color: 'Hämärä', flags: [] });
    expect(byCode.TBBB?.flags).toContain('control-characters');
    expect(byCode.TCCC).toMatchObject({ color: 'Blå', flags: [] });
  });

  test('a bad byte in a heading costs no price', async () => {
    const bytes = Buffer.concat([
      head,
      Buffer.from(line('TAAA', 'Hämärä')),
      Buffer.from(line('TBBB', 'Red')),
    ]);
    bytes[bytes.indexOf('Malli') + 4] = 0xe9;
    const { products } = await read(bytes);
    expect(products.map(({ price }) => price?.amount)).toEqual(['18750.00', '18750.00']);
  });

  test('UTF-16 without a mark, Cyrillic for the most part', async () => {
    const text = [
      'SKI-DOO 2026',
      'Артикул;Модель;Двигатель;Цвет;Цена EUR',
      ...CODES.map((code) => line(code, 'Светло-серый').trim()),
    ].join('\n');
    for (const bytes of [Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16()])
      expect((await read(bytes)).byCode.TAAA).toMatchObject({ color: 'Светло-серый', flags: [] });
  });
});

describe('quotation marks that hide rows', () => {
  test.each([
    ['never closed', [HEADINGS.join(';'), 'TAAA;"Summit;850 E-TEC;Black;18750', ROW.replace('TAAA', 'TBBB')]],
    [
      'closed rows later',
      [
        HEADINGS.join(';'),
        'TAAA;"Summit;850 E-TEC;Black;18750',
        ROW.replace('TAAA', 'TBBB'),
        'TCCC;Summit";850 E-TEC;Black;18750',
      ],
    ],
  ])('%s: refused, with the row', async (_, lines) => {
    expect(await refusal(csv(...lines))).toMatchObject({
      category: 'unreadable',
      message: expect.stringMatching(/quotation mark.*row 2/),
    });
  });
});

test('any text in any cell is kept, and its neighbours are as they were', async () => {
  const texts = fc
    .string({ unit: 'grapheme', maxLength: 40 })
    .map((text) => asSeen(text).normalize('NFC').replace(/\s+/g, ' ').trim())
    // Signs of notes are no part of a text; others are written so for programs.
    .filter((text) => !/^'|&|\\"|[*†‡)\u207A-\u207E\u208A-\u208E]|\p{No}|\p{Lm}/u.test(text));
  await fc.assert(
    fc.asyncProperty(texts, fc.constantFrom(';', ',', '\t', '|', '^', '~'), async (text, delimiter) => {
      const { byCode } = await read(Buffer.from(csvOf(typed(2, 3, text, ROWS as never), delimiter, '\n')));
      expect(byCode.TAAA).toMatchObject({
        model: 'Summit',
        color: text === '' ? null : text,
        price: { amount: '18750.00' },
      });
      expect(Object.keys(byCode)).toEqual(['TAAA', 'TBBB', 'TCCC']);
    }),
    { numRuns: runs({ quick: 60, whole: 200 }) },
  );
});

test('whatever bytes change, the file is read or refused', async () => {
  const whole = csvOf(ROWS, ';', '\r\n');
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 20 }),
      fc.nat(whole.length),
      async (junk, at) => {
        const bytes = Buffer.concat([Buffer.from(whole.slice(0, at)), junk, Buffer.from(whole.slice(at))]);
        await read(bytes).catch((error: Error) => expect(error.message).toMatch(/^rejected/));
      },
    ),
    { numRuns: runs({ quick: 60, whole: 200 }) },
  );
});
