/**
 * Row labels of specification tables, by the field they fill: in lower case, without units, brackets and
 * punctuation. The first spelling is the one of the books seen; the others are wordings of other years,
 * markets and of LYNX. A new wording is one more string here.
 */
export const ROW_LABELS = {
  'engine.details': ['engine details', 'engine type', 'motor details', 'type'],
  'engine.power': [
    'horsepower',
    'power',
    'hp',
    'max power',
    'maximum power',
    'maximum horsepower',
    'peak power',
  ],
  'engine.cylindersDisplacement': ['cylinders displacement', 'cylinders and displacement'],
  'engine.cylinders': ['cylinders', 'number of cylinders'],
  'engine.displacement': ['displacement', 'engine displacement'],
  'engine.boreStroke': ['bore stroke', 'bore x stroke', 'bore and stroke'],
  'engine.fuelSystem': ['fuel system', 'fuel injection', 'carburation', 'carburetion', 'fuel delivery'],
  'engine.fuelTypeOctane': ['fuel type octane', 'recommended fuel', 'fuel octane'],
  'engine.fuelType': ['fuel type', 'fuel'],
  'engine.octane': ['octane', 'minimum octane', 'octane rating'],
  'engine.fuelTank': ['fuel tank', 'fuel tank capacity', 'fuel capacity'],
  'engine.oilTank': ['oil tank capacity', 'oil tank', 'oil capacity', 'injection oil tank'],
  'engine.driveClutch': ['drive clutch', 'drive pulley', 'primary clutch'],
  'engine.drivenClutch': ['driven clutch', 'driven pulley', 'secondary clutch'],
  'engine.dryWeight': ['dry weight', 'weight', 'vehicle dry weight'],
  'powertrain.driveSprocketPitch': ['drive sprocket pitch', 'sprocket pitch', 'drive sprocket'],
  'dimensions.overallLength': ['vehicle overall length', 'overall length', 'vehicle length', 'length'],
  'dimensions.overallWidth': ['vehicle overall width', 'overall width', 'vehicle width', 'width'],
  'dimensions.overallHeight': ['vehicle overall height', 'overall height', 'vehicle height', 'height'],
  'dimensions.skiStance': ['ski stance', 'ski stance width'],
  tracks: [
    'available tracks',
    'available track',
    'track',
    'tracks',
    'track size',
    'length x width x profile',
  ],
  'suspension.front': ['front suspension'],
  'suspension.frontShock': ['front shock', 'front shocks'],
  'suspension.frontTravel': ['front suspension travel', 'front travel'],
  'suspension.rear': ['rear suspension'],
  'suspension.centerShock': ['center shock', 'centre shock', 'center shocks'],
  'suspension.rearShock': ['rear shock', 'rear shocks'],
  'suspension.rearTravel': ['rear suspension travel', 'rear travel'],
  'features.platform': ['platform', 'chassis'],
  'features.headlights': ['headlights', 'headlight'],
  'features.skis': ['skis', 'ski'],
  'features.handlebar': ['handlebar', 'handlebars'],
  'features.riserBlockHeight': ['riser block height', 'riser height', 'riser block'],
  'features.reverse': ['reverse'],
  'features.airRadiator': ['air radiator', 'radiator'],
  'features.brakeSystem': ['brake system', 'brake', 'brakes'],
  'features.heatedThrottleGrips': [
    'heated throttle lever grips',
    'heated throttle lever and grips',
    'heated grips throttle lever',
    'heated grips',
  ],
  'features.windshield': ['windshield', 'windscreen'],
  'features.runnerCarbide': ['runner carbide', 'runners carbide', 'runner', 'carbide'],
  'features.bumpers': ['bumpers', 'bumper'],
  seating: ['seating', 'seat', 'seat type'],
  starter: ['starter', 'starting system', 'start'],
  gauges: ['gauge type', 'gauge', 'gauges', 'display', 'instrumentation'],
} as const satisfies Record<string, readonly string[]>;

export type RowField = keyof typeof ROW_LABELS;

/** The unit in which the catalogue keeps a measured field; books print others beside it. */
export const FIELD_UNITS = {
  'engine.power': 'hp',
  'engine.fuelTank': 'l',
  'engine.oilTank': 'l',
  'engine.dryWeight': 'kg',
  'dimensions.overallLength': 'mm',
  'dimensions.overallWidth': 'mm',
  'dimensions.overallHeight': 'mm',
  'dimensions.skiStance': 'mm',
} as const satisfies Partial<Record<RowField, string>>;

export type MeasuredField = keyof typeof FIELD_UNITS;

export type SectionKind = 'engine' | 'colours' | 'features';

/** Titles of the sections that mean more than "a section begins": in capitals, letters and digits only. */
export const SECTION_TITLES: Readonly<Record<string, SectionKind>> = {
  ROTAXENGINE: 'engine',
  ROTAXENGINES: 'engine',
  ENGINE: 'engine',
  ENGINES: 'engine',
  ELECTRICMOTOR: 'engine',
  ROTAXELECTRICMOTOR: 'engine',
  MOTOR: 'engine',
  COLOR: 'colours',
  COLORS: 'colours',
  COLOUR: 'colours',
  COLOURS: 'colours',
  FEATURES: 'features',
};
