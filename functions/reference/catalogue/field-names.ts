import { distanceOf } from '../naming/letter-distance.ts';
import type { RowField } from './row-labels.ts';

/** What a field is called when people are asked, and a row that would be it. */
interface FieldName {
  name: string;
  example: string;
}

/** In the order in which books print them. */
export const FIELD_NAMES: Readonly<Record<RowField, FieldName>> = {
  'engine.details': { name: 'engine type', example: 'Liquid-cooled two-stroke' },
  'engine.power': { name: 'power', example: '165 hp' },
  'engine.maxRpm': { name: 'engine speed', example: '8100 rpm' },
  'engine.cylindersDisplacement': { name: 'cylinders and displacement', example: '2 / 849 cc' },
  'engine.cylinders': { name: 'cylinders', example: '2' },
  'engine.displacement': { name: 'displacement', example: '849 cc' },
  'engine.boreStroke': { name: 'bore and stroke', example: '82 x 80.4 mm' },
  'engine.bore': { name: 'bore', example: '82 mm' },
  'engine.stroke': { name: 'piston stroke', example: '80.4 mm' },
  'engine.fuelSystem': { name: 'fuel system', example: 'Direct injection' },
  'engine.fuelTypeOctane': { name: 'fuel and octane', example: 'Premium unleaded / 95' },
  'engine.fuelType': { name: 'fuel', example: 'Premium unleaded' },
  'engine.octane': { name: 'octane', example: '95' },
  'engine.fuelTank': { name: 'fuel tank', example: '36 L' },
  'engine.oilTank': { name: 'oil tank', example: '3.4 L' },
  'engine.driveClutch': { name: 'drive clutch', example: 'pDrive' },
  'engine.drivenClutch': { name: 'driven clutch', example: 'QRS Vent Plus' },
  'engine.dryWeight': { name: 'dry weight', example: '221 kg' },
  'powertrain.transmission': { name: 'transmission', example: 'CVT' },
  'powertrain.gearbox': { name: 'gearbox', example: 'Synchromesh, H-L-N-R' },
  'powertrain.driveSprocketPitch': { name: 'drive sprocket pitch', example: '3.0 in.' },
  'dimensions.overallLength': { name: 'machine length', example: '3250 mm' },
  'dimensions.overallWidth': { name: 'machine width', example: '1217 mm' },
  'dimensions.overallHeight': { name: 'machine height', example: '1440 mm' },
  'dimensions.overallSize': { name: 'machine length, width and height', example: '3250 x 1217 x 1440 mm' },
  'dimensions.skiStance': { name: 'ski stance', example: '1067 mm' },
  tracks: { name: 'track size', example: '154 x 16 x 2.5 in.' },
  'track.name': { name: 'track name', example: 'PowderMax' },
  'track.length': { name: 'track length', example: '3923 mm' },
  'track.width': { name: 'track width', example: '406 mm' },
  'track.profile': { name: 'track profile', example: '64 mm' },
  'suspension.front': { name: 'front suspension', example: 'RAS X' },
  'suspension.frontShock': { name: 'front shock', example: 'KYB 36' },
  'suspension.frontTravel': { name: 'front suspension travel', example: '235 mm' },
  'suspension.rear': { name: 'rear suspension', example: 'rMotion X' },
  'suspension.centerShock': { name: 'centre shock', example: 'KYB 36' },
  'suspension.rearShock': { name: 'rear shock', example: 'KYB 46' },
  'suspension.rearTravel': { name: 'rear suspension travel', example: '270 mm' },
  'features.platform': { name: 'platform', example: 'REV Gen5' },
  'features.headlights': { name: 'headlights', example: 'LED' },
  'features.skis': { name: 'skis', example: 'Pilot X' },
  'features.handlebar': { name: 'handlebar', example: 'Tapered, with J-hooks' },
  'features.riserBlockHeight': { name: 'riser height', example: '120 mm' },
  'features.reverse': { name: 'reverse', example: 'Electronic' },
  'features.airRadiator': { name: 'radiator', example: 'With fan' },
  'features.brakeSystem': { name: 'brake', example: 'Brembo, hydraulic' },
  'features.heatedThrottleGrips': { name: 'heated grips and throttle lever', example: 'Standard' },
  'features.heatedGrips': { name: 'heated grips', example: 'Standard' },
  'features.usb': { name: 'usb', example: 'In the glove box' },
  'features.linq': { name: 'linq', example: 'Two pairs' },
  'features.visorPlug': { name: 'visor plug', example: 'Front and rear' },
  'features.hitch': { name: 'hitch', example: 'J-type' },
  'features.windshield': { name: 'windshield', example: '550 mm' },
  'features.runnerCarbide': { name: 'runner', example: 'Square, 4 in. carbide' },
  'features.bumpers': { name: 'bumpers', example: 'Front and rear' },
  seating: { name: 'seat', example: 'Trail, 2-up' },
  starter: { name: 'starter', example: 'Electric' },
  gauges: { name: 'display', example: '10.25 in. touchscreen' },
  colours: { name: 'colours', example: 'Black / Neo Yellow' },
};

const ENTRIES = Object.entries(FIELD_NAMES) as [RowField, FieldName][];

const plain = (name: string): string => name.trim().toLowerCase().replace(/\s+/g, ' ');

/** The field that a person means, by its plain name or as catalogues name it; null where none is called so. */
export const fieldNamed = (name: string): RowField | null =>
  ENTRIES.find(([field, known]) => field === name.trim() || known.name === plain(name))?.[0] ?? null;

/** Letters that a name may differ in for it to be meant. */
const MOST_SLIPS = 3;

/** The names that may be meant: those spelt nearly so, then those that share a word. */
export function namesNear(name: string): string[] {
  const wanted = plain(name);
  const words = new Set(wanted.split(/\W+/));
  const slips = ENTRIES.map(([, known]) => ({
    name: known.name,
    slips: distanceOf(wanted, known.name, MOST_SLIPS),
    shares: known.name.split(' ').some((word) => words.has(word)),
  }));
  const near = slips.filter((one) => one.slips <= MOST_SLIPS || one.shares);
  return near.toSorted((one, other) => one.slips - other.slips).map((one) => one.name);
}
