import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { PipelineStack } from '../../infra/pipeline-stack.ts';
import { type Settings, settingsOf } from '../../infra/settings.ts';
import { flat, type Properties, unbundledApp } from './support/synthesis.ts';

type Changes = { parts?: Partial<Settings['parts']>; models?: Partial<Settings['models']> };

const deployed = ({ parts, models }: Changes) => {
  const settings = settingsOf('dev');
  const app = unbundledApp();
  const changed = {
    ...settings,
    parts: { ...settings.parts, ...parts },
    models: { ...settings.models, ...models },
  };
  return { app, stack: new PipelineStack(app, 'feedwright', { settings: changed }) };
};

/** By what is changed: a stack takes a second to put together. */
const known = new Map<string, Record<string, Properties>>();

const policiesWith = (changes: Changes): Record<string, Properties> => {
  const key = JSON.stringify(changes);
  const policies =
    known.get(key) ?? Template.fromStack(deployed(changes).stack).findResources('AWS::IAM::Policy');
  known.set(key, policies);
  return policies;
};

/** Who may ask a service, and of what: function → resources. */
const rightsTo = (action: string, changes: Changes): Record<string, string[]> => {
  const policies = policiesWith(changes);
  const rights = Object.entries(policies).flatMap(([id, { Properties }]) =>
    (Properties as Properties).PolicyDocument.Statement.filter(({ Action }: Properties) =>
      [Action].flat().includes(action),
    ).map(({ Resource }: Properties) => [id.replace(/Role.*/, ''), [Resource].flat().map(flat)]),
  );
  return Object.fromEntries(rights);
};

const MODEL = { languageRegion: 'eu-north-1', languageModel: 'eu.anthropic.some-model-v1:0' };

describe('the right to a paid service', () => {
  test('is given to nobody while no part asks one', () => {
    expect(rightsTo('textract:AnalyzeDocument', {})).toEqual({});
    expect(rightsTo('bedrock:InvokeModel', {})).toEqual({});
  });

  test('of analysing pages is given to what reads pages from their pictures, when it is configured', () => {
    const parts = { pageRecognizers: ['textract'] };
    expect(rightsTo('textract:AnalyzeDocument', { parts })).toEqual({ ReadPages: ['*'] });
    expect(rightsTo('bedrock:InvokeModel', { parts })).toEqual({});
  });

  test('of a model is given where a part asks it, to the profile and to its model wherever that runs', () => {
    const rights = rightsTo('bedrock:InvokeModel', {
      parts: { pageRecognizers: ['bedrock'], columnNamers: ['bedrock'] },
      models: MODEL,
    });
    expect(Object.keys(rights).toSorted()).toEqual(['Assemble', 'Extract', 'ReadPages']);
    expect(rights.ReadPages).toEqual([
      expect.stringMatching(/:bedrock:\*::foundation-model\/anthropic\.some-model-v1:0$/),
      expect.stringMatching(/:bedrock:eu-north-1:.*:inference-profile\/eu\.anthropic\.some-model-v1:0$/),
    ]);
  });

  test('of a model without a profile is given in its region alone', () => {
    const models = { languageRegion: 'eu-west-1', languageModel: 'anthropic.some-model-v1:0' };
    const { Extract } = rightsTo('bedrock:InvokeModel', { parts: { columnNamers: ['bedrock'] }, models });
    expect(Extract).toEqual([
      expect.stringMatching(/:bedrock:eu-west-1::foundation-model\/anthropic\.some-model-v1:0$/),
    ]);
  });

  test.each([
    'tieBreakers',
    'inheritors',
  ] as const)('of a model is given to match where %s ask it', (place) => {
    const rights = rightsTo('bedrock:InvokeModel', { parts: { [place]: ['bedrock'] }, models: MODEL });
    expect(Object.keys(rights)).toEqual(['Match']);
  });

  test('of a model is given to what reads spec books where labels are named by it', () => {
    const rights = rightsTo('bedrock:InvokeModel', { parts: { labelNamers: ['bedrock'] }, models: MODEL });
    expect(Object.keys(rights)).toEqual(['Catalogue']);
  });

  test('of an embedding model is given in its region to what matches, and to what makes and asks search indexes', () => {
    const rights = rightsTo('bedrock:InvokeModel', { parts: { embedders: ['bedrock', 'lexical'] } });
    expect(Object.keys(rights).toSorted()).toEqual(['ApiDealer', 'Generate', 'Match']);
    const model = expect.stringMatching(
      /:bedrock:eu-central-1::foundation-model\/amazon\.titan-embed-text-v2:0$/,
    );
    for (const resources of Object.values(rights)) expect(resources).toEqual([model]);
  });

  test('has its reason wherever it names resources by a pattern', () => {
    const parts = { pageRecognizers: ['textract', 'bedrock'], columnNamers: ['bedrock'] };
    const { app } = deployed({ parts, models: MODEL });
    const { violations } = new AwsSolutionsChecks(app).validateScope(app);
    expect(violations.map(({ ruleName }) => ruleName)).toEqual([]);
  });
});
