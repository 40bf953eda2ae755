/**
 * Makes the app as it is where CDK_OUTDIR says, and in the folder given the same stack with other settings: every
 * function with twice the memory, a site, and what it is given of the API. And what no settings may say: its dealers' hosts may be on loopback, where
 * the emulator's are, and its sockets are spoken to where they are. One process makes both: most of the time goes into the bundles, which are the same.
 */
import '../../infra/app.ts';
import { App, Aspects, Fn } from 'aws-cdk-lib';
import { CfnApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { FLAGS } from '../../infra/flags.ts';
import { FUNCTION_NAMES } from '../../infra/functions.ts';
import { PipelineStack } from '../../infra/pipeline-stack.ts';
import { type Settings, settingsOf } from '../../infra/settings.ts';
import { ENVIRONMENT, STACK } from './cdk.ts';

const settings = settingsOf(ENVIRONMENT);

const doubled = (name: keyof Settings['functions']) => {
  const { memoryMb, timeoutSeconds } = settings.functions[name];
  return [name, { memoryMb: memoryMb * 2, timeoutSeconds }];
};
const functions = Object.fromEntries(FUNCTION_NAMES.map(doubled)) as Settings['functions'];

const [, , outdir = 'cdk.out/changed', api = '{}', emulator = ''] = process.argv;
// What the templates above were checked for costs seconds and would find the same again.
const app = new App({ context: FLAGS, outdir, builtinCloudFormationValidation: false });
const stack = new PipelineStack(app, STACK, {
  settings: { ...settings, functions, site: {}, api: { ...settings.api, ...JSON.parse(api) } },
});
const isOfSockets = (node: IConstruct): node is CfnApi =>
  node instanceof CfnApi && node.protocolType === 'WEBSOCKET';

/** Where the emulator's sockets are spoken to: it knows the host that AWS has for them, and no name leads to it. */
const sockets = stack.node.findAll().find(isOfSockets);
const hintsAt = Fn.join('', [`${emulator}/_aws/execute-api/`, sockets?.ref ?? '', '/hints']);

Aspects.of(stack).add({
  visit: (node) => {
    if (!(node instanceof CfnFunction)) return;
    node.addPropertyOverride('Environment.Variables.FEEDWRIGHT_PRIVATE_HOSTS', 'allowed');
    if (/\/Hints(?:Open|Tell)\//.test(node.node.path))
      node.addPropertyOverride('Environment.Variables.FEEDWRIGHT_HINTS', hintsAt);
  },
});
app.synth();
