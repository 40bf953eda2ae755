import { LOADED, type LoadedModule } from '#configured-plugins';
import { ConfigurationError } from './errors.ts';

/**
 * The version of the interfaces that a plug-in is written for; it rises when one of them changes so that older plug-ins
 * no longer fit.
 */
export const PLUGIN_VERSION = 1;

/** What each kind of plug-in has besides its name: functions, and things that are no functions. */
const KINDS = {
  'file-kind': { recognizes: 'function', read: 'function' },
  scorer: { score: 'function' },
  report: { write: 'function' },
  marketplace: {
    ...{ adId: 'function', face: 'function', compose: 'function', stocked: 'function' },
    ...{ feed: 'object', rules: 'object' },
  },
} as const;
export type PluginKind = keyof typeof KINDS;

/** What every plug-in says of itself. */
export interface PluginHead<Kind extends PluginKind = PluginKind> {
  /** `PLUGIN_VERSION` as it was when the plug-in was written. */
  feedwright: number;
  kind: Kind;
  /** Small letters, figures and hyphens: by it settings, channels and reports know the plug-in. */
  name: string;
}

/** A plug-in that may be used, and the module it is from. */
interface Plugin {
  from: string;
  plugin: PluginHead;
}

export interface Checked {
  plugins: Plugin[];
  /** Why modules cannot be used, a sentence each that begins with the module. */
  faults: string[];
}

const NAME = /^[a-z][a-z0-9-]{0,39}$/;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const versionFault = ({ feedwright }: Record<string, unknown>): string[] =>
  feedwright === PLUGIN_VERSION
    ? []
    : [
        `is written for version ${String(feedwright)} of the plug-ins' interfaces, and this is ${PLUGIN_VERSION}`,
      ];

const lacking = (plugin: Record<string, unknown>, kind: PluginKind): string[] =>
  Object.entries(KINDS[kind])
    .filter(([part, type]) => typeof plugin[part] !== type || plugin[part] === null)
    .map(
      ([part, type]) => `lacks ${part}, ${type === 'object' ? 'an object' : 'a function'} of each ${kind}`,
    );

const headFaults = ({ kind, name }: Record<string, unknown>): string[] => [
  ...(typeof kind === 'string' && Object.hasOwn(KINDS, kind)
    ? []
    : [`is of the kind ${String(kind)}: there are ${Object.keys(KINDS).join(', ')}`]),
  ...(typeof name === 'string' && NAME.test(name)
    ? []
    : [`is called ${String(name)}: use up to 40 small Latin letters, figures and hyphens`]),
];

const faultsOf = (loaded: LoadedModule): string[] => {
  if ('trouble' in loaded) return [`cannot be loaded: ${loaded.trouble}`];
  const plugin = loaded.module.default;
  if (!isRecord(plugin)) return ['has no default export: export the plug-in as its default'];
  const faults = [...versionFault(plugin), ...headFaults(plugin)];
  return faults.length > 0 ? faults : lacking(plugin, plugin.kind as PluginKind);
};

const keyOf = ({ kind, name }: PluginHead): string => `${kind} ${name}`;

/** Holds modules against what their kinds ask for; of two by one name the first is used. */
export const checkedPlugins = (modules: readonly LoadedModule[]): Checked => {
  const plugins = new Map<string, Plugin>();
  const faults: string[] = [];
  for (const loaded of modules) {
    const { from } = loaded;
    const own = faultsOf(loaded);
    faults.push(...own.map((fault) => `${from} ${fault}`));
    if (own.length > 0 || 'trouble' in loaded) continue;
    const plugin = loaded.module.default as PluginHead;
    const other = plugins.get(keyOf(plugin));
    if (other)
      faults.push(`${from} is a ${keyOf(plugin)}, as ${other.from} is: one of them needs another name`);
    else plugins.set(keyOf(plugin), { from, plugin });
  }
  return { plugins: [...plugins.values()], faults };
};

const configured = checkedPlugins(LOADED);

/** The configured plug-ins of a kind, in the configuration's order. */
export const pluginsOf = <Part extends { name: string }>(
  kind: PluginKind,
  { plugins } = configured,
): Part[] =>
  plugins.filter(({ plugin }) => plugin.kind === kind).map(({ plugin }) => plugin as unknown as Part);

/** The plug-ins of a kind, in the configuration's order, but for those that are called as something of the program is: a fault. */
export const pluginsBeside = <Part extends { name: string }>(
  kind: PluginKind,
  isTaken: (name: string) => boolean,
  checked: Checked = configured,
): Part[] => {
  const own = checked.plugins.filter(({ plugin }) => plugin.kind === kind);
  for (const { from, plugin } of own.filter((each) => isTaken(each.plugin.name)))
    checked.faults.push(
      `${from} is called ${plugin.name}, as a ${kind} of the program is: give it another name`,
    );
  return pluginsOf<Part>(kind, checked).filter(({ name }) => !isTaken(name));
};

/** What comes with the program, and the plug-ins of a kind beside it; a name that is taken is a fault. */
export const withPlugins = <Part>(
  kind: PluginKind,
  known: Record<string, Part>,
  checked: Checked = configured,
): Record<string, Part> => {
  const beside = pluginsBeside<PluginHead>(kind, (name) => Object.hasOwn(known, name), checked);
  return {
    ...known,
    ...Object.fromEntries(beside.map((plugin) => [plugin.name, plugin as unknown as Part])),
  };
};

/** Throws `ConfigurationError` that names all that keeps configured modules from being used. */
export const refuseFaultyPlugins = ({ faults }: Pick<Checked, 'faults'> = configured): void => {
  if (faults.length === 0) return;
  const lines = ['plugins.json names modules that do not fit:', ...faults.map((fault) => `  ${fault}`)];
  throw new ConfigurationError(lines.join('\n'), { stage: 'configuration', details: { faults } });
};
