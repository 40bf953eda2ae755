import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { FLAGS } from '../../../infra/flags.ts';
import { PipelineStack } from '../../../infra/pipeline-stack.ts';
import { type EnvironmentName, settingsOf } from '../../../infra/settings.ts';

/** Functions stay unbundled and templates unlinted: that takes seconds and changes nothing in a template. */
export const unbundledApp = (): App =>
  new App({
    context: { ...FLAGS, 'aws:cdk:bundling-stacks': [] },
    builtinCloudFormationValidation: false,
  });

export const addPipeline = (app: App, environment: EnvironmentName): PipelineStack =>
  new PipelineStack(app, `feedwright-${environment}`, { settings: settingsOf(environment) });

const templates = new Map<EnvironmentName, Template>();

/** What CloudFormation would be given for an environment; made once. */
export const templateOf = (environment: EnvironmentName): Template => {
  const template = templates.get(environment) ?? Template.fromStack(addPipeline(unbundledApp(), environment));
  templates.set(environment, template);
  return template;
};

// biome-ignore lint/suspicious/noExplicitAny: CloudFormation's properties have no types
export type Properties = Record<string, any>;

/** The properties of every resource of a type, by logical id. */
export const resourcesOf = (environment: EnvironmentName, type: string): Record<string, Properties> =>
  Object.fromEntries(
    Object.entries(templateOf(environment).findResources(type)).map(([id, { Properties }]) => [
      id,
      Properties,
    ]),
  );

/** A value as one string, references as `<Id>`. */
export const flat = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const [kind, argument] = Object.entries(value as Record<string, unknown>)[0] ?? [];
  if (kind === 'Fn::Join') return ((argument as [string, unknown[]])[1] ?? []).map(flat).join('');
  return `<${Array.isArray(argument) ? argument.join('.') : argument}>`;
};
