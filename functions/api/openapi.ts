import * as z from 'zod';
import { Dealer } from '#contracts/dealer.ts';
import { Question } from '#contracts/question.ts';
import { Reason } from '#contracts/reason.ts';
import { FeedVersion } from '#shared/table/feed-records.ts';
import { DEALER_ROLES, OVERALL_ROLES } from '#shared/table/member-records.ts';
import { Problem } from './problem.ts';
import { ROLES } from './roles.ts';
import { type ActRoute, namesInPath, type Route } from './route.ts';
import { CommandShown } from './shapes/command.ts';

type Json = Record<string, unknown>;

/** What many answers hold, said once. */
const NAMED = { Problem, Reason, Question, Dealer, FeedVersion, Command: CommandShown };

const nameIn = (id: string): string => `#/components/schemas/${id}`;

/** Schemas as JSON Schema 2020-12, which OpenAPI 3.1 speaks; what has a name is referred to by it. */
const schemasOf = (schemas: readonly z.ZodType[], io: 'input' | 'output'): Map<z.ZodType, Json> => {
  const registry = z.registry<{ id: string }>();
  const ids = new Map<z.ZodType, string>(Object.entries(NAMED).map(([id, schema]) => [schema, id]));
  for (const schema of schemas) ids.set(schema, ids.get(schema) ?? `Unnamed${ids.size}`);
  for (const [schema, id] of ids) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, { io, uri: nameIn, unrepresentable: 'any' }).schemas;
  return new Map(
    [...ids].map(([schema, id]) => {
      const { $schema: _, $id: __, ...rest } = made[id] as Json;
      return [schema, rest];
    }),
  );
};

/** The schemas of all routes, worked out together. */
type Schemas = Record<'input' | 'output', Map<z.ZodType, Json>>;

const referred = (schema: z.ZodType, io: keyof Schemas, schemas: Schemas): Json => {
  const [id] = Object.entries(NAMED).find(([, named]) => named === schema) ?? [];
  return id ? { $ref: nameIn(id) } : (schemas[io].get(schema) ?? {});
};

const isAct = (route: Route): route is ActRoute => 'command' in route;

const pageSchema = (items: Json): Json => ({
  type: 'object',
  properties: {
    items: { type: 'array', items },
    next: { type: ['string', 'null'], description: 'The cursor of the next page; null after the last.' },
  },
  required: ['items', 'next'],
});

const answered = (route: Route, schemas: Schemas): Json => {
  const item = referred(isAct(route) ? CommandShown : route.out, 'output', schemas);
  return 'page' in route ? pageSchema(item) : item;
};

const parameter = (name: string, place: 'path' | 'query' | 'header', schema: Json, description?: string) => ({
  ...{ name, in: place, required: place === 'path', schema },
  ...(description && { description }),
});

const PAGING = [
  parameter('limit', 'query', { type: 'integer', minimum: 1, maximum: 200, default: 50 }),
  parameter('cursor', 'query', { type: 'string' }, 'The `next` of the page before, with the same query.'),
];

const ACTING = [
  parameter(
    'Idempotency-Key',
    'header',
    { type: 'string' },
    'The same wish under the same key is done once.',
  ),
  parameter('Prefer', 'header', { type: 'string' }, '`wait=10`: wait up to 20 seconds for the end.'),
];

const SEEN = parameter('If-Match', 'header', { type: 'string' }, 'The ETag of what was looked at.');

const CHANNEL = parameter(
  'channel',
  'query',
  { type: 'string', default: 'avito' },
  'Which of the dealer’s feeds.',
);

const parametersOf = (route: Route, properties: Record<string, Json>): Json[] => {
  const inPath = namesInPath(route.path);
  const rest = Object.keys(properties).filter((name) => !inPath.includes(name));
  return [
    ...inPath.map((name) => parameter(name, 'path', properties[name] ?? { type: 'string' })),
    ...(route.method === 'GET' ? rest.map((name) => parameter(name, 'query', properties[name] ?? {})) : []),
    ...('page' in route ? PAGING : []),
    ...(isAct(route) ? ACTING : []),
    ...(isAct(route) && route.seen ? [SEEN] : []),
    ...(inPath.includes('dealerId') ? [CHANNEL] : []),
  ];
};

/** What the path does not say. */
const bodyOf = (route: Route, schema: Json): Json => {
  const inPath = namesInPath(route.path);
  const { properties = {}, required = [] } = schema as { properties?: Json; required?: string[] };
  const fields = Object.entries(properties).filter(([name]) => !inPath.includes(name));
  if (route.method === 'GET' || fields.length === 0) return {};
  const own = {
    ...schema,
    properties: Object.fromEntries(fields),
    required: required.filter((name) => !inPath.includes(name)),
  };
  return { requestBody: { required: true, content: { 'application/json': { schema: own } } } };
};

const said = (description: string, schema: Json, type = 'application/json') => ({
  description,
  content: { [type]: { schema } },
});

const PROBLEM = said(
  'What is wrong, and what to do',
  { $ref: '#/components/schemas/Problem' },
  'application/problem+json',
);

const operationOf = (route: Route, schemas: Schemas): Json => {
  const schema = schemas.input.get(route.in) ?? {};
  const { properties = {} } = schema as { properties?: Record<string, Json> };
  return {
    ...{ summary: route.summary, parameters: parametersOf(route, properties), ...bodyOf(route, schema) },
    responses: {
      200: said(isAct(route) ? 'It is done' : 'The answer', answered(route, schemas)),
      ...(isAct(route) && {
        202: said('It is written down; Location tells what comes of it', answered(route, schemas)),
      }),
      default: PROBLEM,
    },
    'x-permission': route.permission,
  };
};

const pathsOf = (routes: readonly Route[], schemas: Schemas): Json => {
  const paths: Record<string, Json> = {};
  for (const route of routes)
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route, schemas) };
  return paths;
};

/** The API as OpenAPI 3.1 has it, made of its routes. */
export const openApiOf = (routes: readonly Route[]): Json => {
  const schemas: Schemas = {
    input: schemasOf(
      routes.map((route) => route.in),
      'input',
    ),
    output: schemasOf(
      routes.flatMap((route) => (isAct(route) ? [] : [route.out])),
      'output',
    ),
  };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Feedwright',
      version: '1',
      description: 'What people and programs do with their price lists and feeds. See docs/api.md.',
    },
    servers: [{ url: '/api' }],
    security: [{ bearer: [] }],
    paths: pathsOf(routes, schemas),
    components: {
      schemas: Object.fromEntries(
        Object.entries(NAMED).map(([id, schema]) => [id, schemas.output.get(schema)]),
      ),
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    },
    'x-roles': Object.fromEntries([...DEALER_ROLES, ...OVERALL_ROLES].map((role) => [role, ROLES[role]])),
  };
};
