import { IAM_MINIMIZE_POLICIES, S3_SERVER_ACCESS_LOGS_USE_BUCKET_POLICY } from 'aws-cdk-lib/cx-api';

/** CDK's newer behaviour where the default is the old one; here and not in cdk.json, so that plain Node has it too. */
export const FLAGS = {
  /** Statements that differ in one thing become one. */
  [IAM_MINIMIZE_POLICIES]: true,
  /** S3 writes access logs by a bucket policy; the ACL it replaces is deprecated. */
  [S3_SERVER_ACCESS_LOGS_USE_BUCKET_POLICY]: true,
};
