import { type Answer, bad, type Call, Refused, type Route } from './call.ts';

export interface Category {
  name: string;
  slug?: string;
  nested?: readonly Category[];
}

/** Categories with the definitions of their fields by slug, as of a moment. */
export interface Definitions {
  tree: readonly Category[];
  nodes: Record<
    string,
    { node: { name: string; slug: string }; fields: readonly object[]; alert?: object | null }
  >;
  changedAt: Date;
}

const field = (tag: string, more: object = {}) => ({
  ...{ tag, label: tag, descriptions: '', feed_format: ['xml', 'excel'] },
  content: [
    { field_type: 'input', data_type: 'string', required: true, required_by_dependency: false, ...more },
  ],
});

/** A small part of what Avito has; give the server the whole where that is needed. */
export const SNOWMOBILES: Definitions = {
  tree: [
    {
      name: 'Транспорт',
      nested: [
        {
          name: 'Мотоциклы и мототехника',
          nested: [{ name: 'Снегоходы', slug: 'snegohody' }, { name: 'Багги' }],
        },
      ],
    },
  ],
  nodes: {
    snegohody: {
      node: { name: 'Снегоходы', slug: 'snegohody' },
      fields: [
        field('Id'),
        field('Title', { values_range: { min: null, max: 50 } }),
        field('Price', { data_type: 'integer' }),
        field('Availability', {
          field_type: 'select',
          values: [{ value: 'В наличии', description: '' }, { value: 'Под заказ' }],
          values_link_xml: null,
        }),
      ],
      alert: null,
    },
  },
  changedAt: new Date('2026-11-02T09:30:15Z'),
};

/** Below a category stand nodes, or maps of arrays of them. */
const treeSaid = (category: Category, nested: Call['switches']['nested']): object => {
  const below = category.nested?.map((child) => treeSaid(child, nested));
  if (!below) return category;
  return { ...category, nested: nested === 'plain' ? below : [{ [category.name]: below }] };
};

const slugsIn = (categories: readonly Category[]): string[] =>
  categories.flatMap(({ slug, nested }) => [...(slug ? [slug] : []), ...slugsIn(nested ?? [])]);

/** The value that was given comes back unchanged, or a later moment. */
const isUnchanged = ({ headers }: Call, changedAt: Date): boolean =>
  Date.parse(headers['if-modified-since'] ?? '') >= Math.floor(changedAt.getTime() / 1000) * 1000;

const giveFields =
  ({ tree, nodes, changedAt }: Definitions) =>
  (call: Call): Answer => {
    const slug = call.params.node_slug ?? '';
    const found = Object.hasOwn(nodes, slug) ? nodes[slug] : undefined;
    if (!found && slugsIn(tree).includes(slug)) throw bad('Node is not a leaf');
    if (!found) throw new Refused(404, 'Node not found');
    const headers = { 'last-modified': changedAt.toUTCString() };
    return isUnchanged(call, changedAt) ? { status: 304, headers } : { body: found, headers };
  };

/** Which fields an ad of a category has. */
export const definitionsOf = (definitions: Definitions): readonly Route[] => [
  {
    ...{ method: 'GET', path: '/autoload/v1/user-docs/tree', group: 'autoload', errors: 'flat' },
    answer: ({ switches }) => ({
      body: { categories: definitions.tree.map((category) => treeSaid(category, switches.nested)) },
    }),
  },
  {
    ...{
      method: 'GET',
      path: '/autoload/v1/user-docs/node/{node_slug}/fields',
      group: 'autoload',
      errors: 'flat',
    },
    answer: giveFields(definitions),
  },
];
