/** The unit in which the catalogue keeps a measured field, and what any snowmobile from youth to utility measures. */
export interface Measure {
  unit: 'mm' | 'cm' | 'kg' | 'l' | 'hp' | 'kw';
  from: number;
  to: number;
  /** Whether a number without any unit can only mean this one: 3188 is no length in inches. */
  bare: boolean;
}

export type MeasuredField =
  | 'engine.power'
  | 'engine.fuelTank'
  | 'engine.oilTank'
  | 'engine.dryWeight'
  | 'dimensions.overallLength'
  | 'dimensions.overallWidth'
  | 'dimensions.overallHeight'
  | 'dimensions.skiStance';

/** Books print other units beside these. What lies outside is misread or misprinted, and no value. */
export const FIELD_UNITS: Readonly<Record<MeasuredField, Measure>> = {
  'engine.power': { unit: 'hp', from: 2, to: 400, bare: false },
  'engine.fuelTank': { unit: 'l', from: 1, to: 80, bare: false },
  'engine.oilTank': { unit: 'l', from: 0.3, to: 12, bare: false },
  'engine.dryWeight': { unit: 'kg', from: 40, to: 450, bare: false },
  'dimensions.overallLength': { unit: 'mm', from: 1200, to: 4500, bare: true },
  'dimensions.overallWidth': { unit: 'mm', from: 500, to: 1600, bare: true },
  'dimensions.overallHeight': { unit: 'mm', from: 500, to: 2000, bare: true },
  'dimensions.skiStance': { unit: 'mm', from: 400, to: 1500, bare: true },
};

/** Power in kilowatts, printed beside horsepower or, of electric machines, alone. */
export const KILOWATTS: Measure = { unit: 'kw', from: 1, to: 300, bare: false };
