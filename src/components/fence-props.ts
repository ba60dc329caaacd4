import type { Code } from 'mdast';
import type { Value } from '../static/value.ts';

/** What MDX gives to the `<pre>` of a fence: https://mdxjs.com/guides/syntax-highlighting */
export const ofFence = ({ lang, value }: Code): Value => {
  const className = lang ? `language-${lang}` : undefined;
  const code = new Map<string, Value>([
    ['className', className],
    ['children', `${value}\n`],
  ]);
  return new Map([['children', new Map([['props', code]])]]);
};
