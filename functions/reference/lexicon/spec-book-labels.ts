/** Row names on every model page of BRP's spec books, whatever the model, brand or year. */
export const SPEC_BOOK_LABELS: readonly string[] = [
  'Engine details',
  'Cylinders – Displacement',
  'Bore – Stroke',
  'Fuel system',
  'Fuel tank (L)',
  'Drive clutch',
  'Driven clutch',
  'Dry weight',
  'Vehicle overall length',
  'Ski stance',
  'Available tracks (in.)',
  'Front suspension',
  'Rear suspension',
  'Gauge type',
];
