import type { ConverseCommandInput } from '@aws-sdk/client-bedrock-runtime';
import * as z from 'zod';
import type { Usage } from '#contracts/usage.ts';
import { ServiceRefused } from '../errors.ts';
import type { LanguageModel, Question } from '../ports.ts';
import type { Pauses } from '../retry.ts';
import { bedrockRuntime, bedrockService } from './bedrock-runtime.ts';
import { askService } from './service-call.ts';

const TOOL = 'answer';

const Answer = z.object({
  stopReason: z.string(),
  output: z.object({
    message: z.object({
      content: z.array(z.object({ toolUse: z.object({ name: z.string(), input: z.unknown() }).optional() })),
    }),
  }),
  usage: z.object({ inputTokens: z.number(), outputTokens: z.number() }),
});
type Answer = z.infer<typeof Answer>;

/** The answer is asked for as the input of a tool that the model must call: JSON of a given schema, no prose around it. */
const toolOf = (answer: z.ZodType): ConverseCommandInput['toolConfig'] => ({
  tools: [
    {
      toolSpec: {
        name: TOOL,
        description: 'Takes the answer.',
        inputSchema: { json: z.toJSONSchema(answer) as never },
      },
    },
  ],
  toolChoice: { tool: { name: TOOL } },
});

/** Families that take a temperature; newer ones refuse the request for it. */
const TAKES_TEMPERATURE = [
  'amazon.nova',
  'anthropic.claude-3',
  'anthropic.claude-haiku-4-5',
  'anthropic.claude-sonnet-4-2',
  'anthropic.claude-sonnet-4-5',
  'cohere.command',
  'meta.llama',
  'mistral.',
];

/** As little chance as the model allows. */
const steadiness = (modelId: string): { temperature?: number } =>
  TAKES_TEMPERATURE.some((family) => modelId.includes(family)) ? { temperature: 0 } : {};

const requestOf = (modelId: string, question: Question<z.ZodType>): ConverseCommandInput => {
  const { instructions, text, png, answer, maxTokens } = question;
  const picture = png ? [{ image: { format: 'png' as const, source: { bytes: png } } }] : [];
  return {
    modelId,
    system: [{ text: instructions }],
    messages: [{ role: 'user', content: [...picture, { text }] }],
    inferenceConfig: { maxTokens, ...steadiness(modelId) },
    toolConfig: toolOf(answer),
  };
};

const unusable = (model: string, why: string, usage?: Usage) =>
  new ServiceRefused(`The answer of ${model} cannot be used: ${why}`, {
    stage: model,
    details: usage ? { usage } : {},
  });

const parseAnswer = (model: string, answer: unknown): Answer => {
  const parsed = Answer.safeParse(answer);
  if (!parsed.success) throw unusable(model, z.prettifyError(parsed.error));
  return parsed.data;
};

/** Anything but the call of the tool is no answer: cut off, withheld by a guardrail, or prose. */
const toolInput = (model: string, { stopReason, output }: Answer, usage: Usage): unknown => {
  const call = output.message.content.find(({ toolUse }) => toolUse?.name === TOOL);
  if (stopReason !== 'tool_use' || !call?.toolUse)
    throw unusable(model, `it ended with ${stopReason}`, usage);
  return call.toolUse.input;
};

/** Bedrock's Converse with one model, one question at a time. */
export const bedrockLanguageModel = (model: string, region: string, pauses?: Pauses): LanguageModel => {
  const connected = bedrockRuntime(region);
  const service = bedrockService(model, region);
  return {
    model,
    ask: async (question) => {
      const { client, ConverseCommand } = await connected();
      const send = () => client.send(new ConverseCommand(requestOf(model, question)));
      const answered = parseAnswer(model, await askService(service, send, pauses));
      const usage: Usage = { model, pages: question.png ? 1 : 0, ...answered.usage };
      const answer = question.answer.safeParse(toolInput(model, answered, usage));
      if (!answer.success) throw unusable(model, z.prettifyError(answer.error), usage);
      return { answer: answer.data, usage };
    },
  };
};
