import { fileURLToPath } from 'node:url';
import { ulid } from 'ulid';
import { type Environment, parseEnvironment } from '../environment.ts';
import { folderObjectStore } from '../folder-object-store.ts';
import { networkOf } from '../network.ts';
import { refuseFaultyPlugins } from '../plugins.ts';
import type { ObjectStore, Ports } from '../ports.ts';
import { publicWeb } from '../public-web.ts';
import { connectAudit, connectTable } from '../table/connect.ts';
import { guardedServices } from './guarded-services.ts';
import { secretsManager } from './secrets.ts';
import { machinesWhenNeeded, type S3WhenNeeded, s3WhenNeeded } from './when-needed.ts';

const storeAt = (location: string, s3: S3WhenNeeded, versions?: string): ObjectStore =>
  location.startsWith('file:')
    ? folderObjectStore(fileURLToPath(location), versions && fileURLToPath(versions))
    : s3.store(location);

const connect = (environment: Environment): Ports => {
  const s3 = s3WhenNeeded({});
  const network = networkOf(environment.FEEDWRIGHT_PRIVATE_HOSTS === 'allowed');
  const { FEEDWRIGHT_SITE: site, FEEDWRIGHT_PUBLIC_WEB: gateway } = environment;
  const shared = {
    table: connectTable(environment.FEEDWRIGHT_TABLE),
    clock: () => new Date(),
    breakers: environment.FEEDWRIGHT_BREAKERS,
  };
  return {
    ...shared,
    ...guardedServices(environment.FEEDWRIGHT_MODELS, shared),
    audit: connectAudit(environment.FEEDWRIGHT_AUDIT),
    inbox: storeAt(environment.FEEDWRIGHT_INBOX, s3, environment.FEEDWRIGHT_INBOX_VERSIONS),
    artefacts: storeAt(environment.FEEDWRIGHT_ARTEFACTS, s3),
    assets: storeAt(environment.FEEDWRIGHT_ASSETS, s3),
    site: site === undefined ? null : storeAt(site, s3),
    machines: machinesWhenNeeded(environment.FEEDWRIGHT_MACHINES),
    secrets: secretsManager(),
    network,
    web: publicWeb({ network, gateway }),
    newId: () => ulid(),
    parts: environment.FEEDWRIGHT_PARTS,
    admission: {
      places: environment.FEEDWRIGHT_PLACES,
      perDealer: environment.FEEDWRIGHT_PLACES_PER_DEALER,
    },
    defaultPlan: environment.FEEDWRIGHT_PLAN,
    batchAtOnce: environment.FEEDWRIGHT_BATCH_AT_ONCE,
    monitoring: environment.FEEDWRIGHT_MONITORING,
    memoryMb: environment.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  };
};

/** Ports connected as this process's environment says now. */
export const connectPorts = (): Ports => {
  refuseFaultyPlugins();
  return connect(parseEnvironment(process.env));
};

let connected: Ports | undefined;

/** The ports of this process, connected at the first call and kept warm. */
export const portsOfEnvironment = (): Ports => {
  connected ??= connectPorts();
  return connected;
};
