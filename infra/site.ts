import { RemovalPolicy } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  type DistributionProps,
  HttpVersion,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { accept } from './findings.ts';
import type { Settings } from './settings.ts';
import type { StageFunction } from './stage-function.ts';

interface SiteProps {
  site: NonNullable<Settings['site']>;
  deletionProtection: boolean;
  accessLogs: IBucket;
}

type Domain = NonNullable<Settings['site']>['domain'];

/** A web address for the feeds of dealers without a host: a closed bucket that CloudFront alone reads. */
export class Site extends Construct {
  /** The host name by which the feeds are known. */
  readonly address: string;
  private readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: SiteProps) {
    super(scope, id);
    this.bucket = this.createBucket(props);
    const { domain } = props.site;
    const distribution = this.createDistribution(domain);
    this.address = domain?.name ?? distribution.distributionDomainName;
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

  private createBucket({ deletionProtection, accessLogs }: SiteProps): Bucket {
    return new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: true,
      removalPolicy: deletionProtection ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: 'site/',
    });
  }

  /** Nothing is cached and no query reaches the bucket: what the marketplace loads is what was proven. */
  private createDistribution(domain: Domain): Distribution {
    const distribution = new Distribution(this, 'Distribution', {
      comment: 'Feeds and pictures of dealers without a host of their own',
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket as IBucket),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
        compress: false,
      },
      httpVersion: HttpVersion.HTTP2_AND_3,
      ...this.named(domain),
    });
    for (const [rule, reason] of Object.entries(ACCEPTED)) accept(distribution, rule, reason);
    return distribution;
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
  CFR2: 'A firewall in front of a public file that only GET and HEAD reach protects nothing.',
  CFR3: 'The bucket behind it logs every access: nothing is cached.',
  CFR4: "CloudFront's own name comes with its own protocols; a domain of one's own has the newer ones alone.",
};
