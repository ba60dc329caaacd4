import type { PhrasingContent, RootContent } from 'mdast';
import { inlineCode, joined, paragraph, strong, text } from '../nodes.ts';
import { isPart, listOf, type Part, type Spec } from './spec.ts';

/** What an operation asks of those who call it. */
export function securityOf(operation: Part, spec: Spec): RootContent[] {
  const asked = listOf(operation.security ?? spec.root.security).filter(isPart);
  const components = spec.root.components;
  const schemes =
    isPart(components) && isPart(components.securitySchemes) ? components.securitySchemes : {};
  const ways = asked.map((way) =>
    Object.keys(way).map((name) => schemeWords(name, spec.resolve(schemes[name]))),
  );
  const shown = ways.filter((way) => way.length > 0);
  if (shown.length === 0) return [];
  const words = joined(
    shown.map((way) => joined(way, ' with ')),
    ', or ',
  );
  return [paragraph([strong([text('Authorization:')]), text(' '), ...words])];
}

function schemeWords(name: string, scheme: Part): PhrasingContent[] {
  const kind = [scheme.type, scheme.scheme].filter((word) => typeof word === 'string').join(' ');
  const place = scheme.in ? ` in ${scheme.in}` : '';
  const key =
    scheme.in && typeof scheme.name === 'string' ? [text(' '), inlineCode(scheme.name)] : [];
  const said = kind || place ? [text(` (${kind}${place}`), ...key, text(')')] : [];
  return [inlineCode(name), ...said];
}
