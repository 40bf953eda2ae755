import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { checkPlugins } from '#plugins/check.ts';
import { builtConsole } from './console-files.ts';
import { FLAGS } from './flags.ts';
import { PipelineStack } from './pipeline-stack.ts';
import { ENVIRONMENTS, settingsOf } from './settings.ts';

/** The CDK CLI names a folder of its own; plain Node writes where cdk.json says. */
const outdir = process.env.CDK_OUTDIR ?? 'cdk.out';
checkPlugins();
const app = new App({ context: FLAGS, outdir });

/** An emulator without CloudFront has no use for the console's files. */
const consoleFolder = process.env.FEEDWRIGHT_CONSOLE === 'none' ? undefined : await builtConsole();

for (const environment of ENVIRONMENTS)
  new PipelineStack(app, `feedwright-${environment}`, { settings: settingsOf(environment), consoleFolder });
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
// On stderr: what reads the CLI's stdout wants a template there.
console.error(`Templates of ${ENVIRONMENTS.join(', ')} made in ${(performance.now() / 1000).toFixed(1)} s`);
