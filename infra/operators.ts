import { ArnFormat, Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { allowDropping, type Binding, bindMachines, bindStore, type MachineRights } from './bindings.ts';
import { acceptWildcard } from './findings.ts';
import type { Access, StoreName } from './functions.ts';
import type { DealerSecrets } from './secrets.ts';
import type { Stores } from './stores.ts';

/** What people do by `feedwright … --target` in the stores; they drop lists by hand too. */
const ACCESS: Record<StoreName, Access> = {
  inbox: 'readWrite',
  artefacts: 'readWrite',
  assets: 'read',
  table: 'readWrite',
  audit: 'readWrite',
};

/** Each command that starts something waits for its end. */
const MACHINE_RIGHTS: MachineRights = {
  starts: ['price-list', 'delivery', 'verdict', 'batch'],
  describes: ['price-list', 'catalogue', 'delivery', 'verdict', 'batch'],
};

type Grant = Pick<Binding, 'statements' | 'wildcards'>;

interface OperatorsProps {
  stores: Stores;
  secrets: DealerSecrets;
  /** Begins the names of the machines and of the policy. */
  prefix: string;
}

/**
 * What a person needs for the command line, and nothing more: a policy for the roles of those who may work with
 * this environment. It reads no secret and changes nothing in the audit trail.
 */
export class Operators extends Construct {
  readonly policy: ManagedPolicy;

  constructor(scope: Construct, id: string, { stores, secrets, prefix }: OperatorsProps) {
    super(scope, id);
    this.policy = new ManagedPolicy(this, 'Policy', {
      // Permission sets of IAM Identity Center refer to a policy by its name.
      managedPolicyName: `${prefix}operators`,
      description: 'To work with this environment by feedwright --target',
    });
    for (const name of Object.keys(ACCESS) as StoreName[]) this.allow(bindStore(stores, name, ACCESS[name]));
    // Pictures as files; what carries the act out keeps them.
    this.allow(allowDropping(stores.assets, 'uploads/'));
    this.allow(bindMachines(this, prefix, MACHINE_RIGHTS));
    this.allow(secrets.existence());
    this.allow(this.outputs());
  }

  private allow({ statements, wildcards }: Grant): void {
    this.policy.addStatements(...statements);
    for (const [resource, reason] of Object.entries(wildcards)) acceptWildcard(this.policy, resource, reason);
  }

  /** The command line finds everything by the outputs of the stack. */
  private outputs(): Grant {
    const { stackName } = Stack.of(this);
    const stack = Stack.of(this).formatArn({
      service: 'cloudformation',
      resource: 'stack',
      resourceName: `${stackName}/*`,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
    return {
      statements: [new PolicyStatement({ actions: ['cloudformation:DescribeStacks'], resources: [stack] })],
      wildcards: {
        [stack]: 'This one stack: behind its name stands an id that differs with each deploy anew.',
      },
    };
  }
}
