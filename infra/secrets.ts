import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Binding } from './bindings.ts';
import type { StageFunction } from './stage-function.ts';

const ONE_A_DEALER = 'A secret a dealer, made after the deploy; the prefix is this environment alone.';

/** What those may do with the key whom the account allows it: all but use it. */
const ADMINISTRATION = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListKeyPolicies',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
];

/** In a key's own policy `*` is the key. Within the account each principal still needs rights of its own. */
const keyPolicy = (scope: Construct): PolicyDocument => {
  const principals = [new AccountRootPrincipal()];
  const viaSecrets = { 'kms:ViaService': `secretsmanager.${Stack.of(scope).region}.amazonaws.com` };
  return new PolicyDocument({
    statements: [
      new PolicyStatement({ sid: 'Administration', principals, actions: ADMINISTRATION, resources: ['*'] }),
      new PolicyStatement({
        sid: 'UseBySecretsManagerAlone',
        principals,
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: { StringEquals: viaSecrets },
      }),
    ],
  });
};

/**
 * The key of the dealers' secrets, and the right to read them. The secrets themselves,
 * `feedwright/<environment>/<dealer>`, are made by whoever adds a dealer, never by a deploy.
 */
export class DealerSecrets extends Construct {
  private readonly key: Key;
  private readonly environment: string;

  constructor(scope: Construct, id: string, environment: string) {
    super(scope, id);
    this.environment = environment;
    this.key = new Key(this, 'Key', {
      alias: `feedwright/${environment}/secrets`,
      description: 'Encrypts the FTP credentials of the dealers',
      enableKeyRotation: true,
      policy: keyPolicy(this),
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** Lets a function read the dealers' secrets of this environment whose names behind its own are like that. */
  allowReading(reader: StageFunction, names: string): void {
    const secrets = this.secretsOf(names);
    reader.allow(
      [
        new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [secrets] }),
        new PolicyStatement({ actions: ['kms:Decrypt'], resources: [this.key.keyArn] }),
      ],
      { [secrets]: ONE_A_DEALER },
    );
  }

  /** The right to see whether a dealer's secret is there, not what it says. */
  existence(): Pick<Binding, 'statements' | 'wildcards'> {
    const secrets = this.secretsOf('*');
    return {
      statements: [new PolicyStatement({ actions: ['secretsmanager:DescribeSecret'], resources: [secrets] })],
      wildcards: { [secrets]: ONE_A_DEALER },
    };
  }

  /** The right to remove a dealer's secret for good, not to read it. */
  removal(): Pick<Binding, 'statements' | 'wildcards'> {
    const secrets = this.secretsOf('*');
    return {
      statements: [new PolicyStatement({ actions: ['secretsmanager:DeleteSecret'], resources: [secrets] })],
      wildcards: { [secrets]: ONE_A_DEALER },
    };
  }

  private secretsOf(names: string): string {
    return Stack.of(this).formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: `feedwright/${this.environment}/${names}`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }
}
