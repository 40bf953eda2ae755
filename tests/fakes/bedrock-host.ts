import { serviceHost, type WireAnswer, type WireRequest } from './service-host.ts';

/** Bedrock's published answer of Converse when the model calls the tool it was given. */
export const toolAnswer = (input: unknown, changes: object = {}): WireAnswer => ({
  body: {
    output: {
      message: { role: 'assistant', content: [{ toolUse: { toolUseId: 't1', name: 'answer', input } }] },
    },
    stopReason: 'tool_use',
    usage: { inputTokens: 1200, outputTokens: 340, totalTokens: 1540 },
    metrics: { latencyMs: 900 },
    ...changes,
  },
});

/** Letters counted into so many slots: like texts get like vectors. */
const vectorOf = (text: string, dimensions: number): number[] => {
  const vector = Array.from({ length: dimensions }, () => 0);
  for (const letter of text) {
    const slot = (letter.codePointAt(0) ?? 0) % dimensions;
    vector[slot] = (vector[slot] ?? 0) + 1;
  }
  return vector;
};

const COHERE_DIMENSIONS = 1024;

const embeddingAnswer = ({ path, body }: WireRequest): WireAnswer => {
  const texts: string[] = body.texts ?? [body.inputText];
  const headers = { 'x-amzn-bedrock-input-token-count': String(texts.join(' ').split(' ').length) };
  if (path.includes('cohere')) {
    const embeddings = texts.map((text) => vectorOf(text, COHERE_DIMENSIONS));
    return { headers, body: { embeddings, id: 'e1', response_type: 'embeddings_floats', texts } };
  }
  const embedding = vectorOf(body.inputText, body.dimensions);
  return {
    headers,
    body: { embedding, embeddingsByType: { float: embedding }, inputTextTokenCount: texts.length },
  };
};

/**
 * Bedrock's runtime on loopback: `/model/{id}/converse` answers by the function given, `/model/{id}/invoke`
 * embeds. What stands in `script` is answered first.
 */
export const bedrockHost = (converse: (request: WireRequest) => WireAnswer = () => toolAnswer({})) =>
  serviceHost('AWS_ENDPOINT_URL_BEDROCK_RUNTIME', (request) =>
    request.path.endsWith('/converse') ? converse(request) : embeddingAnswer(request),
  );
