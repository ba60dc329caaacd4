import { posix } from 'node:path';
import { Callable, callBack, fn, isScalar, Opaque, unknown, type Value } from '../static/value.ts';
import { Later, pascalCase } from './component.ts';
import type { Reader } from './reader.ts';
import type { ScriptModule } from './script-module.ts';

/** The app of Vue as a theme gets it, which notes the components that it is given. */
class App extends Opaque {
  readonly components = new Map<string, Value>();

  override member(name: string): Value {
    if (name === 'component') return fn((given, component) => this.#register(given, component));
    if (name === 'use') return fn((plugin, ...options) => this.#use(plugin, options));
    return unknown;
  }

  /** A component whose name is not known has that of its file: most say it of themselves, by their options. */
  #register(given: Value, component: Value): Value {
    const file = component instanceof Later ? posix.parse(component.file).name : '';
    const name = pascalCase(isScalar(given) ? String(given) : file);
    if (name !== '' && component !== undefined) this.components.set(name, component);
    return this;
  }

  #use(plugin: Value, options: readonly Value[]): Value {
    const install = plugin instanceof Map ? plugin.get('install') : plugin;
    if (install instanceof Callable) install.call([this, ...options], plugin);
    return this;
  }
}

/** Themes that extend each other. */
const mostThemes = 5;

/**
 * The components that a theme registers when the site runs: by `enhanceApp({ app })` of VitePress,
 * `enhance({ app })` of VuePress, or, before 2, by a function of `{ Vue }`.
 *
 * https://vitepress.dev/guide/extending-default-theme#registering-global-components
 * https://vuepress.vuejs.org/guide/configuration.html#client-config-file
 */
export function componentsOfApp(module: ScriptModule, reader: Reader): ReadonlyMap<string, Value> {
  const app = new App();
  const context = new Map<string, Value>([
    ['app', app],
    ['Vue', app],
    ['router', unknown],
    ['siteData', unknown],
  ]);
  const enhance = (theme: Value, depth = 0): void => {
    const parts = theme instanceof Map ? theme : new Map<string, Value>();
    if (depth < mostThemes && parts.has('extends')) enhance(parts.get('extends'), depth + 1);
    for (const work of [theme, parts.get('enhanceApp'), parts.get('enhance')])
      if (work instanceof Callable) callBack(work, context);
  };
  // What takes too long leaves those that were registered before.
  reader.budget.within(() => reader.modules.later(() => enhance(module.exported('default'))), null);
  return app.components;
}
