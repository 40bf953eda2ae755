import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { VALIDATE_AGAINST_DEFAULT_RULES } from 'aws-cdk-lib/cx-api';
import { FLAGS } from '../../../infra/flags.ts';
import { PipelineStack } from '../../../infra/pipeline-stack.ts';
import { type EnvironmentName, settingsOf } from '../../../infra/settings.ts';

/** The app's own flags; bundling and linting are off: they take seconds and change nothing in a template. */
const CONTEXT = {
  ...FLAGS,
  'aws:cdk:bundling-stacks': [],
  [VALIDATE_AGAINST_DEFAULT_RULES]: false,
};

/** An app whose functions stay unbundled: nothing of a template depends on what is in them. */
export const unbundledApp = (): App => new App({ context: CONTEXT });

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
