/** Row labels of a specification table, by the field of `catalogue.json` they print. */
export const SUSPENSION_LABELS = {
  front: 'Front suspension',
  frontShock: 'Front shock',
  frontTravel: 'Front suspension travel',
  rear: 'Rear suspension',
  centerShock: 'Center shock',
  rearShock: 'Rear shock',
  rearTravel: 'Rear suspension travel',
} as const;

export const FEATURE_LABELS = {
  platform: 'Platform',
  headlights: 'Headlights',
  skis: 'Skis',
  handlebar: 'Handlebar',
  riserBlockHeight: 'Riser block height',
  reverse: 'Reverse',
  brakeSystem: 'Brake system',
  heatedThrottleGrips: 'Heated throttle lever/grips',
  windshield: 'Windshield',
  runnerCarbide: 'Runner (in.) – Carbide (in.)',
  bumpers: 'Bumpers (front/rear)',
} as const;

export const DIMENSION_LABELS = {
  overallLength: 'Vehicle overall length',
  overallWidth: 'Vehicle overall width',
  overallHeight: 'Vehicle overall height',
  skiStance: 'Ski stance',
} as const;
