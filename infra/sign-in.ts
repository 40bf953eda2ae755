import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  type CfnUserPoolClient,
  Mfa,
  OAuthScope,
  type OAuthSettings,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { accept } from './findings.ts';
import type { Settings } from './settings.ts';

interface SignInProps {
  settings: Settings;
  /** Of the pool's own pages, with the account behind it: unique in the region. */
  prefix: string;
  /** Host name of the console. */
  address: string;
}

/** Who asks has a browser and no secret: the code is good for nobody else by its proof (PKCE). */
const signInAt = (address: string): OAuthSettings => ({
  flows: { authorizationCodeGrant: true },
  scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
  callbackUrls: [`https://${address}/console/`],
  logoutUrls: [`https://${address}/console/`],
});

/** What cdk-nag says of the pool, and why it is meant so. */
const ACCEPTED = {
  COG2: 'A second factor is offered; who must have one, an identity provider of one’s own says.',
  COG8: 'The dearer plan guards passwords further; what a member may do is the table’s to say anyway.',
};

/**
 * A user pool for who has no identity provider: whoever has verified an e-mail address may sign in, and has no right until
 * it was invited by that address.
 */
export class SignIn extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  /** Where the pool's own pages are. */
  readonly pages: string;

  constructor(scope: Construct, id: string, { settings, prefix, address }: SignInProps) {
    super(scope, id);
    this.pool = this.createPool(settings);
    const { account } = Stack.of(this);
    const domain = this.pool.addDomain('Domain', { cognitoDomain: { domainPrefix: `${prefix}-${account}` } });
    this.pages = domain.baseUrl();
    this.client = this.pool.addClient('Console', {
      oAuth: signInAt(address),
      generateSecret: false,
      preventUserExistenceErrors: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.days(1),
    });
    // By a code alone: no page of ours ever sees a password. The CDK leaves an empty list to Cognito, which allows more.
    const resource = this.client.node.defaultChild as CfnUserPoolClient;
    resource.explicitAuthFlows = ['ALLOW_REFRESH_TOKEN_AUTH'];
  }

  /** As the pool's tokens name it. */
  get issuer(): string {
    const { region, urlSuffix } = Stack.of(this);
    return `https://cognito-idp.${region}.${urlSuffix}/${this.pool.userPoolId}`;
  }

  private createPool({ deletionProtection }: Settings): UserPool {
    const pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      // An address that is not verified yet is none: the old one holds until then.
      keepOriginal: { email: true },
      standardAttributes: { email: { required: true, mutable: true } },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
      },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      deletionProtection,
      removalPolicy: deletionProtection ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    for (const [rule, reason] of Object.entries(ACCEPTED)) accept(pool, rule, reason);
    return pool;
  }
}
