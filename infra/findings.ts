import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** What cdk-nag reports here is meant so, for this reason. Holds for the construct and all below it. */
export const accept = (construct: IConstruct, rule: string, reason: string): void =>
  Validations.of(construct).acknowledge({ id: `AwsSolutions-${rule}`, reason });

/** A policy below this construct may name this resource with a wildcard, for this reason. */
export const acceptWildcard = (construct: IConstruct, resource: string, reason: string): void =>
  accept(construct, `IAM5[Resource::${asReported(construct, resource)}]`, reason);

/** cdk-nag writes a reference as `<LogicalId.Attribute>` or `<AWS::Pseudo>`, and a variable of IAM's likewise. */
const asReported = (construct: IConstruct, resource: string): string => {
  const resolved = Stack.of(construct).resolve(resource);
  return flatten(resolved);
};

type Intrinsic =
  | string
  | { Ref: string }
  | { 'Fn::GetAtt': string[] }
  | { 'Fn::Join': [string, Intrinsic[]] };

const flatten = (value: Intrinsic): string => {
  if (typeof value === 'string') return value.replaceAll(/\$\{([^}]+)\}/g, '<$1>');
  if ('Ref' in value) return `<${value.Ref}>`;
  if ('Fn::GetAtt' in value) return `<${value['Fn::GetAtt'].join('.')}>`;
  const [separator, parts] = value['Fn::Join'];
  return parts.map(flatten).join(separator);
};
