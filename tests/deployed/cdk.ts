import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { OUTPUTS } from '../../infra/stack-outputs.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const CDK = join(PROJECT, 'node_modules/aws-cdk/bin/cdk');
const MAX_OUTPUT = 64 * 1024 * 1024;

/** The environment that is deployed, and its stack. */
export const ENVIRONMENT = 'dev';
export const STACK = `feedwright-${ENVIRONMENT}`;

/** The CDK's command line against one account; `folder` takes what it writes. */
export const cdkOf = (environment: Record<string, string>, folder: string) => {
  const run = (cwd: string, ...args: string[]) =>
    promisify(execFile)(process.execPath, [CDK, '--no-notices', '--no-color', ...args], {
      cwd,
      maxBuffer: MAX_OUTPUT,
      env: { ...process.env, ...environment, CDK_DISABLE_CLI_TELEMETRY: '1' },
    });
  const [assembly, outputs] = [join(folder, 'cdk.out'), join(folder, 'outputs.json')];
  const inProject = (app: string, ...args: string[]) =>
    run(PROJECT, ...args, '--app', `"${process.execPath}" ${app}`, '--output', assembly);
  return {
    /** Where the templates are after a deploy. */
    assembly,
    /** Outside the project there is no app, which this needs no more than a real account does. */
    bootstrap: () => run(folder, 'bootstrap', `aws://000000000000/${environment.AWS_REGION}`),
    /** Deploys the app; answers the environment that its functions have, for a program of our own. */
    deploy: async (app: string): Promise<Record<string, string>> => {
      await inProject(app, 'deploy', STACK, '--require-approval', 'never', '--outputs-file', outputs);
      const { [STACK]: values } = JSON.parse(await readFile(outputs, 'utf8'));
      return Object.fromEntries(Object.entries(OUTPUTS).map(([name, variable]) => [variable, values[name]]));
    },
    destroy: () => run(PROJECT, 'destroy', STACK, '--force', '--app', assembly),
  };
};
