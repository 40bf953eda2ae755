import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import type { Dice } from './dice.ts';
import {
  type DrawnRow,
  type DrawnSection,
  type Machine,
  machinesOf,
  type Style,
  sectionsOf,
  styleOf,
} from './machines.ts';
import { addPage, type Draw } from './other-pages.ts';
import { type Document, HEIGHT, line, MARGIN, PICTURE, ROW, SIZE, WIDTH, write, writeWithin } from './pen.ts';
import { type Language, SPOKEN } from './spoken.ts';
import {
  drawEngineCards,
  drawFromRight,
  drawHalf,
  drawOverEngines,
  drawUnderLabels,
  isOfEngines,
} from './unusual.ts';

export const LAYOUTS = [
  'beside, ruled',
  'beside, open',
  'two tables',
  'beside the picture',
  'label above',
  'label below',
  'engines as rows',
  'models as columns',
  'two a page, engines as rows over cards',
  'models as columns under labels',
  'set from the right',
  'engines over cards',
  'models over several engines',
] as const;
export type Layout = (typeof LAYOUTS)[number];

export interface DrawnBook {
  bytes: Uint8Array;
  machines: Machine[];
  style: Style;
  layout: Layout;
}

const MACHINES = 6;

/**
 * A book of machines in one language and one layout, all by chance; behind its pages a chart of what `charted` makes of
 * them, and pages that are no model's.
 */
export async function drawBook(
  dice: Dice,
  language: Language,
  layout: Layout,
  charted: (machines: readonly Machine[]) => readonly Machine[] = () => [],
  behind: readonly (readonly [draw: Draw, titleSize: number])[] = [],
): Promise<DrawnBook> {
  const style = styleOf(dice, language);
  const machines = machinesOf(dice, language, MACHINES);
  const document = new PDFDocument({ size: [WIDTH, HEIGHT], margin: 0, autoFirstPage: false });
  const done = buffer(document);
  document.addPage();
  write(document, 'LYNX 2027', MARGIN, 300, { bold: true, size: 40 });
  const together = TOGETHER[layout];
  if (together)
    for (let at = 0; at < machines.length; at += together.count) {
      document.addPage({ size: [WIDTH, together.height ?? HEIGHT], margin: 0 });
      together.draw(document, machines.slice(at, at + together.count), style);
    }
  else for (const machine of machines) drawPage(document, machine, style, layout);
  const chart = charted(machines);
  for (let at = 0; at < chart.length; at += 3) {
    document.addPage();
    drawColumns(document, chart.slice(at, at + 3), { ...style, unitsAt: 'value' });
  }
  for (const [draw, titleSize] of behind) addPage(document, draw, titleSize);
  document.end();
  return { bytes: new Uint8Array(await done), machines, style, layout };
}

/** Points: the part of its page that each of two machines has. */
const HALF = 560;

/** Layouts of several machines a page. */
const TOGETHER: Partial<
  Record<
    Layout,
    {
      count: number;
      height?: number;
      draw(document: Document, machines: readonly Machine[], style: Style): void;
    }
  >
> = {
  'models as columns': { count: 3, draw: drawColumns },
  'models over several engines': { count: 2, draw: drawOverEngines },
  'models as columns under labels': { count: 3, draw: drawUnderLabels },
  'two a page, engines as rows over cards': { count: 2, height: 2 * HALF, draw: drawHalves },
};

function drawHalves(document: Document, machines: readonly Machine[], style: Style): void {
  for (const [at, machine] of machines.entries()) drawHalf(document, machine, style, 20 + at * HALF);
}

function drawPage(document: Document, machine: Machine, style: Style, layout: Layout): void {
  document.addPage();
  if (layout === 'beside the picture') {
    drawBesidePicture(document, machine, style);
    return;
  }
  if (layout === 'set from the right') {
    drawFromRight(document, machine, style);
    return;
  }
  if (layout === 'engines over cards') {
    drawEngineCards(document, machine, style);
    return;
  }
  write(document, machine.name, MARGIN, 40, { bold: true, size: 26 });
  document.image(Buffer.from(PICTURE), 420, 40, { width: 260, height: 160 });
  const sections = sectionsOf(machine, style);
  const names = machine.engines.map(([name]) => name);
  if (layout === 'label above' || layout === 'label below')
    drawCards(document, sections, names, style, layout);
  else if (layout === 'engines as rows') drawEngineRows(document, sections, names, style);
  else drawTables(document, sections, names, layout);
}

function drawTables(
  document: Document,
  sections: readonly DrawnSection[],
  names: readonly string[],
  layout: Layout,
): void {
  const [engine, ...others] = sections as [DrawnSection, ...DrawnSection[]];
  const isRuled = layout !== 'beside, open';
  const right = layout === 'two tables' ? MARGIN + 400 : MARGIN + 460;
  const left = { x: MARGIN, width: right - MARGIN - 20 };
  let y = drawTable(document, engine, names, { ...left, y: 230 }, isRuled);
  if (layout !== 'two tables') {
    for (const section of others) y = drawTable(document, section, [], { ...left, y: y + 14 }, isRuled);
    return;
  }
  y = 230;
  for (const section of others)
    y = drawTable(document, section, [], { x: right, width: WIDTH - MARGIN - right, y }, isRuled) + 14;
}

/** The name, a picture and praise at the left; the table at the right as high, its titles no larger than its labels. */
function drawBesidePicture(document: Document, machine: Machine, style: Style): void {
  write(document, machine.name, MARGIN, 40, { bold: true, size: 16 });
  write(document, 'SNOW IS WHERE IT IS AT HOME', MARGIN, 62);
  document.image(Buffer.from(PICTURE), MARGIN, 90, { width: 240, height: 160 });
  write(document, SPOKEN[style.language].models, MARGIN, 270, { bold: true, size: 11 });
  for (const at of [0, 1, 2, 3]) write(document, `• No. ${at + 1} in its class`, MARGIN, 290 + 13 * at);
  write(document, 'LYNX 2027', MARGIN, 800);
  const [x, right] = [340, WIDTH - MARGIN];
  const names = machine.engines.map(([name]) => name);
  const start = x + 160;
  const centres = names.map((_, at) => start + ((at + 0.5) * (right - start)) / names.length);
  write(document, SPOKEN[style.language].engines, x, 40, { bold: true, size: SIZE + 1 });
  for (const [at, name] of names.entries())
    write(document, name, 0, 40, { bold: true, size: SIZE, centre: centres[at] ?? 0 });
  let y = 40 + ROW;
  for (const { title, rows } of sectionsOf(machine, style)) {
    write(document, title, x, y, { bold: true });
    y += ROW - 3;
    for (const { label, values } of rows) {
      write(document, label, x, y);
      const isEach = values.length === names.length;
      const width = (right - start) / (isEach ? names.length : 1);
      const higher = values.map((value, at) =>
        writeWithin(document, value, width, [0, y], {
          centre: (isEach ? centres[at] : undefined) ?? (start + right) / 2,
        }),
      );
      y += ROW - 3 + Math.max(...higher);
      line(document, x - 5, right, y - 3);
    }
  }
}

interface Frame {
  x: number;
  y: number;
  width: number;
}

/** Labels at the left, values centred under the engines' names or across them all. */
function drawTable(
  document: Document,
  { title, rows }: DrawnSection,
  names: readonly string[],
  frame: Frame,
  isRuled: boolean,
): number {
  const start = frame.x + 0.42 * frame.width;
  const step = (frame.x + frame.width - start) / Math.max(1, names.length);
  const centres = names.map((_, at) => start + (at + 0.5) * step);
  const middle = (start + frame.x + frame.width) / 2;
  write(document, title, frame.x, frame.y, { bold: true, size: SIZE + 1 });
  for (const [at, name] of names.entries())
    write(document, name, 0, frame.y, {
      bold: true,
      size: names.length > 2 ? SIZE - 1 : SIZE + 1,
      centre: centres[at] ?? middle,
    });
  let y = frame.y + ROW;
  if (isRuled) line(document, frame.x, frame.x + frame.width, y - 4);
  for (const { label, values } of rows) {
    write(document, label, frame.x, y);
    const isEach = values.length === names.length;
    const width = isEach ? step : frame.x + frame.width - start;
    const higher = values.map((value, at) =>
      writeWithin(document, value, width, [0, y], { centre: isEach ? (centres[at] ?? middle) : middle }),
    );
    y += ROW + Math.max(...higher);
    if (isRuled) line(document, frame.x, frame.x + frame.width, y - 4);
  }
  return y;
}

/** Cards in a grid: a small label over or under its value; several engines stand in one card each on its line. */
function drawCards(
  document: Document,
  sections: readonly DrawnSection[],
  names: readonly string[],
  style: Style,
  layout: Layout,
): void {
  const named: DrawnRow = { told: 'details', label: SPOKEN[style.language].engines, values: [...names] };
  const rows = [named, ...sections.flatMap((section) => section.rows)];
  const [perLine, width] = [4, (WIDTH - 2 * MARGIN) / 4];
  for (const [at, { label, values }] of rows.entries()) {
    const x = MARGIN + (at % perLine) * width;
    const y = 230 + Math.floor(at / perLine) * 62;
    const labelY = layout === 'label above' ? y : y + 3 + 12 * values.length;
    write(document, label, x, labelY, { size: 6.5 });
    for (const [lineAt, value] of values.entries())
      write(document, value, x, (layout === 'label above' ? y + 10 : y) + 12 * lineAt, {
        bold: true,
        size: 9,
      });
  }
}

/** The engines one below the other, what is told of them side by side; the machine's own rows in a table below. */
function drawEngineRows(
  document: Document,
  [engine, ...others]: readonly DrawnSection[],
  names: readonly string[],
  style: Style,
): void {
  const rows = engine?.rows ?? [];
  const own = rows.filter((row) => isOfEngines(row, names.length));
  const width = (WIDTH - 2 * MARGIN - 110) / Math.max(1, own.length);
  write(document, SPOKEN[style.language].engines, MARGIN, 230, { bold: true, size: 6 });
  const taller = own.map(({ label }, at) =>
    writeWithin(document, label, width, [MARGIN + 110 + at * width, 230], { bold: true, size: 6 }),
  );
  let y = 230 + ROW + Math.max(0, ...taller);
  for (const [at, name] of names.entries()) {
    line(document, MARGIN, WIDTH - MARGIN, y - 4);
    write(document, name, MARGIN, y);
    const higher = own.map(({ values }, column) =>
      writeWithin(document, values[at] ?? '', width, [MARGIN + 110 + column * width, y]),
    );
    y += ROW + Math.max(0, ...higher);
  }
  const rest = rows.filter(
    (row) => !own.includes(row) && (row.values.length === 1 || new Set(row.values).size === 1),
  );
  y += ROW + 10;
  const tables = [
    { title: engine?.title ?? '', rows: rest.map((row) => ({ ...row, values: row.values.slice(0, 1) })) },
    ...others,
  ];
  for (const section of tables) y = drawTable(document, section, [], { x: MARGIN, y, width: 420 }, true) + 14;
}

/** The machines side by side; their engines in one cell, each on its line. */
function drawColumns(document: Document, machines: readonly Machine[], style: Style): void {
  write(document, SPOKEN[style.language].models, MARGIN, 40, { size: 18, bold: true });
  const width = (WIDTH - 2 * MARGIN - 170) / machines.length;
  const centres = machines.map((_, at) => MARGIN + 170 + (at + 0.5) * width);
  for (const [at, { name }] of machines.entries()) {
    document.image(Buffer.from(PICTURE), (centres[at] ?? 0) - 50, 66, { width: 100, height: 60 });
    write(document, name, 0, 134, { bold: true, size: 10, centre: centres[at] ?? 0 });
  }
  const tables = machines.map((machine) => sectionsOf(machine, style).flatMap(({ rows }) => rows));
  const rows = tables[0] ?? [];
  let y = 156;
  line(document, MARGIN, WIDTH - MARGIN, y - 4);
  const named: DrawnRow = { told: 'details', label: SPOKEN[style.language].engines, values: [] };
  for (const [at, { label }] of [named, ...rows].entries()) {
    const cells = machines.map((machine, column) =>
      at === 0 ? machine.engines.map(([name]) => name) : (tables[column]?.[at - 1]?.values ?? []),
    );
    write(document, label, MARGIN, y);
    for (const [column, values] of cells.entries())
      for (const [lineAt, value] of values.entries())
        write(document, value, 0, y + 10 * lineAt, { centre: centres[column] ?? 0 });
    y += 10 * Math.max(...cells.map(({ length }) => length)) + 7;
    line(document, MARGIN, WIDTH - MARGIN, y - 4);
  }
}
