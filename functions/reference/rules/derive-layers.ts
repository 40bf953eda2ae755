import * as z from 'zod';
import type { Snapshot } from '../avito/snapshot.ts';
import { deriveFieldRules } from './derive-field-rules.ts';
import { FieldSupplement } from './field-supplement.ts';
import supplements from './field-supplements.json' with { type: 'json' };
import type { FieldRule, ModelCatalogueRule } from './rule-set.ts';

const SUPPLEMENTS = z.array(FieldSupplement).parse(supplements);

/** The layers that a snapshot of the marketplace's reference data decides. */
export interface DerivedLayers {
  'model-catalogue': ModelCatalogueRule[];
  'field-rules': FieldRule[];
}

const modelListed = (tag: string, names: string[]): ModelCatalogueRule => ({
  id: 'model-listed',
  severity: 'block',
  source: "S0-38: Avito's own list of BRP models, its spaces and misspellings included (C8)",
  tag,
  names,
});

/** Layers 2 and 3 as the snapshot and our supplements make them. */
export const deriveLayers = ({ make, models, fields }: Snapshot): DerivedLayers => {
  const listed = fields.filter(({ variants }) =>
    variants.some(({ catalogue }) => catalogue?.level === 'model'),
  );
  return {
    'model-catalogue': listed.map(({ tag }) => modelListed(tag, models)),
    'field-rules': deriveFieldRules(fields, make, SUPPLEMENTS),
  };
};
