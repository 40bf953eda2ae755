import { SaxesParser } from 'saxes';
import * as z from 'zod';
import type { Dependency, FieldFact, FieldVariant, StatedDependency } from './field-facts.ts';
import type { Snapshot } from './snapshot.ts';

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
interface ReadDefinitions {
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

/** One make of the marketplace's catalogue with its model names, to the letter. */
interface ModelCatalogue {
  make: string;
  models: string[];
}

/** A catalogue as this project keeps it: one make and its names. */
export const ListedModels = z.object({
  make: z.string().min(1),
  models: z.array(z.string().min(1)).min(1),
});

interface Node {
  name: string;
  label: string;
  text: string;
  children: Node[];
}

const MARK = new Set(['mark', 'make']);
const MODEL = new Set(['model']);

/** The catalogues of other categories name an entry by an attribute, by a child, or by their text. */
const labelOf = (attributes: Record<string, string>): string => attributes.name ?? attributes.value ?? '';

const treeOf = (xml: string): Node => {
  const root: Node = { name: '', label: '', text: '', children: [] };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    const node = { name: name.toLowerCase(), label: labelOf(attributes), text: '', children: [] };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  const addText = (text: string) => {
    const node = open.at(-1);
    if (node) node.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  return root;
};

/** Not trimmed where it is a name: one of Avito's ends in a space. */
const nameOf = ({ label, text, children }: Node): string => {
  const child = children.find(({ name }) => name === 'name');
  return label || child?.label || child?.text || text;
};

const below = (node: Node, names: Set<string>): Node[] =>
  node.children.flatMap((child) => [...(names.has(child.name) ? [child] : []), ...below(child, names)]);

/** Models stand in their make, or beside it in a row of both. */
const modelsIn = (node: Node, make: string): string[] => {
  const mark = node.children.find((child) => MARK.has(child.name) && nameOf(child).trim() === make);
  const own = mark ? below(mark, MODEL) : [];
  const beside = mark && own.length === 0 ? node.children.filter(({ name }) => MODEL.has(name)) : [];
  return [...own, ...beside].map(nameOf).concat(node.children.flatMap((child) => modelsIn(child, make)));
};

/** The names of one make in an XML catalogue; empty where it has none. Throws for what is no XML. */
const readXmlCatalogue = (xml: string, make: string): ModelCatalogue => ({
  make,
  models: [...new Set(modelsIn(treeOf(xml), make))].filter((name) => name.trim() !== ''),
});

/** What is none of the shapes in which the marketplace gives its reference data; the message says why. */
export class UnreadableReference extends Error {
  override readonly name = 'UnreadableReference';
}

/** What a file or an answer says: a part of a snapshot, and what of it a program cannot read. */
export interface ReadReference {
  part: Partial<Snapshot>;
  unread: ReadDefinitions['unread'];
}

const asJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UnreadableReference(`it is no JSON: ${(error as Error).message}`);
  }
};

const explained = (error: z.ZodError): UnreadableReference =>
  new UnreadableReference(
    error.issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`).join('; '),
  );

const fromDefinitions = (json: unknown): ReadReference => {
  const parsed = FieldDefinitions.safeParse(json);
  if (!parsed.success) throw explained(parsed.error);
  const { fields, unread } = readDefinitions(parsed.data);
  return { part: { fields }, unread };
};

const fromModels = (json: unknown, make: string): ReadReference => {
  const parsed = ListedModels.safeParse(json);
  if (!parsed.success) throw explained(parsed.error);
  if (parsed.data.make !== make) throw new UnreadableReference(`it lists ${parsed.data.make}, not ${make}`);
  return { part: { models: parsed.data.models }, unread: [] };
};

const fromXml = (text: string, make: string): ReadReference => {
  const { models } = parsedXml(text, make);
  if (models.length === 0) throw new UnreadableReference(`it is XML without a model of ${make}`);
  return { part: { models }, unread: [] };
};

const parsedXml = (text: string, make: string) => {
  try {
    return readXmlCatalogue(text, make);
  } catch (error) {
    throw new UnreadableReference(`it is no whole XML: ${(error as Error).message.trim()}`);
  }
};

/**
 * Reads field definitions (JSON), the model catalogue (XML) or a make's names (JSON), whichever the text is.
 * Throws `UnreadableReference` for anything else, such as a page that asks whether a person is there.
 */
export const readReference = (text: string, make: string): ReadReference => {
  if (text.trimStart().startsWith('<')) return fromXml(text.trimStart(), make);
  const json = asJson(text);
  return typeof json === 'object' && json !== null && 'fields' in json
    ? fromDefinitions(json)
    : fromModels(json, make);
};
