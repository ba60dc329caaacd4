import type { Node } from 'estree-jsx';
import type { RootContent } from 'mdast';
import { nodesIn, parseScript } from '../../src/static/parse-script.ts';
import { sourceOf } from '../../src/static/scope.ts';
import { isElement } from '../nodes.ts';
import { Markup } from '../static-value.ts';
import { valueNodes } from './expressions.ts';
import type { Place } from './place.ts';
import { tablesOf } from './tables.ts';

const layout = /^export default (?:function|\()[\s\S]*\.components\b/m;

/**
 * What the layout of a page, `export default function Layout(props) { … }`, adds to it by components that
 * the site gives to all pages: `const { APIPage } = props.components`. Components that no table knows
 * are dropped with the layout.
 *
 * https://mdxjs.com/docs/using-mdx/#layout
 */
export function ofDefaultLayout({ document, scope }: Place): RootContent[] {
  const source = scope.esm.find((one) => layout.test(one));
  const program = source === undefined ? undefined : parseScript(source, 'tsx');
  if (source === undefined || program === undefined) return [];
  const { names } = tablesOf(document.dialect).components;
  const nodes = [...nodesIn(program)];
  const given = givenNames(nodes, source);
  return nodes.flatMap((node) => {
    if (node.type !== 'JSXElement' || node.openingElement.name.type !== 'JSXIdentifier') return [];
    const meant = given.get(node.openingElement.name.name)?.find((name) => names.has(name));
    if (meant === undefined) return [];
    const elements = valueNodes(new Markup(node, source)).filter(isElement);
    for (const element of elements) element.name = meant;
    return elements as RootContent[];
  });
}

/** The names of `const { A, B } = props.components`, and those of `const C = B ?? A`, with what they stand for. */
function givenNames(nodes: readonly Node[], source: string): Map<string, readonly string[]> {
  const given = new Map<string, readonly string[]>();
  for (const node of nodes) {
    if (node.type !== 'VariableDeclarator' || !node.init) continue;
    const { id, init } = node;
    if (id.type === 'ObjectPattern' && sourceOf(init, { source }).includes('.components')) {
      const keys = id.properties.flatMap((one) =>
        one.type === 'Property' && one.key.type === 'Identifier' ? one.key.name : [],
      );
      for (const key of keys) given.set(key, [key]);
    } else if (id.type === 'Identifier') {
      const named = [...nodesIn(init)].flatMap((one) =>
        one.type === 'Identifier' ? (given.get(one.name) ?? []) : [],
      );
      if (named.length > 0) given.set(id.name, named);
    }
  }
  return given;
}
