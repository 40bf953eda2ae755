import { RemovalPolicy } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  type AddBehaviorOptions,
  AllowedMethods,
  CachePolicy,
  Function as CloudFrontFunction,
  Distribution,
  type DistributionProps,
  type FunctionAssociation,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  type IOrigin,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { ADDRESS_HEADER, ORIGIN_HEADER } from '#functions/api/lambda/settings.ts';
import { allowRemoving } from './bindings.ts';
import { accept } from './findings.ts';
import type { Settings } from './settings.ts';
import type { StageFunction } from './stage-function.ts';
import { forgettingIn } from './stores.ts';

interface SiteProps {
  settings: Settings;
  accessLogs: IBucket;
  /** The API's gateway, and what CloudFront proves itself by there. */
  api: { origin: string; originSecret: ISecret };
}

type Domain = NonNullable<Settings['site']>['domain'];

/** Who asks, as CloudFront itself has seen it: what a caller sends under this name is gone. */
const WHO_ASKS = `
function handler(event) {
  event.request.headers['${ADDRESS_HEADER}'] = { value: event.viewer.ip };
  return event.request;
}`;

/** Who types the bare address means the console: no feed lies there. */
const TO_CONSOLE = `
function handler(event) {
  if (event.request.uri !== '/') return event.request;
  return { statusCode: 302, statusDescription: 'Found', headers: { location: { value: '/console/' } } };
}`;

/**
 * One web address: the API below `/api`, the console's files, and the feeds of dealers without a host, from a closed
 * bucket that CloudFront alone reads.
 */
export class Site extends Construct {
  /** The host name by which all of it is known. */
  readonly address: string;
  readonly bucket: Bucket;
  readonly distribution: Distribution;
  /** The bucket as CloudFront reads it. */
  readonly files: IOrigin;

  constructor(scope: Construct, id: string, props: SiteProps) {
    super(scope, id);
    this.bucket = this.createBucket(props);
    this.files = S3BucketOrigin.withOriginAccessControl(this.bucket as IBucket);
    const domain = props.settings.site?.domain;
    this.distribution = this.createDistribution(props, domain);
    this.distribution.addBehavior('/api/*', this.apiOrigin(props), this.apiBehavior());
    this.address = domain?.name ?? this.distribution.distributionDomainName;
  }

  /** Lets the function put and prove what the address serves. */
  allowBringing(bringer: StageFunction): void {
    const objects = this.bucket.arnForObjects('*');
    const onObjects = ['s3:GetObject', 's3:PutObject'];
    bringer.bind({
      variable: 'FEEDWRIGHT_SITE',
      value: this.bucket.bucketName,
      statements: [
        new PolicyStatement({ actions: onObjects, resources: [objects] }),
        new PolicyStatement({
          actions: ['s3:ListBucket', 's3:ListBucketVersions'],
          resources: [this.bucket.bucketArn],
        }),
      ],
      wildcards: { [objects]: 'The objects of this one bucket; their names come with the dealers.' },
    });
  }

  /** Lets the function take along and remove what the address serves of a dealer that leaves. */
  allowErasing(eraser: StageFunction): void {
    const { statements, wildcards } = allowRemoving([this.bucket]);
    const objects = this.bucket.arnForObjects('*');
    const reading = ['s3:GetObject', 's3:GetObjectVersion'];
    eraser.bind({
      variable: 'FEEDWRIGHT_SITE',
      value: this.bucket.bucketName,
      statements: [...statements, new PolicyStatement({ actions: reading, resources: [objects] })],
      wildcards,
    });
  }

  private createBucket({ settings, accessLogs }: SiteProps): Bucket {
    const { deletionProtection } = settings;
    return new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: true,
      lifecycleRules: forgettingIn('site', settings),
      removalPolicy: deletionProtection ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: 'site/',
    });
  }

  /** Nothing is cached and no query reaches the bucket: what the marketplace loads is what was proven. */
  private createDistribution({ settings }: SiteProps, domain: Domain): Distribution {
    const { firewall } = settings.api;
    const distribution = new Distribution(this, 'Distribution', {
      comment: 'The API, the console, and feeds and pictures of dealers without a host of their own',
      defaultBehavior: {
        origin: this.files,
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
        compress: false,
        functionAssociations: [this.atRequest('ToConsole', TO_CONSOLE)],
      },
      httpVersion: HttpVersion.HTTP2_AND_3,
      ...(firewall && { webAclId: firewall }),
      ...this.named(domain),
    });
    for (const [rule, reason] of Object.entries(ACCEPTED)) accept(distribution, rule, reason);
    return distribution;
  }

  private apiOrigin({ api: { origin, originSecret } }: SiteProps): HttpOrigin {
    return new HttpOrigin(origin, {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      customHeaders: { [ORIGIN_HEADER]: originSecret.secretValueFromJson('value').unsafeUnwrap() },
    });
  }

  /** Each request goes through with all that it says but the host's name, which is the gateway's. */
  private apiBehavior(): AddBehaviorOptions {
    return {
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
      compress: false,
      functionAssociations: [this.atRequest('WhoAsks', WHO_ASKS)],
    };
  }

  /** What CloudFront does with each request before anything else. */
  atRequest(id: string, code: string): FunctionAssociation {
    const runtime = FunctionRuntime.JS_2_0;
    return {
      function: new CloudFrontFunction(this, id, { code: FunctionCode.fromInline(code), runtime }),
      eventType: FunctionEventType.VIEWER_REQUEST,
    };
  }

  private named(domain: Domain): Pick<DistributionProps, 'certificate' | 'domainNames'> {
    if (!domain) return {};
    const certificate = Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn);
    return { certificate, domainNames: [domain.name] };
  }
}

/** What cdk-nag says of the distribution, and why it is meant so. */
const ACCEPTED = {
  CFR1: 'The feed is public, and the marketplace may load it from anywhere.',
  CFR2: 'The settings may name a firewall; feeds are public, and the API counts what each caller asks.',
  CFR3: 'The bucket and the gateway behind it log every access: nothing is cached.',
  CFR4: "CloudFront's own name comes with its own protocols; a domain of one's own has the newer ones alone.",
};
