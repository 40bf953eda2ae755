import { Duration } from 'aws-cdk-lib';
import {
  type CfnDistribution,
  Function as CloudFrontFunction,
  FunctionCode,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  ResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import type { IdentityProvider } from './api.ts';
import type { Site } from './site.ts';
import type { Stores } from './stores.ts';

interface ConsoleProps {
  site: Site;
  stores: Stores;
  provider: IdentityProvider;
  /** What the console's build has made: `index.html`, and files whose names are their contents'. */
  consoleFolder: string;
}

/**
 * An address of the console's own is one page's: it has no file. The name of each file has a dot, so feeds and pictures
 * are what they are; where a feed's has none, only a browser that opens it as a page is led astray.
 */
export const ONE_PAGE = `
function handler(event) {
  var request = event.request;
  var accept = request.headers.accept ? request.headers.accept.value : '';
  var isPage = request.uri.split('/').pop().indexOf('.') === -1;
  if (isPage && (request.uri === '/' || accept.indexOf('text/html') !== -1)) request.uri = '/index.html';
  return request;
}`;

/** Scripts and styles of ours alone; it speaks to the API, the provider and the stores, and is framed by nobody. */
const policyFor = ({ stores: { inbox, artefacts, assets }, provider }: ConsoleProps): string => {
  const [files, ...pictures] = [inbox, artefacts, assets].map(
    ({ bucketRegionalDomainName }) => `https://${bucketRegionalDomainName}`,
  );
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    `img-src 'self' blob: data: ${pictures.join(' ')}`,
    `connect-src 'self' ${[...provider.origins, files].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
};

/** The console's files at the site's address, and `config.json` that tells them where they are. */
export class Console extends Construct {
  constructor(scope: Construct, id: string, props: ConsoleProps) {
    super(scope, id);
    this.bring(props);
    this.servePages(props);
  }

  /** What is named by its content is kept for a year; what says which of these is asked for each time. */
  private bring({ site, provider: { issuer, clientId }, consoleFolder }: ConsoleProps): void {
    const config = { api: '/api', identity: { issuer, clientId, scope: 'openid email profile' } };
    const common = { destinationBucket: site.bucket as IBucket, prune: false };
    const files = new BucketDeployment(this, 'Files', {
      ...common,
      sources: [Source.asset(consoleFolder, { exclude: ['index.html'] })],
      cacheControl: [CacheControl.maxAge(Duration.days(365)), CacheControl.immutable()],
    });
    const page = new BucketDeployment(this, 'Page', {
      ...common,
      sources: [
        Source.asset(consoleFolder, { exclude: ['*', '!index.html'] }),
        Source.jsonData('config.json', config),
      ],
      cacheControl: [CacheControl.noCache()],
    });
    // A page that names files which are not there yet is a blank one.
    page.node.addDependency(files);
  }

  private servePages(props: ConsoleProps): void {
    const onePage = new CloudFrontFunction(this, 'OnePage', {
      code: FunctionCode.fromInline(ONE_PAGE),
      runtime: FunctionRuntime.JS_2_0,
    });
    const headers = this.headersFor(props);
    const distribution = props.site.distribution.node.defaultChild as CfnDistribution;
    const at = 'DistributionConfig.DefaultCacheBehavior';
    distribution.addPropertyOverride(`${at}.ResponseHeadersPolicyId`, headers.responseHeadersPolicyId);
    distribution.addPropertyOverride(`${at}.FunctionAssociations`, [
      { EventType: 'viewer-request', FunctionARN: onePage.functionArn },
    ]);
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
