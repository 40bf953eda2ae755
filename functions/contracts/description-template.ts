import * as z from 'zod';

/** What a description's template may ask for, as `{name}`, and what comes in its place. */
export const TEMPLATE_FIELDS = {
  name: 'brand, model, package, engine and year',
  brand: 'the brand',
  family: 'the model, such as "Summit"',
  package: 'the package, such as "X Expert"',
  engine: 'the engine, such as "850 E-TEC"',
  year: 'the model year',
  colour: 'the colour in Russian',
  specifications: 'the list of technical values',
  equipment: 'the list of what the spec book names as equipment',
  variants: 'of an ad for several codes: the list of colours and options',
  code: 'the model code, or all of them',
} as const;
export type TemplateField = keyof typeof TEMPLATE_FIELDS;

/** Half of what Avito takes, so that the machine's own values find room beside it. */
const MAX_LENGTH = 3500;

/** Tags that Avito allows in a description, without attributes. Source: its definition of the field. */
const ALLOWED_TAG = /^<\/?(?:p|strong|em|ul|ol|li)>$|^<br ?\/?>$/;

/** A field as it stands in a template; its name need not be known. */
export const TEMPLATE_FIELD = /\{([^{}]*)\}/g;

const unknownFields = (template: string): string[] =>
  [...template.matchAll(TEMPLATE_FIELD)].flatMap(([printed, name = '']) =>
    Object.hasOwn(TEMPLATE_FIELDS, name) ? [] : [printed],
  );

const forbiddenTags = (template: string): string[] =>
  (template.match(/<[^>]*>?/g) ?? []).filter((tag) => !ALLOWED_TAG.test(tag));

const PAIRED = /<(\/?)(p|strong|em|ul|ol|li)>/g;

/** The tags left open, or closed without having been opened, in their order. */
const unpairedTags = (template: string): string[] => {
  const open: string[] = [];
  for (const [tag, slash, name = ''] of template.matchAll(PAIRED)) {
    if (!slash) open.push(name);
    else if (open.at(-1) === name) open.pop();
    else return [tag];
  }
  return open.map((name) => `<${name}>`);
};

/** Everything that is wrong with a template, and what to write instead. */
const faultsOf = (template: string): string[] => {
  const known = Object.keys(TEMPLATE_FIELDS)
    .map((name) => `{${name}}`)
    .join(' ');
  return [
    ...unknownFields(template).map((name) => `${name} is no field of a template: use one of ${known}`),
    ...forbiddenTags(template).map((tag) => `${tag} is not allowed: use p, br, strong, em, ul, ol and li`),
    ...unpairedTags(template).map((tag) => `${tag} has no counterpart: open and close tags in pairs`),
  ];
};

/** A dealer's own template of its descriptions: text, tags that Avito allows, and fields. */
export const DescriptionTemplate = z
  .string()
  .min(1)
  .max(MAX_LENGTH)
  .superRefine((template, context) => {
    for (const message of faultsOf(template)) context.addIssue({ code: 'custom', message });
  });
