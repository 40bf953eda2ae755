import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import type { Settings } from './settings.ts';

/** The places of parts whose implementations may ask a service that is paid by use. */
export type AskingPart =
  | 'pageRecognizers'
  | 'columnNamers'
  | 'labelNamers'
  | 'embedders'
  | 'tieBreakers'
  | 'inheritors';

interface Grant {
  statements: PolicyStatement[];
  /** Why a statement names resources by a pattern: pattern → reason. */
  wildcards: Record<string, string>;
}

type GrantOf = (scope: IConstruct, models: Settings['models']) => Grant;

const textract: GrantOf = () => ({
  statements: [new PolicyStatement({ actions: ['textract:AnalyzeDocument'], resources: ['*'] })],
  wildcards: { '*': 'Textract analyses a picture that comes with the call: it has no resources to name.' },
});

const languageModel: GrantOf = (scope, { languageRegion, languageModel }) =>
  invoking(scope, languageRegion, languageModel);

const embeddingModel: GrantOf = (scope, { embeddingRegion, embeddingModel }) =>
  invoking(scope, embeddingRegion, embeddingModel);

/** An inference profile's id begins with the part of the world that it keeps requests in. */
const PROFILE = /^(?:us|eu|apac|global|us-gov)\./;

const invoking = (scope: IConstruct, region: string, model: string): Grant =>
  PROFILE.test(model) ? invokingProfile(scope, region, model) : invokingModel(modelArn(scope, region, model));

const invokingModel = (...resources: string[]): Grant => ({
  statements: [new PolicyStatement({ actions: ['bedrock:InvokeModel'], resources })],
  wildcards: {},
});

/** Whoever invokes a profile needs the right to the profile and to the model wherever it is run. */
const invokingProfile = (scope: IConstruct, region: string, profile: string): Grant => {
  const anywhere = modelArn(scope, '*', profile.replace(PROFILE, ''));
  return {
    ...invokingModel(profileArn(scope, region, profile), anywhere),
    wildcards: { [anywhere]: 'One model in the regions of its inference profile, which AWS chooses.' },
  };
};

const modelArn = (scope: IConstruct, region: string, model: string): string =>
  Stack.of(scope).formatArn({
    service: 'bedrock',
    region,
    account: '',
    resource: 'foundation-model',
    resourceName: model,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });

const profileArn = (scope: IConstruct, region: string, profile: string): string =>
  Stack.of(scope).formatArn({
    service: 'bedrock',
    region,
    resource: 'inference-profile',
    resourceName: profile,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });

const GRANTS: Record<AskingPart, Record<string, GrantOf>> = {
  pageRecognizers: { textract, bedrock: languageModel },
  columnNamers: { bedrock: languageModel },
  labelNamers: { bedrock: languageModel },
  embedders: { bedrock: embeddingModel },
  tieBreakers: { bedrock: languageModel },
  inheritors: { bedrock: languageModel },
};

/** What a function needs for the implementations that the settings name in a place; nothing for those that ask nobody. */
export const grantsFor = (
  scope: IConstruct,
  part: AskingPart,
  { parts, models }: Pick<Settings, 'parts' | 'models'>,
): Grant[] =>
  parts[part].flatMap((name) => {
    const grantOf = GRANTS[part][name];
    return grantOf ? [grantOf(scope, models)] : [];
  });
