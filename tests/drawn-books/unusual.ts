/** Layouts of books that nobody has shown us, in whose section titles units stand where the style wants it. */
import type { DrawnRow, DrawnSection, Machine, Style } from './machines.ts';
import { sectionsOf } from './machines.ts';
import { type Document, line, MARGIN, PICTURE, ROW, SIZE, WIDTH, write, writeWithin } from './pen.ts';
import { SPOKEN } from './spoken.ts';

/** What fits a column of a table whose rows are engines on one line. */
const LONGEST_OF_ENGINE = 12;

/** What is another text for each engine stands in their table, however long; a long one of all does not. */
export const isOfEngines = ({ values }: DrawnRow, count: number): boolean =>
  values.length === count &&
  (new Set(values).size > 1 || values.every((value) => value.length <= LONGEST_OF_ENGINE));

/** Half a page: the engines one below the other, all else in cards whose sections have titles. */
export function drawHalf(document: Document, machine: Machine, style: Style, top: number): void {
  const names = machine.engines.map(([name]) => name);
  const [engine, ...others] = sectionsOf(machine, style) as [DrawnSection, ...DrawnSection[]];
  write(document, machine.name, MARGIN, top, { bold: true, size: 22 });
  document.image(Buffer.from(PICTURE), 560, top, { width: 160, height: 80 });
  const own = engine.rows.filter((row) => isOfEngines(row, names.length));
  const width = (WIDTH - 2 * MARGIN - 110) / Math.max(1, own.length);
  let y = top + 90;
  write(document, SPOKEN[style.language].engines, MARGIN, y, { bold: true, size: 6 });
  const taller = own.map(({ label }, at) =>
    writeWithin(document, label, width, [MARGIN + 110 + at * width, y], { bold: true, size: 5 }),
  );
  y += Math.max(0, ...taller);
  for (const [at, name] of names.entries()) {
    y += 13;
    write(document, name, MARGIN, y);
    const higher = own.map(({ values }, column) =>
      writeWithin(document, values[at] ?? '', width, [MARGIN + 110 + column * width, y]),
    );
    y += Math.max(0, ...higher);
    line(document, MARGIN, WIDTH - MARGIN, y + 10);
  }
  const shared = engine.rows.filter((row) => !own.includes(row) && new Set(row.values).size === 1);
  const rest = { ...engine, rows: shared.map((row) => ({ ...row, values: row.values.slice(0, 1) })) };
  y += 24;
  for (const section of [rest, ...others]) y = drawTitledCards(document, section, y);
}

const CARDS_A_LINE = 5;

function drawTitledCards(document: Document, { title, rows }: DrawnSection, top: number): number {
  write(document, title, MARGIN, top, { bold: true, size: 10 });
  const width = (WIDTH - 2 * MARGIN) / CARDS_A_LINE;
  for (const [at, { label, values }] of rows.entries()) {
    const [x, y] = [MARGIN + (at % CARDS_A_LINE) * width, top + 15 + 28 * Math.floor(at / CARDS_A_LINE)];
    write(document, label, x, y, { size: 5.5 });
    write(document, values[0] ?? '', x, y + 8, { bold: true });
  }
  return top + 17 + 28 * Math.ceil(rows.length / CARDS_A_LINE);
}

/** The machines side by side; each label on a line of its own over the cells, and no line over the first row. */
export function drawUnderLabels(document: Document, machines: readonly Machine[], style: Style): void {
  write(document, SPOKEN[style.language].models, MARGIN, 14, { size: 18, bold: true });
  const width = (WIDTH - 2 * MARGIN) / machines.length;
  const centres = machines.map((_, at) => MARGIN + (at + 0.5) * width);
  for (const [at, { name }] of machines.entries()) {
    document.image(Buffer.from(PICTURE), (centres[at] ?? 0) - 50, 38, { width: 100, height: 56 });
    write(document, name, 0, 96, { bold: true, size: 11, centre: centres[at] ?? 0 });
  }
  const tables = machines.map((machine) => sectionsOf(machine, style));
  let y = 112;
  const row = (label: string, cells: readonly (readonly string[])[]): void => {
    write(document, label, MARGIN, y, { size: 5.5 });
    for (const [at, values] of cells.entries())
      for (const [lineAt, value] of values.entries())
        write(document, value, 0, y + 5 + 8 * lineAt, { centre: centres[at] ?? 0, size: 7 });
    y += 8 * Math.max(...cells.map(({ length }) => length)) + 9;
    line(document, MARGIN, WIDTH - MARGIN, y - 2);
  };
  for (const [section, { title, rows }] of (tables[0] ?? []).entries()) {
    write(document, title, MARGIN, y, { bold: true, size: 7 });
    y += 9;
    if (section === 0)
      row(
        SPOKEN[style.language].engines,
        machines.map(({ engines }) => engines.map(([name]) => name)),
      );
    for (const [at, { label }] of rows.entries())
      row(
        label,
        tables.map((sections) => sections[section]?.rows[at]?.values ?? []),
      );
  }
}

/** A table beside the picture whose values end at the right edges of the engines' columns, what all share at the last. */
export function drawFromRight(document: Document, machine: Machine, style: Style): void {
  const [x, right] = [380, WIDTH - MARGIN];
  const names = machine.engines.map(([name]) => name);
  const edges = names.map((_, at) => x + 170 + ((at + 1) * (right - x - 170)) / names.length);
  const writeTo = (text: string, endsAt: number, y: number, bold = false): number =>
    writeWithin(document, text, (right - x - 170) / names.length, [0, y], { bold, endsAt });
  write(document, machine.name, MARGIN, 30, { bold: true, size: 24 });
  document.image(Buffer.from(PICTURE), MARGIN, 80, { width: 300, height: 190 });
  let y = 40;
  for (const [section, { title, rows }] of sectionsOf(machine, style).entries()) {
    document
      .rect(x, y - 3, right - x, 14)
      .fill('#dddddd')
      .fillColor('black');
    write(document, title, x + 4, y, { bold: true, size: SIZE + 1 });
    if (section === 0) for (const [at, name] of names.entries()) writeTo(name, edges[at] ?? right, y, true);
    y += 16;
    for (const { label, values } of rows) {
      write(document, label, x + 4, y);
      const higher = values.map((value, at) =>
        writeTo(value, (values.length === names.length ? edges[at] : undefined) ?? right, y),
      );
      y += 13 + Math.max(...higher);
    }
  }
}

/** Each engine's own cards under its name, beside the picture; the machine's below, set a little larger. */
export function drawEngineCards(document: Document, machine: Machine, style: Style): void {
  write(document, machine.name, MARGIN, 40, { bold: true, size: 26 });
  document.image(Buffer.from(PICTURE), MARGIN, 90, { width: 200, height: 150 });
  const [engine, ...others] = sectionsOf(machine, style);
  const step = (WIDTH - 2 * MARGIN - 230) / machine.engines.length;
  const isOwn = ({ values }: DrawnRow): boolean => values.length === machine.engines.length;
  for (const [at, [name]] of machine.engines.entries()) {
    const x = MARGIN + 230 + at * step;
    write(document, name, x, 88, { bold: true, size: 10 });
    for (const [row, { label, values }] of (engine?.rows ?? []).filter(isOwn).entries()) {
      write(document, label, x, 104 + 22 * row, { size: 6 });
      write(document, values[at] ?? '', x, 112 + 22 * row, { bold: true, size: 8 });
    }
  }
  const shared = [
    ...(engine?.rows ?? []).filter((row) => !isOwn(row)),
    ...others.flatMap(({ rows }) => rows),
  ];
  for (const [at, { label, values }] of shared.entries()) {
    const [x, y] = [MARGIN + (at % 4) * 190, 420 + Math.floor(at / 4) * 50];
    write(document, label, x, y, { size: 7 });
    for (const [row, value] of values.entries())
      write(document, value, x, y + 11 + 12 * row, { bold: true, size: 9 });
  }
}

/** A column for each engine, the machine's name and picture over its own. */
export function drawOverEngines(document: Document, machines: readonly Machine[], style: Style): void {
  const count = machines.reduce((sum, { engines }) => sum + engines.length, 0);
  const [start, step] = [MARGIN + 180, (WIDTH - 2 * MARGIN - 180) / count];
  const firsts = machines.map((_, at) =>
    machines.slice(0, at).reduce((sum, { engines }) => sum + engines.length, 0),
  );
  const placeOf = (machine: number, engine: number): number =>
    start + ((firsts[machine] ?? 0) + engine + 0.5) * step;
  const middleOf = (at: number): number => placeOf(at, ((machines[at]?.engines.length ?? 1) - 1) / 2);
  write(document, 'LYNX 2027', MARGIN, 30, { bold: true, size: 11 });
  for (const [at, { name }] of machines.entries()) {
    document.image(Buffer.from(PICTURE), middleOf(at) - 45, 60, { width: 90, height: 60 });
    write(document, name, 0, 126, { bold: true, size: 10, centre: middleOf(at) });
  }
  const tables = machines.map((machine) => sectionsOf(machine, style));
  const named: DrawnRow = { told: 'details', label: SPOKEN[style.language].engines, values: [] };
  let y = 156;
  for (const [at, { title, rows }] of (tables[0] ?? []).entries()) {
    write(document, title, MARGIN, y, { bold: true, size: SIZE + 2 });
    y += ROW;
    line(document, MARGIN, WIDTH - MARGIN, y - 4);
    for (const [row, { label }] of (at === 0 ? [named, ...rows] : rows).entries()) {
      write(document, label, MARGIN, y);
      let higher = 0;
      for (const [column, { engines }] of machines.entries()) {
        const printed = tables[column]?.[at]?.rows[at === 0 ? row - 1 : row]?.values ?? [];
        const values = at === 0 && row === 0 ? engines.map(([name]) => name) : printed;
        const isEach = values.length === engines.length;
        const width = isEach ? step : step * engines.length;
        for (const [place, value] of values.entries()) {
          const centre = isEach ? placeOf(column, place) : middleOf(column);
          higher = Math.max(higher, writeWithin(document, value, width, [0, y], { centre }));
        }
      }
      y += ROW + higher;
      line(document, MARGIN, WIDTH - MARGIN, y - 4);
    }
  }
}
