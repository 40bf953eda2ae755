import type { Concept } from './label-words.ts';
import type { RowField } from './row-labels.ts';

/** What the words of a label must be about to mean a field: each of one alternative, and nothing but these and `may`. */
export interface LabelMeaning {
  needs: readonly (readonly Concept[])[];
  may?: readonly Concept[];
  /** What such labels are about too, and others as well: the rows beside must tell it. */
  hints?: readonly (readonly Concept[])[];
}

/** By field; a label under a section's title may leave out what the title says. */
export const LABEL_MEANINGS: Readonly<Partial<Record<RowField, LabelMeaning>>> = {
  'dimensions.overallLength': { needs: [['length']] },
  'dimensions.overallWidth': { needs: [['width']] },
  'dimensions.overallHeight': { needs: [['height']] },
  'dimensions.overallSize': { needs: [['length', 'width', 'height']] },
  'dimensions.skiStance': {
    needs: [['stance'], ['ski', 'pitch'], ['ski', 'centre'], ['ski', 'centre', 'pitch']],
    may: ['ski', 'width', 'front', 'pitch', 'centre'],
  },
  tracks: {
    needs: [['track'], ['length', 'width', 'lug'], ['track', 'length', 'width']],
    may: ['length', 'width', 'height', 'lug', 'track'],
    hints: [['length', 'width']],
  },
  'track.length': { needs: [['track', 'length']] },
  'track.width': { needs: [['track', 'width']] },
  'track.profile': {
    needs: [['lug'], ['track', 'height'], ['track', 'lug']],
    may: ['track', 'lug', 'height'],
  },
  'engine.details': { needs: [['engine']] },
  'engine.power': { needs: [['power']], may: ['engine'] },
  'engine.maxRpm': { needs: [['speed']], may: ['engine', 'power'] },
  'engine.cylindersDisplacement': { needs: [['cylinder', 'displacement']], may: ['engine'] },
  'engine.cylinders': { needs: [['cylinder']], may: ['engine'] },
  'engine.displacement': { needs: [['displacement']], may: ['engine', 'piston'] },
  'engine.boreStroke': {
    needs: [
      ['bore', 'stroke'],
      ['bore', 'travel'],
    ],
    may: ['piston', 'cylinder', 'travel', 'stroke'],
  },
  'engine.bore': { needs: [['bore']], may: ['piston', 'cylinder'], hints: [['piston']] },
  'engine.stroke': {
    needs: [['stroke'], ['piston', 'travel']],
    may: ['piston', 'travel', 'length'],
    hints: [['piston']],
  },
  'engine.fuelSystem': { needs: [['injection']], may: ['fuel', 'engine'] },
  'engine.fuelTypeOctane': { needs: [['fuel', 'octane']] },
  'engine.fuelType': { needs: [['fuel']] },
  'engine.octane': { needs: [['octane']] },
  'engine.fuelTank': { needs: [['fuel', 'tank'], ['fuel']], hints: [['tank']] },
  'engine.oilTank': { needs: [['oil', 'tank'], ['oil']], may: ['injection', 'engine'] },
  'engine.driveClutch': { needs: [['driving', 'clutch']] },
  'engine.drivenClutch': { needs: [['driven', 'clutch']] },
  'engine.dryWeight': { needs: [['weight'], ['dry', 'weight']] },
  'suspension.front': { needs: [['front', 'suspension']] },
  'suspension.rear': { needs: [['rear', 'suspension']] },
  'suspension.frontShock': { needs: [['front', 'shock']], may: ['suspension'] },
  'suspension.centerShock': { needs: [['centre', 'shock']], may: ['suspension'] },
  'suspension.rearShock': { needs: [['rear', 'shock']], may: ['suspension'] },
  'suspension.frontTravel': { needs: [['front', 'travel']], may: ['suspension'] },
  'suspension.rearTravel': { needs: [['rear', 'travel']], may: ['suspension'] },
  'powertrain.driveSprocketPitch': {
    needs: [
      ['sprocket', 'pitch'],
      ['driving', 'sprocket'],
    ],
    may: ['pitch', 'driving'],
  },
  'features.brakeSystem': { needs: [['brake']] },
  'features.reverse': { needs: [['reverse']] },
  'features.windshield': { needs: [['windshield']] },
  'features.handlebar': { needs: [['handlebar']] },
  'features.headlights': { needs: [['headlight']] },
  'features.bumpers': { needs: [['bumper']] },
  'features.platform': { needs: [['platform']] },
  'features.skis': { needs: [['ski']] },
  'features.riserBlockHeight': { needs: [['riser']], may: ['block', 'height', 'handlebar'] },
  'features.airRadiator': { needs: [['radiator']] },
  'features.heatedThrottleGrips': {
    needs: [
      ['heated', 'lever'],
      ['heated', 'lever', 'grip'],
    ],
  },
  'features.heatedGrips': { needs: [['heated', 'grip']] },
  'features.usb': { needs: [['usb']] },
  'features.linq': { needs: [['linq']] },
  'features.visorPlug': { needs: [['visor']] },
  'features.hitch': { needs: [['hitch']] },
  'features.runnerCarbide': { needs: [['runner']] },
  seating: { needs: [['seat']] },
  starter: { needs: [['starter']], may: ['engine'] },
  gauges: { needs: [['gauge']] },
  colours: { needs: [['colour']] },
};
