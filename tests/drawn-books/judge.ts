import type { Catalogue, CatalogueModel } from '#contracts/catalogue.ts';
import type { DrawnBook } from './draw.ts';
import { type Machine, millimetres, type Style } from './machines.ts';

/** How many of a book's key values were read right, not at all, or otherwise than drawn. */
export interface Judgement {
  right: number;
  empty: number;
  wrong: string[];
}

type Values = Map<string, string | number | null>;

/** What a listing is made of, by name. */
function drawnValues(machine: Machine, { tracks }: Style): Values {
  const values: Values = new Map();
  for (const [at, [name, strokes, , cc, bore, stroke, hp]] of machine.engines.entries())
    for (const [key, value] of Object.entries({
      name: name.toLowerCase(),
      strokes,
      cc,
      bore,
      stroke,
      hp,
      kg: machine.weights[at] ?? 0,
      fuel: machine.fuelL,
      oil: machine.oilL,
    }))
      values.set(`engine ${at} ${key}`, value);
  const [length, width, profile] = machine.track;
  const inWhole = (inches: number) => (tracks === 'one row' ? inches : millimetres(inches));
  values.set('track length', inWhole(length));
  values.set('track width', inWhole(width));
  values.set('track profile', inWhole(profile));
  values.set('seats', machine.seat[1]);
  values.set('starter', machine.starter);
  for (const [key, mm] of Object.entries({
    overallLength: machine.lengthMm,
    overallWidth: machine.widthMm,
    overallHeight: machine.heightMm,
    skiStance: machine.stanceMm,
  }))
    values.set(key, mm);
  return values;
}

function readValues(model: CatalogueModel, engineCount: number): Values {
  const values: Values = new Map();
  for (let at = 0; at < Math.max(engineCount, model.engines.length); at++) {
    const engine = model.engines[at];
    values.set(`engine ${at} name`, engine?.name.toLowerCase() ?? null);
    values.set(`engine ${at} strokes`, engine?.stroke ?? null);
    values.set(`engine ${at} cc`, engine?.displacementCc ?? null);
    values.set(`engine ${at} bore`, engine?.boreMm ?? null);
    values.set(`engine ${at} stroke`, engine?.strokeMm ?? null);
    values.set(`engine ${at} hp`, engine?.powerHp ?? null);
    values.set(`engine ${at} kg`, engine?.dryWeightKg.map(({ kg }) => kg).join() || null);
    values.set(`engine ${at} fuel`, engine?.fuelTankL ?? null);
    values.set(`engine ${at} oil`, engine?.oilTankL ?? null);
  }
  const [track, another] = model.tracks;
  values.set('track length', another ? 'several' : (track?.lengthIn ?? track?.lengthMm ?? null));
  values.set('track width', track?.widthIn ?? track?.widthMm ?? null);
  values.set('track profile', track?.profileIn ?? track?.profileMm ?? null);
  values.set('seats', model.seatsPrinted.join() || null);
  values.set('starter', model.starter.join() || null);
  for (const name of ['overallLength', 'overallWidth', 'overallHeight', 'skiStance'])
    values.set(
      name,
      model.dimensions[name]?.map(({ mm, mmMin, mmMax }) => mm ?? `${mmMin}-${mmMax}`).join() || null,
    );
  return values;
}

/** Judges a reading; null for a book that was refused. */
export function judge({ machines, style, layout }: DrawnBook, read: Catalogue | null): Judgement {
  const judgement: Judgement = { right: 0, empty: 0, wrong: [] };
  const known = new Set(machines.map(({ name }) => name.toLowerCase()));
  for (const { model, page } of read?.models ?? [])
    if (!known.has(model.toLowerCase()))
      judgement.wrong.push(`${layout}: invented "${model}" on page ${page}`);
  for (const machine of machines) {
    const models =
      read?.models.filter(({ model }) => model.toLowerCase() === machine.name.toLowerCase()) ?? [];
    if (models.length > 1) judgement.wrong.push(`${layout}: "${machine.name}" is there twice`);
    const values = models[0] ? readValues(models[0], machine.engines.length) : new Map();
    for (const [name, drawn] of drawnValues(machine, style)) {
      const value = values.get(name) ?? null;
      if (value === null) judgement.empty++;
      else if (String(value) === String(drawn)) judgement.right++;
      else
        judgement.wrong.push(
          `${layout}, ${style.language}: ${machine.name} ${name} ${value} instead of ${drawn}`,
        );
    }
  }
  return judgement;
}
