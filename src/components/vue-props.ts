import type { Value, ValueMap } from '../static/value.ts';
import { assetFor, camelCase } from './component.ts';
import { argumentIn, attributesOf, kind, sourceIn, type VueElement } from './vue-source.ts';

/** Elements whose `src` is a path from the file of the component. */
const withAssets: ReadonlySet<string> = new Set(['img', 'source', 'video']);

/** What the attributes and bindings of an element give, in a component of a file that a page shows. */
export function propsOf(
  node: VueElement,
  { page, path }: Record<'page' | 'path', string>,
  evaluated: (source: string) => Value,
): ValueMap {
  const props: ValueMap = new Map();
  for (const { name, value } of attributesOf(node)) {
    const text = value?.content ?? true;
    const isAsset = name === 'src' && withAssets.has(node.tag) && typeof text === 'string';
    props.set(name, isAsset ? assetFor(page, text, path) : text);
  }
  for (const directive of node.props) {
    if (directive.type !== kind.directive || directive.name !== 'bind') continue;
    const name = argumentIn(directive);
    const value = () => evaluated(sourceIn(directive) ?? camelCase(name ?? ''));
    if (name === undefined) {
      const all = value();
      if (all instanceof Map) for (const [key, item] of all) props.set(key, item);
    } else if (!/^(?:style|class|key|ref)$/.test(name)) props.set(name, value());
  }
  return props;
}
