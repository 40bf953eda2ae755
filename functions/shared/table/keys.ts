/** A partition and a sort key as templates over the record's fields: `D#${dealerId}`. */
interface KeyTemplate {
  pk: string;
  sk: string;
}

export type IndexName = 'GSI1' | 'GSI2';

export interface Keys extends Partial<Record<IndexName, KeyTemplate>> {
  primary: KeyTemplate;
}

/** What a query asks for: one sort key, or all that begin so; any where `sk` is empty. */
export interface KeyCondition {
  pk: string;
  sk: string;
  isWhole: boolean;
}

/** Where a record lies in the table. */
export interface Address {
  PK: string;
  SK: string;
}

type Fields = Readonly<Record<string, unknown>>;

const FIELD = /\$\{(\w+)\}/g;

const fieldsOf = (template: string): string[] =>
  [...template.matchAll(FIELD)].map((match) => match[1] as string);

const isMissing = (fields: Fields) => (name: string) => fields[name] === undefined;

/** Up to the first field that is not given. */
const filled = (template: string, fields: Fields): string => {
  const [missing] = fieldsOf(template).filter(isMissing(fields));
  const [given = ''] = missing === undefined ? [template] : template.split(`\${${missing}}`);
  return given.replaceAll(FIELD, (_, name) => String(fields[name]));
};

const isWhole = (template: string, fields: Fields): boolean => !fieldsOf(template).some(isMissing(fields));

const whole = (template: string, fields: Fields): string => {
  const missing = fieldsOf(template).filter(isMissing(fields));
  if (missing.length > 0) throw new TypeError(`The key ${template} needs ${missing.join(', ')}`);
  return filled(template, fields);
};

export const addressOf = ({ primary: { pk, sk } }: Keys, fields: Fields): Address => ({
  PK: whole(pk, fields),
  SK: whole(sk, fields),
});

/** The fields that a record's address is made of, of those given. */
export const addressFields = ({ primary: { pk, sk } }: Keys, fields: Fields): Fields =>
  Object.fromEntries([...fieldsOf(pk), ...fieldsOf(sk)].map((name) => [name, fields[name]]));

/** One text for one address, whatever stands in its parts. */
export const addressText = ({ PK, SK }: Address): string => JSON.stringify([PK, SK]);

const NAMES = ['GSI1', 'GSI2'] as const;

const indexParts = (keys: Keys): [attribute: string, template: string][] =>
  NAMES.flatMap((name) => {
    const key = keys[name];
    return key ? [[`${name}PK`, key.pk] as const, [`${name}SK`, key.sk] as const] : [];
  }).map(([attribute, template]) => [attribute, template]);

/** A whole record's address, and where the indexes have it. */
export const keyAttributes = (keys: Keys, record: Fields): Address & Record<string, string> => ({
  ...addressOf(keys, record),
  ...Object.fromEntries(
    indexParts(keys).map(([attribute, template]) => [attribute, whole(template, record)]),
  ),
});

/** Where the indexes have a record once these fields of it have changed. */
export const movedKeys = (keys: Keys, key: Fields, changes: Fields): Record<string, string> => {
  const isMoved = ([, template]: [string, string]) =>
    fieldsOf(template).some((name) => changes[name] !== undefined);
  const moved = indexParts(keys).filter(isMoved);
  return Object.fromEntries(
    moved.map(([attribute, template]) => [attribute, whole(template, { ...key, ...changes })]),
  );
};

export const conditionOf = ({ pk, sk }: KeyTemplate, fields: Fields): KeyCondition => ({
  pk: whole(pk, fields),
  sk: filled(sk, fields),
  isWhole: isWhole(sk, fields),
});

/** Whether a record is among what a query on these keys asks for. */
export const isAsked = (
  template: KeyTemplate,
  { pk, sk, isWhole }: KeyCondition,
  record: Fields,
): boolean => {
  const place = whole(template.sk, record);
  return whole(template.pk, record) === pk && (isWhole ? place === sk : place.startsWith(sk));
};
