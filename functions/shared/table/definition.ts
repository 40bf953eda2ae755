import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

const KEYS = ['PK', 'SK', 'GSI1PK', 'GSI1SK', 'GSI2PK', 'GSI2SK'] as const;

const attributesOf = (names: readonly string[]) =>
  names.map((name) => ({ AttributeName: name, AttributeType: 'S' as const }));

const schemaOf = (pk: string, sk: string) => [
  { AttributeName: pk, KeyType: 'HASH' as const },
  { AttributeName: sk, KeyType: 'RANGE' as const },
];

const index = (name: 'GSI1' | 'GSI2') => ({
  IndexName: name,
  KeySchema: schemaOf(`${name}PK`, `${name}SK`),
  Projection: { ProjectionType: 'ALL' as const },
});

/** The field of the records that says when the table may forget them, in seconds since 1970. */
export const TTL_ATTRIBUTE = 'ttl';

/** The one table of all records as an input of CreateTable, without its name: every host makes it alike. */
export const TABLE_DEFINITION = {
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: attributesOf(KEYS),
  KeySchema: schemaOf('PK', 'SK'),
  GlobalSecondaryIndexes: [index('GSI1'), index('GSI2')],
} satisfies Omit<CreateTableCommandInput, 'TableName'>;

/** The table of the audit trail, the same way: it has no index and forgets nothing. */
export const AUDIT_TABLE_DEFINITION = {
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: attributesOf(['PK', 'SK']),
  KeySchema: schemaOf('PK', 'SK'),
} satisfies Omit<CreateTableCommandInput, 'TableName'>;
