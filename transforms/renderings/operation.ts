import { inlineCode, paragraph } from '../nodes.ts';
import { packedOperation } from '../openapi/locate.ts';
import { partOfOperation } from '../openapi/operation.ts';
import { defineRendering } from './rendering.ts';

/** A part of the operation that the page's front matter holds; `line` is its method and its path. */
export const operation = defineRendering<{ part: string }>(
  { part: 'text' },
  (element, { part }, env) => {
    if (part === 'line') {
      const [method, path] = [env.text(element, 'method'), env.text(element, 'path')];
      const words = [method?.toUpperCase(), path].filter(Boolean).join(' ');
      return words === '' ? [] : [paragraph([inlineCode(words)])];
    }
    const packed = packedOperation(env.document.frontmatter);
    if (packed === undefined) return env.unknown(element);
    return env.render(partOfOperation(part, { operation: packed, document: env.document }));
  },
);
