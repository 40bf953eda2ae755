import type { PageReader } from '#pages/page.ts';
import { PAGE_READERS } from '#pages/readers.ts';
import { Environment } from '#shared/environment.ts';
import { chooseParts } from '#shared/parts.ts';

const Configured = Environment.pick({ FEEDWRIGHT_PARTS: true });

/** The page readers that the stages use, by the same configuration. Throws `ConfigurationError` for one there is not. */
export const configuredReaders = (variables: NodeJS.ProcessEnv): PageReader[] => {
  const { FEEDWRIGHT_PARTS: parts } = Configured.parse(variables);
  return chooseParts('pageReaders', PAGE_READERS, parts.pageReaders);
};
