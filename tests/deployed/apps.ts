/**
 * Makes the app as it is where CDK_OUTDIR says, and in the folder given the same stack with other settings: every
 * function with twice the memory, a site, and what it is given of the API. And what no settings may say: its dealers' hosts may be on loopback, where
 * the emulator's are. One process makes both: most of the time goes into the bundles, which are the same.
 */
import '../../infra/app.ts';
import { App, Aspects } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
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

const [, , outdir = 'cdk.out/changed', api = '{}'] = process.argv;
// What the templates above were checked for costs seconds and would find the same again.
const app = new App({ context: FLAGS, outdir, builtinCloudFormationValidation: false });
const stack = new PipelineStack(app, STACK, {
  settings: { ...settings, functions, site: {}, api: { ...settings.api, ...JSON.parse(api) } },
});
Aspects.of(stack).add({
  visit: (node) => {
    if (node instanceof CfnFunction)
      node.addPropertyOverride('Environment.Variables.FEEDWRIGHT_PRIVATE_HOSTS', 'allowed');
  },
});
app.synth();
