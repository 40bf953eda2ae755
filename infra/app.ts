import { App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { FLAGS } from './flags.ts';
import { PipelineStack } from './pipeline-stack.ts';
import { ENVIRONMENTS, type EnvironmentName, settingsOf } from './settings.ts';

const app = new App({ context: FLAGS });

const addEnvironment = (environment: EnvironmentName) => {
  const stack = new PipelineStack(app, `feedwright-${environment}`, { settings: settingsOf(environment) });
  Tags.of(stack).add('service', 'feedwright');
  Tags.of(stack).add('environment', environment);
};

for (const environment of ENVIRONMENTS) addEnvironment(environment);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
