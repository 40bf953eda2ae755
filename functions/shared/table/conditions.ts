/** A field of the record as it is in the table, of a kind of value. */
interface Field<Value> {
  name: string;
  /** Never there: it ties what the field is compared with to its kind. */
  kind?: Value;
}

/** Every field of a stored record. */
type Stored<Item> = { [Name in keyof Item]-?: Field<Item[Name]> };

interface Operations {
  notExists(field: Field<unknown>): string;
  eq<Value>(field: Field<Value>, value: NonNullable<Value>): string;
  ne<Value>(field: Field<Value>, value: NonNullable<Value>): string;
  lt<Value>(field: Field<Value>, value: NonNullable<Value>): string;
  lte<Value>(field: Field<Value>, value: NonNullable<Value>): string;
  begins(field: Field<string>, value: string): string;
}

/** What must hold of the stored record for a write to happen; its parts may be joined by AND and OR. */
export type Condition<Item> = (stored: Stored<Item>, operations: Operations) => string;

/** An expression of the table's language with the names and the values that it refers to. */
export const expression = () => {
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  const nameOf = (field: string): string => {
    names[`#${field}`] = field;
    return `#${field}`;
  };
  const referenceOf = (value: unknown): string => {
    const reference = `:v${Object.keys(values).length}`;
    values[reference] = value;
    return reference;
  };
  const compared = (operator: string) => (field: Field<unknown>, value: unknown) =>
    `${nameOf(field.name)} ${operator} ${referenceOf(value)}`;
  const operations: Operations = {
    notExists: ({ name }) => `attribute_not_exists(${nameOf(name)})`,
    begins: ({ name }, value) => `begins_with(${nameOf(name)}, ${referenceOf(value)})`,
    eq: compared('='),
    ne: compared('<>'),
    lt: compared('<'),
    lte: compared('<='),
  };
  return {
    nameOf,
    referenceOf,
    where: <Item>(condition: Condition<Item>, fields: readonly string[]): string => {
      const stored = Object.fromEntries(fields.map((name) => [name, { name }]));
      return condition(stored as Stored<Item>, operations);
    },
    /** The table takes no empty list of values. */
    attributes: () => ({
      ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    }),
  };
};
