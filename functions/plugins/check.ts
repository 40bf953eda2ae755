import '#marketplace/listing-scorers.ts';
import '#marketplace/marketplaces.ts';
import '#pages/readers.ts';
import '../reports/report-kind.ts';
import { refuseFaultyPlugins } from '#shared/plugins.ts';

/**
 * Throws `ConfigurationError` that names each configured module that does not fit, be it that its name is taken: what
 * takes plug-ins has been loaded by then.
 */
export const checkPlugins = (): void => refuseFaultyPlugins();
