import { expect, test } from 'vitest';
import { clean } from '../clean.ts';

/** Three lines above a part of a page, so that it begins in the fourth. */
const above = '# T\n\nA line.\n';

test.each<[what: string, part: string, found: [rule: string, about: string, line: number][]]>([
  ['a component that nobody knows', '<Foo>\n\ntext\n\n</Foo>', [['unknown-component', 'Foo', 4]]],
  ['the first of several', '<Foo>a</Foo>\n\n<Foo>b</Foo>', [['unknown-component', 'Foo', 4]]],
  ['a component without words', 'Words <Foo /> go on.', [['component-lost', 'Foo', 4]]],
  ['one within another', '<Steps>\n\n<Foo />\n\n</Steps>', [['component-lost', 'Foo', 6]]],
  ['a component of the site', '<Own />', [['component-lost', 'Own', 4]]],
  ['what a component of the site shows', '\n<Around />', [['component-lost', 'Around', 5]]],
  ['JSX in an expression', '{[<Own />]}', [['component-lost', 'Own', 4]]],
  ['an included file', '<Part />', [['component-lost', 'Foo', 4]]],
])('a finding names the line: %s', (_, part, found) => {
  const imports = ['Own', 'Around']
    .map((name) => `import ${name} from './${name}.jsx';`)
    .join('\n');
  const text = `${above}${part}\n\n${imports}\nimport Part from './_part.mdx';\n`;
  const { reports } = clean(text, {
    dialect: 'docusaurus',
    files: {
      'docs/Own.jsx': 'export default () => { const [x] = useX(); return <p>{x}</p>; };',
      'docs/Around.jsx': 'import Other from "pkg"; export default () => <div><Other /></div>;',
      'docs/_part.mdx': '\n\n\n\n\n\n\n\n<Foo />\n',
    },
  });
  expect(reports.map(({ rule, about, at }) => [rule, about, at?.position?.start.line])).toEqual(
    found,
  );
});

test('a value that an included file does not know is told of at the include', () => {
  const { reports } = clean(`${above}{% include part.md %}\n`, {
    dialect: 'liquid',
    path: 'a.md',
    files: { '_includes/part.md': 'One\n\nTwo\n\nThree\n\nFour\n\nFive {{ site.kiln }}\n' },
  });
  expect(reports.map(({ rule, at }) => [rule, at?.position?.start.line])).toEqual([
    ['expression-lost', 4],
  ]);
});
