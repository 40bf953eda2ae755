import { App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { FLAGS } from './flags.ts';
import { PipelineStack } from './pipeline-stack.ts';
import { ENVIRONMENTS, type EnvironmentName, settingsOf } from './settings.ts';

/** The CDK CLI names a folder of its own; plain Node writes where cdk.json says. */
const outdir = process.env.CDK_OUTDIR ?? 'cdk.out';
const app = new App({ context: FLAGS, outdir });

const addEnvironment = (environment: EnvironmentName) => {
  const stack = new PipelineStack(app, `feedwright-${environment}`, { settings: settingsOf(environment) });
  Tags.of(stack).add('service', 'feedwright');
  Tags.of(stack).add('environment', environment);
};

for (const environment of ENVIRONMENTS) addEnvironment(environment);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
