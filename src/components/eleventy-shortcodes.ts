import type { RootContent } from 'mdast';
import { known, Namespace } from '../static/globals.ts';
import { Callable, fn, isScalar, unknown, type Value, type ValueMap } from '../static/value.ts';
import { Component, pascalCase } from './component.ts';
import { nodesOf } from './emit.ts';
import type { Reader } from './reader.ts';
import type { ScriptModule } from './script-module.ts';
import { htmlNodes } from './set-html.ts';

/**
 * The shortcodes that the configuration of Eleventy adds, itself or by plugins of the project: functions that
 * return HTML or Markdown. Those of pairs get first what stands between the tags.
 *
 * https://www.11ty.dev/docs/shortcodes/
 */
export function shortcodesOf(module: ScriptModule, reader: Reader): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>();
  const adds = (isPair: boolean) =>
    fn((name, made) => {
      if (isScalar(name) && made instanceof Callable)
        found.set(pascalCase(String(name)), shortcode(made, isPair, reader));
    });
  const given: Record<string, Value> = {
    addPlugin: fn((plugin, options) =>
      plugin instanceof Callable ? plugin.call([config, options], undefined) : undefined,
    ),
  };
  for (const kind of ['', 'Async', 'Liquid', 'Nunjucks', 'NunjucksAsync']) {
    given[`add${kind}Shortcode`] = adds(false);
    given[`addPaired${kind}Shortcode`] = adds(true);
  }
  const config: Namespace = new Namespace(() => unknown, given);
  const main = module.exported('default');
  if (main instanceof Callable) main.call([config], undefined);
  return found;
}

const mark = 'shortcode-content';

/** What functions have as `this`. */
const page = known({ page: unknown, ctx: unknown });

function shortcode(made: Callable, isPair: boolean, reader: Reader): Component {
  return new Component((props, slots) => {
    const given = [...(isPair ? [`<${mark}></${mark}>`] : []), ...argumentsIn(props)];
    const shown = made.call(given, page);
    // Of an argument that is a variable only its name is known.
    if (!isScalar(shown) || /\bundefined\b|\[object /.test(String(shown)))
      return nodesOf(unknown, () => 'what it returns', reader.emitter);
    const inside = () => nodesOf(slots.get('default'), () => 'its content', reader.emitter);
    return filled(htmlNodes(String(shown), '', reader), inside);
  });
}

/** Values by their places, `0` and on; those by name are one object, which comes last. */
function argumentsIn(props: ValueMap): Value[] {
  const places = [...props.keys()].filter((name) => /^\d+$/.test(name));
  const named = [...props].filter(([name]) => !/^\d+$/.test(name));
  const listed = places.map((_, index) => props.get(String(index)));
  return named.length === 0 ? listed : [...listed, new Map(named)];
}

/** Nodes with the content in place of its mark. A picture beside the words of a link says nothing more. */
function filled(nodes: readonly RootContent[], inside: () => RootContent[]): RootContent[] {
  return nodes.flatMap((node): RootContent[] => {
    if (!('children' in node)) return [node];
    if (isNamed(node, mark)) return inside();
    const children = filled(node.children as RootContent[], inside);
    const words = children.filter((child) => !isNamed(child, 'img'));
    const isLink = isNamed(node, 'a') && words.length > 0;
    return [{ ...node, children: isLink ? words : children } as RootContent];
  });
}

const isNamed = (node: RootContent, name: string): boolean => 'name' in node && node.name === name;
