import { clientSettings } from './service-call.ts';

/** A page as a picture may take a model more than a minute. */
const TIMEOUT_MS = 120_000;

/** The runtime's client and commands; loaded at the first call, since most processes never make one. */
const load = async (region: string, timeoutMs: number) => {
  const sdk = await import('@aws-sdk/client-bedrock-runtime');
  return { ...sdk, client: new sdk.BedrockRuntimeClient(clientSettings(region, timeoutMs)) };
};

/** Bedrock in that region, connected once at the first call. */
export const bedrockRuntime = (region: string, timeoutMs = TIMEOUT_MS): (() => ReturnType<typeof load>) => {
  let loading: ReturnType<typeof load> | undefined;
  return () => {
    loading ??= load(region, timeoutMs);
    return loading;
  };
};

/** What to do where Bedrock denies access to a model. */
export const bedrockService = (model: string, region: string) => ({
  name: `Bedrock model ${model}`,
  toAllow: `allow bedrock:InvokeModel on it to the role of this process and enable access to the model in ${region}.`,
});
