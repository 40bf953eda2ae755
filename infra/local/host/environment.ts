import { pathToFileURL } from 'node:url';
import { MACHINE_ARN_PREFIX } from '../machines/arns.ts';
import type { Folders } from './folders.ts';

/** Base URLs of what the local host serves, and the key that its own AWS calls are known by. */
interface Endpoints {
  table: string;
  aws: string;
  web: string;
  accessKey: string;
}

/** The table's name. */
export const TABLE = 'feedwright';

/** The audit trail's table. */
export const AUDIT_TABLE = 'feedwright-audit';

/** What a handler is told by its environment, as `stage-function.ts` tells it on AWS. */
export const environmentOf = (folders: Folders, endpoints: Endpoints): Record<string, string> => ({
  AWS_REGION: 'eu-north-1',
  AWS_ACCESS_KEY_ID: endpoints.accessKey,
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_ENDPOINT_URL_DYNAMODB: endpoints.table,
  AWS_ENDPOINT_URL_SFN: endpoints.aws,
  AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.aws,
  FEEDWRIGHT_INBOX: pathToFileURL(folders.inboxRoot).href,
  FEEDWRIGHT_INBOX_VERSIONS: pathToFileURL(folders.replaced).href,
  FEEDWRIGHT_ARTEFACTS: pathToFileURL(folders.artefacts).href,
  FEEDWRIGHT_ASSETS: pathToFileURL(folders.assets).href,
  FEEDWRIGHT_TABLE: TABLE,
  FEEDWRIGHT_AUDIT: AUDIT_TABLE,
  FEEDWRIGHT_MACHINES: MACHINE_ARN_PREFIX,
  FEEDWRIGHT_PUBLIC_WEB: endpoints.web,
  // The web server of the dealers' hosts serves this folder too.
  FEEDWRIGHT_SITE: pathToFileURL(folders.dealerHost).href,
  FEEDWRIGHT_PRIVATE_HOSTS: 'allowed',
  // Log lines go to the console of the process, which the host has pointed at a file; metrics too.
  POWERTOOLS_DEV: 'true',
  POWERTOOLS_METRICS_DISABLED: 'false',
});
