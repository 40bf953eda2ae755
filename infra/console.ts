import { Duration, Stack } from 'aws-cdk-lib';
import {
  CachePolicy,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import type { IdentityProvider } from './api.ts';
import { accept, acceptWildcard } from './findings.ts';
import type { Site } from './site.ts';
import type { Stores } from './stores.ts';

interface ConsoleProps {
  site: Site;
  stores: Stores;
  provider: IdentityProvider;
  /** Where pages hear of changes. */
  hintsAt: string;
  /** What the console's build has made: `index.html`, and files whose names are their contents'. */
  consoleFolder: string;
}

/** The folder of the site that is the console's: the others are dealers', by their ids. */
const FOLDER = '/console/';

/**
 * An address below the console's folder is its one page's, unless it names a file: those are in `assets/`, or bear their
 * ending at the root of the folder.
 */
const ONE_PAGE = `
function handler(event) {
  var path = event.request.uri.slice('${FOLDER}'.length);
  if (path.indexOf('assets/') !== 0 && !/^[^/]+[.](json|svg|png|ico|webmanifest|txt|js)$/.test(path))
    event.request.uri = '${FOLDER}index.html';
  return event.request;
}`;

/** Scripts and styles of ours alone; it speaks to the API, the provider and the stores, and is framed by nobody. */
const policyFor = ({ stores: { inbox, assets }, provider, hintsAt }: ConsoleProps): string => {
  const addresses = (...buckets: Pick<IBucket, 'bucketRegionalDomainName'>[]) =>
    buckets.map(({ bucketRegionalDomainName }) => `https://${bucketRegionalDomainName}`);
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    // Pictures that are given by link lie on dealers' own hosts.
    "img-src 'self' blob: data: https:",
    `connect-src 'self' ${[...provider.origins, ...addresses(inbox, assets), hintsAt].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
};

/** How the CDK calls its own function that copies files, of which a stack has one. */
const COPIER = 'Custom::CDKBucketDeployment';
const COPIES =
  'The CDK’s own function copies what a deploy brings from its bucket into ours, and nothing else.';

/** What cdk-nag says of it. */
const COPIER_RULES = [
  'L1',
  'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
  ...['GetBucket*', 'GetObject*', 'List*', 'Abort*', 'DeleteObject*'].map(
    (action) => `IAM5[Action::s3:${action}]`,
  ),
  'IAM5[Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*]',
];

/** The console's files in a folder of the site, and `config.json` that tells them where they are. */
export class Console extends Construct {
  constructor(scope: Construct, id: string, props: ConsoleProps) {
    super(scope, id);
    this.bring(props);
    this.serve(props);
  }

  /** What is named by its content is kept for a year; what says which of these is asked for each time. */
  private bring({ site, provider: { issuer, clientId }, consoleFolder }: ConsoleProps): void {
    const identityProvider = { issuer, clientId, scope: 'openid email profile' };
    const config = { api: '/api', identityProvider };
    const common = {
      destinationBucket: site.bucket as IBucket,
      destinationKeyPrefix: FOLDER.slice(1),
      // Pages that are open still ask for the files of the build before.
      prune: false,
    };
    const files = new BucketDeployment(this, 'Files', {
      ...common,
      sources: [Source.asset(consoleFolder, { exclude: ['*', '!assets', '!assets/**'] })],
      cacheControl: [CacheControl.maxAge(Duration.days(365)), CacheControl.immutable()],
    });
    const page = new BucketDeployment(this, 'Page', {
      ...common,
      sources: [Source.asset(consoleFolder, { exclude: ['assets'] }), Source.jsonData('config.json', config)],
      cacheControl: [CacheControl.noCache()],
    });
    // A page that names files which are not there yet is a blank one.
    page.node.addDependency(files);
    this.acceptCopier(site);
  }

  private acceptCopier({ bucket }: Site): void {
    const copier = Stack.of(this).node.children.find(({ node }) => node.id.startsWith(COPIER));
    if (!copier) return;
    for (const rule of COPIER_RULES) accept(copier, rule, COPIES);
    acceptWildcard(copier, bucket.arnForObjects('*'), COPIES);
  }

  private serve(props: ConsoleProps): void {
    const { site } = props;
    site.distribution.addBehavior(`${FOLDER}*`, site.files, {
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: this.asFilesSay(),
      responseHeadersPolicy: this.headersFor(props),
      compress: true,
      functionAssociations: [site.atRequest('OnePage', ONE_PAGE)],
    });
  }

  /** How long a file is kept it says itself. The CDK's policy of that kind sends the host's name on, which S3 refuses. */
  private asFilesSay(): CachePolicy {
    return new CachePolicy(this, 'AsFilesSay', {
      ...{ minTtl: Duration.seconds(0), defaultTtl: Duration.seconds(0), maxTtl: Duration.days(365) },
      ...{ enableAcceptEncodingGzip: true, enableAcceptEncodingBrotli: true },
    });
  }

  private headersFor(props: ConsoleProps): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, 'Headers', {
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: policyFor(props), override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
      },
    });
  }
}
