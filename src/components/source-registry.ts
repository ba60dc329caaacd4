import type { Code } from 'mdast';
import { attempt } from '../attempt.ts';
import { firstOf } from '../first-of.ts';
import { memberOf } from '../static/members.ts';
import { mostParts } from '../static/registry.ts';
import { Callable, toValue, type Value, type ValueMap } from '../static/value.ts';
import { Component, renderWith } from './component.ts';
import { Content } from './content.ts';
import { nodesOf } from './emit.ts';
import { remembered } from './parsed.ts';
import type { Reader } from './reader.ts';
import type { ScriptModule } from './script-module.ts';

/** The first module among files without their endings. */
type FindModule = (files: readonly string[]) => ScriptModule | undefined;

/** Where sites have what their registry contains: a plugin that gives code to components, files that scripts write. */
const places = [
  'lib/rehype-component',
  'examples/__index__',
  'registry/__index__',
  'registry/bases/__index__',
  '__registry__',
].map((file) => [file, `src/${file}`]);
const names = ['Index', 'index', 'ExamplesIndex'];

/** Components that show the code of what they name. */
export const isPreview = (name: string): boolean =>
  /^Component(?:Preview|Source|Installation)$/.test(name);

/**
 * `<ComponentPreview name="kiln" />` and `<ComponentSource name="kiln" />` as shadcn/ui and what began as
 * its copies have them: they show the code that the registry has under the name, beside a demo.
 * https://ui.shadcn.com/docs/registry
 *
 * @param own the component of the site, for what the registry does not have
 */
export function previewOf(own: Value, find: FindModule, reader: Reader): Value {
  const indexIn = (files: readonly string[]) => {
    const scope = find(files)?.scope;
    const values = names.map((name) => scope?.value(name));
    return values.find((value) => value instanceof Map);
  };
  const indexes = [...places.map((files) => () => indexIn(files)), () => listed(reader)];
  return new Component((props, slots) => {
    const code = firstOf(indexes, (index) => codeOf(props, index(), reader));
    if (code !== undefined) {
      const said = ['description', 'caption'].map((key) => props.get(key));
      const [above, below] = said.map((value) => nodesOf(value, () => '', reader.emitter));
      return [...above!, code, ...below!];
    }
    const value = own instanceof Callable ? renderWith(own, props, slots) : undefined;
    return value instanceof Content ? value.take() : [];
  });
}

/** What a registry lists that has no index: https://ui.shadcn.com/docs/registry/registry-json */
function listed({ host }: Reader): Value {
  const file = host.include('/registry.json', host.path);
  return file.ok ? itemsIn(file.text, file.path) : undefined;
}

const itemsIn = remembered((text): Value => {
  const items = memberOf(
    attempt(() => toValue(JSON.parse(text)), undefined),
    'items',
  );
  const all = Array.isArray(items) ? items : [];
  return new Map(all.map((one) => [String(memberOf(one, 'name')), one]));
});

function codeOf(props: ValueMap, index: Value, { host }: Reader): Code | undefined {
  const path = props.get('src') ?? pathIn(index, props);
  if (typeof path !== 'string') return undefined;
  const file = host.include(`/${path.replace(/^\.?\//, '')}`, host.path);
  if (!file.ok) return undefined;
  const title = props.get('title');
  return {
    type: 'code',
    lang: /\.(\w+)$/.exec(path)?.[1] ?? null,
    meta: typeof title === 'string' ? `title=${JSON.stringify(title)}` : null,
    value: asInstalled(file.text).replace(/\n+$/, ''),
  };
}

/** The file of an entry, of the style that is asked for or the first that has it: its first one, or the one that is asked for. */
function pathIn(index: Value, props: ValueMap): Value {
  const [name, file, style] = ['name', 'fileName', 'styleName'].map((key) => props.get(key));
  if (!(index instanceof Map) || typeof name !== 'string') return undefined;
  const styles = index.has(name) || index.size > mostParts ? [] : [...index.keys()];
  const isAsked = (one: string) => one === style || String(style).startsWith(`${one}-`);
  const sorted = [...styles.filter(isAsked), ...styles.filter((one) => !isAsked(one))];
  return firstOf([index, ...sorted.map((one) => index.get(one))], (entries) => {
    const entry = memberOf(entries, name);
    const files = memberOf(entry, 'files');
    if (!Array.isArray(files)) return memberOf(entry, 'filePath');
    const paths = files.map((one) => (typeof one === 'string' ? one : memberOf(one, 'path')));
    return paths.find((path) => String(path).includes(`/${file}.`)) ?? paths[0];
  });
}

/** Code as it is where it is installed: its imports lead to the folders that files of a registry are copied to. */
const asInstalled = (code: string): string =>
  code.replace(
    /(["'])@\/[^"'\n]+?\/(?:[^"'\n]*?\/)?(components|ui|hooks|lib)\/(?=[\w-])/g,
    (_, quote: string, folder: string) =>
      `${quote}@/${folder === 'ui' ? 'components/ui' : folder}/`,
  );
