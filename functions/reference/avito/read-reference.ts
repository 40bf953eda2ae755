import type { z } from 'zod';
import { FieldDefinitions, type ReadDefinitions, readDefinitions } from './read-definitions.ts';
import { ListedModels, readXmlCatalogue } from './read-model-catalogue.ts';
import type { Snapshot } from './snapshot.ts';

/** What is none of the shapes in which the marketplace gives its reference data; the message says why. */
export class UnreadableReference extends Error {
  override readonly name = 'UnreadableReference';
}

/** What a file or an answer says: a part of a snapshot, and what of it a program cannot read. */
export interface ReadReference {
  part: Partial<Snapshot>;
  unread: ReadDefinitions['unread'];
}

const asJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UnreadableReference(`it is no JSON: ${(error as Error).message}`);
  }
};

const explained = (error: z.ZodError): UnreadableReference =>
  new UnreadableReference(
    error.issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`).join('; '),
  );

const fromDefinitions = (json: unknown): ReadReference => {
  const parsed = FieldDefinitions.safeParse(json);
  if (!parsed.success) throw explained(parsed.error);
  const { fields, unread } = readDefinitions(parsed.data);
  return { part: { fields }, unread };
};

const fromModels = (json: unknown, make: string): ReadReference => {
  const parsed = ListedModels.safeParse(json);
  if (!parsed.success) throw explained(parsed.error);
  if (parsed.data.make !== make) throw new UnreadableReference(`it lists ${parsed.data.make}, not ${make}`);
  return { part: { models: parsed.data.models }, unread: [] };
};

const fromXml = (text: string, make: string): ReadReference => {
  const { models } = parsedXml(text, make);
  if (models.length === 0) throw new UnreadableReference(`it is XML without a model of ${make}`);
  return { part: { models }, unread: [] };
};

const parsedXml = (text: string, make: string) => {
  try {
    return readXmlCatalogue(text, make);
  } catch (error) {
    throw new UnreadableReference(`it is no whole XML: ${(error as Error).message.trim()}`);
  }
};

/**
 * Reads field definitions (JSON), the model catalogue (XML) or a make's names (JSON), whichever the text is.
 * Throws `UnreadableReference` for anything else, such as a page that asks whether a person is there.
 */
export const readReference = (text: string, make: string): ReadReference => {
  if (text.trimStart().startsWith('<')) return fromXml(text.trimStart(), make);
  const json = asJson(text);
  return typeof json === 'object' && json !== null && 'fields' in json
    ? fromDefinitions(json)
    : fromModels(json, make);
};
