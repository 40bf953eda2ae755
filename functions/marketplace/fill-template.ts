import { TEMPLATE_FIELD, type TemplateField } from '#contracts/description-template.ts';

/** What comes in a field's place: text, or a list under a heading, whose last items may be left out. */
export type Filling = { text: string } | { heading: string; items: readonly string[] };
export type Fillings = Record<TemplateField, Filling>;

/** How descriptions are built unless the dealer has a template of its own. */
export const OUR_TEMPLATE =
  '<p>Новый снегоход <strong>{name}</strong> производства BRP.</p>' +
  '{specifications}{equipment}{variants}<p>Код модели: {code}</p>';

/** Which list is cut first where not all finds room. What tells the variants apart is never cut. */
const CUT_FIRST = ['equipment', 'specifications'] as const;

const section = (heading: string, items: readonly string[]): string =>
  items.length === 0
    ? ''
    : `<p><strong>${heading}</strong></p><ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;

const written = (filling: Filling | undefined): string => {
  if (!filling) return '';
  return 'text' in filling ? filling.text : section(filling.heading, filling.items);
};

const fill = (template: string, fillings: Fillings): string =>
  template.replace(TEMPLATE_FIELD, (_, name: TemplateField) => written(fillings[name]));

const shorter = (fillings: Fillings): Fillings | null => {
  for (const name of CUT_FIRST) {
    const filling = fillings[name];
    if ('items' in filling && filling.items.length > 0)
      return { ...fillings, [name]: { ...filling, items: filling.items.slice(0, -1) } };
  }
  return null;
};

/**
 * A template with its fields filled, at most `maxLength` characters: whole items of its lists are left
 * out until it fits. Null where even that does not help.
 */
export const fillTemplate = (template: string, fillings: Fillings, maxLength: number): string | null => {
  const text = fill(template, fillings);
  if (text.length <= maxLength) return text;
  const less = shorter(fillings);
  return less && fillTemplate(template, less, maxLength);
};
