import type { Code } from 'mdast';
import { memberOf } from '../static/members.ts';
import { Callable, type Value } from '../static/value.ts';
import { Component, renderWith } from './component.ts';
import { Content } from './content.ts';
import { nodesOf } from './emit.ts';
import type { Reader } from './reader.ts';
import type { ScriptModule } from './script-module.ts';

/** Where sites have the plugin of shadcn/ui that gives code to components. */
export const codePlugins = ['lib/rehype-component', 'src/lib/rehype-component'];

/**
 * `<ComponentPreview name="kiln" />` as shadcn/ui and what began as its copies have it: a plugin puts
 * the code that the registry has under the name into the component, which shows it beside a demo.
 * https://ui.shadcn.com/docs/registry
 *
 * @param own the component of the site, for what the registry does not have
 */
export function previewOf(
  own: Value,
  plugin: () => ScriptModule | undefined,
  reader: Reader,
): Value {
  const module = plugin();
  if (module === undefined) return own;
  return new Component((props, slots) => {
    const code = codeOf(props, module.scope.value('Index'), reader);
    if (code !== undefined)
      return [...nodesOf(props.get('description'), () => '', reader.emitter), code];
    const value = own instanceof Callable ? renderWith(own, props, slots) : undefined;
    return value instanceof Content ? value.take() : [];
  });
}

function codeOf(props: ReadonlyMap<string, Value>, index: Value, reader: Reader): Code | undefined {
  const path = props.get('src') ?? pathIn(index, props.get('name'), props.get('fileName'));
  if (typeof path !== 'string') return undefined;
  const file = reader.host.include(`/${path.replace(/^\.?\//, '')}`, reader.host.path);
  if (!file.ok) return undefined;
  const lang = /\.(\w+)$/.exec(path)?.[1] ?? null;
  return { type: 'code', lang, value: file.text.replace(/\n+$/, '') };
}

/** The file of an entry, of the first style that has it: its first one, or the one that is asked for. */
function pathIn(index: Value, name: Value, file: Value): Value {
  if (!(index instanceof Map) || typeof name !== 'string') return undefined;
  for (const style of [index, ...index.values()]) {
    const entry = style instanceof Map ? style.get(name) : undefined;
    const files = entry instanceof Map ? entry.get('files') : undefined;
    if (!Array.isArray(files)) continue;
    const paths = files.map((one) => (typeof one === 'string' ? one : memberOf(one, 'path')));
    return paths.find((path) => String(path).includes(`/${file}.`)) ?? paths[0];
  }
  return undefined;
}
