import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { OUTPUTS } from '../../infra/stack-outputs.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const CDK = join(PROJECT, 'node_modules/aws-cdk/bin/cdk');
const APPS = join(import.meta.dirname, 'apps.ts');
const MAX_OUTPUT = 64 * 1024 * 1024;

/** The environment that is deployed, and its stack. */
export const ENVIRONMENT = 'dev';
export const STACK = `feedwright-${ENVIRONMENT}`;

/** The folders that the apps of the story are made into: as it is, and with other settings. */
const assembliesIn = (folder: string) => ({
  first: join(folder, 'cdk.out'),
  changed: join(folder, 'cdk.out-changed'),
});
export type AppName = keyof ReturnType<typeof assembliesIn>;

/** Makes both apps, as `npm run synth` does and without an account. */
const synthesise = ({ first, changed }: Record<AppName, string>, api: object, emulator = '') =>
  promisify(execFile)(process.execPath, [APPS, changed, JSON.stringify(api), emulator], {
    cwd: PROJECT,
    // The emulator cannot run the CDK's function that copies the console's files.
    env: { ...process.env, CDK_OUTDIR: first, FEEDWRIGHT_CONSOLE: 'none' },
  });

/** The CDK's command line against one account; `folder` takes what it writes, `api` is what the update says of the API. */
export const cdkOf = (environment: Record<string, string>, folder: string, api: object) => {
  const run = (cwd: string, ...args: string[]) =>
    promisify(execFile)(process.execPath, [CDK, '--no-notices', '--no-color', ...args], {
      cwd,
      maxBuffer: MAX_OUTPUT,
      env: { ...process.env, ...environment, CDK_DISABLE_CLI_TELEMETRY: '1' },
    });
  const [assemblies, outputs] = [assembliesIn(folder), join(folder, 'outputs.json')];
  const made = synthesise(assemblies, api, environment.AWS_ENDPOINT_URL);
  return {
    /** Resolves with where the templates of all environments are. */
    synthesised: async (): Promise<string> => {
      await made;
      return assemblies.first;
    },
    /** Outside the project there is no app, which this needs no more than a real account does. */
    bootstrap: () => run(folder, 'bootstrap', `aws://000000000000/${environment.AWS_REGION}`),
    /** Deploys an app; answers the environment that its functions have, for a program of our own. */
    deploy: async (app: AppName): Promise<Record<string, string>> => {
      await made;
      const options = ['--app', assemblies[app], '--require-approval', 'never', '--outputs-file', outputs];
      await run(PROJECT, 'deploy', STACK, ...options);
      const { [STACK]: values } = JSON.parse(await readFile(outputs, 'utf8'));
      return Object.fromEntries(Object.entries(OUTPUTS).map(([name, variable]) => [variable, values[name]]));
    },
    destroy: () => run(PROJECT, 'destroy', STACK, '--force', '--app', assemblies.first),
  };
};
