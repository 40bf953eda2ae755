import * as z from 'zod';
import type { Dependency, FieldFact, FieldVariant, StatedDependency } from './field-facts.ts';

const Pair = z.object({
  source_field_tag: z.string(),
  clause: z.literal('values'),
  values: z.array(z.coerce.string()).min(1),
});

const Content = z.object({
  data_type: z.enum(['string', 'integer', 'float']),
  required: z.boolean(),
  required_by_dependency: z.boolean(),
  values: z.array(z.object({ value: z.coerce.string() })).optional(),
  values_range: z.object({ min: z.number(), max: z.number() }).optional(),
  dependencies: z
    .array(
      z.object({
        action: z.enum(['visible', 'required', 'hidden']),
        clause: z.enum(['and', 'or']),
        pairs: z.array(Pair).min(1),
      }),
    )
    .optional(),
  dependencies_text: z.array(z.string()).optional(),
  is_catalog: z.boolean().optional(),
  name_in_catalog: z.string().optional(),
  values_link_xml: z.url().optional(),
});
type Content = z.infer<typeof Content>;

/** Field definitions as Avito's API answers them (`/autoload/v1/user-docs/node/<slug>/fields`). */
export const FieldDefinitions = z.object({
  fields: z
    .array(
      z.object({
        tag: z.string().min(1),
        feed_format: z.array(z.string()),
        content: z.array(Content).min(1),
      }),
    )
    .min(1),
});
type Field = z.infer<typeof FieldDefinitions>['fields'][number];

/** "Если не указаны Latitude и Longitude", "Если указан Address". */
const IN_WORDS = /^Если (не )?указан[аоы]? ([A-Za-z]+(?: и [A-Za-z]+)*)$/;

const statedIn = (text: string): StatedDependency | null => {
  const [, not, tags] = IN_WORDS.exec(text.trim()) ?? [];
  return tags ? { on: not ? 'absent' : 'present', tags: tags.split(' и ') } : null;
};

const dependencyOf = ({
  action,
  clause,
  pairs,
}: NonNullable<Content['dependencies']>[number]): Dependency => ({
  action,
  clause,
  conditions: pairs.map(({ source_field_tag, values }) => ({ tag: source_field_tag, oneOf: values })),
});

const presenceOf = ({ required, required_by_dependency }: Content): FieldVariant['presence'] => {
  if (required) return 'required';
  return required_by_dependency ? 'dependent' : 'optional';
};

const catalogueOf = ({ is_catalog, name_in_catalog, values_link_xml }: Content): FieldVariant['catalogue'] =>
  is_catalog && values_link_xml && (name_in_catalog === 'mark' || name_in_catalog === 'model')
    ? { level: name_in_catalog, at: values_link_xml }
    : undefined;

const statedOf = ({ dependencies_text = [] }: Content): StatedDependency[] =>
  dependencies_text.map(statedIn).filter((stated) => stated !== null);

const variantOf = (content: Content): FieldVariant => {
  const { data_type, values, values_range, dependencies } = content;
  const [catalogue, stated] = [catalogueOf(content), statedOf(content)];
  return {
    type: data_type,
    presence: presenceOf(content),
    ...(values && { values: values.map(({ value }) => value) }),
    ...(values_range && { range: values_range }),
    ...(dependencies && { dependencies: dependencies.map(dependencyOf) }),
    ...(stated.length > 0 && { stated }),
    ...(catalogue && { catalogue }),
  };
};

const factOf = ({ tag, feed_format, content }: Field): FieldFact => ({
  tag,
  ...(!feed_format.includes('xml') && { spreadsheetOnly: true as const }),
  variants: content.map(variantOf),
});

/** Each structured dependency has its sentence too; what is over must be one of the sentences that are read. */
const unreadSentences = ({ dependencies = [], dependencies_text = [] }: Content): string[] => {
  const other = dependencies_text.filter((text) => !statedIn(text));
  return other.length > dependencies.length ? other : [];
};

/** What the definitions say, and the sentences in which they may say more than a program can read. */
export interface ReadDefinitions {
  fields: FieldFact[];
  unread: { tag: string; text: string }[];
}

/** The facts of field definitions; descriptions are prose, go stale, and are left out. */
export const readDefinitions = ({ fields }: z.infer<typeof FieldDefinitions>): ReadDefinitions => ({
  fields: fields.map(factOf),
  unread: fields.flatMap(({ tag, content }) =>
    content.flatMap(unreadSentences).map((text) => ({ tag, text })),
  ),
});
