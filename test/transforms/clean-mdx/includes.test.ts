import type { Nodes } from 'mdast';
import { expect, test } from 'vitest';
import { clean } from '../clean.ts';

const partial = (specifier: string) => `import Part from '${specifier}'\n\nBefore.\n\n<Part />\n`;

const cycle = { 'docs/_a.mdx': partial('./page.mdx'), 'docs/page.mdx': partial('./_a.mdx') };

const cases: [problem: string, specifier: string, files: Record<string, string>, rule: string][] = [
  ['is missing', './gone.mdx', {}, 'include-missing'],
  ['is a folder', './parts.mdx', { 'docs/parts.mdx/a.md': 'x' }, 'include-missing'],
  ['lies outside the sources', '../../x.mdx', {}, 'include-outside'],
  ['includes the document', './_a.mdx', cycle, 'include-cycle'],
  ['includes itself', './_a.mdx', { 'docs/_a.mdx': partial('./_a.mdx') }, 'include-cycle'],
];

test.each(cases)('a file that %s is reported, and a link stays', (_, specifier, files, rule) => {
  const { body, reports } = clean(partial(specifier), { dialect: 'docusaurus', files });
  expect(reports.map((report) => report.rule)).toEqual([rule]);
  expect(body).toMatch(/^Before\./);
  expect(body).toMatch(/\[`[^`]+\.mdx`\]\(/);
});

test('a page may show its own source as code', () => {
  const text = "[own](page.md ':include :type=code')\n";
  const files = { 'docs/page.md': text };
  const { body, reports } = clean(text, { dialect: 'docsify', path: 'docs/page.md', files });
  expect(reports).toEqual([]);
  expect(body).toBe(`\`\`\`markdown\n${text}\`\`\`\n`);
});

test('a binary file is reported, and a link stays', () => {
  const include = () => ({ ok: false, reason: 'binary', path: 'docs/a.ts' }) as const;
  const { body, reports } = clean('<include>./a.ts</include>', { dialect: 'fumadocs', include });
  expect(reports[0]?.reason).toBe(
    'docs/a.ts is included, but is not text; its path is shown instead',
  );
  expect(body).toBe('[`./a.ts`](./a.ts)\n');
});

test('a file that code asks for is reported, and its line stays', () => {
  const text = '```py\n--8<-- "gone.py"\n```\n';
  const { body, reports } = clean(text, { dialect: 'mkdocs-material', path: 'docs/a.md' });
  expect(reports.map(({ rule }) => rule)).toEqual(['include-missing']);
  expect(body).toBe(text);
});

test('a region that is not there is reported', () => {
  const files = { 'docs/a.ts': 'const a = 1\n' };
  const { body, reports } = clean('<include>./a.ts#part</include>', { dialect: 'fumadocs', files });
  expect(reports[0]?.reason).toContain('has no region "part"');
  expect(body).toContain('[`./a.ts`]');
});

test('one file may be included twice', () => {
  const files = { 'docs/_a.mdx': 'Text.\n' };
  const text = "import A from './_a.mdx'\n\n<A />\n\n<A />\n";
  const { body, reports } = clean(text, { dialect: 'docusaurus', files });
  expect(body).toBe('Text.\n\nText.\n');
  expect(reports).toEqual([]);
});

test.each([
  ['<Include src="./_a.mdx" />', 'Text.\n', []],
  ['<import src="./_a.mdx" />', 'Text.\n', []],
  ['<import src="./_c.mdx#more" />', 'More.\n', []],
  ['<import src="./gone.mdx" />', '`./gone.mdx`\n', ['unknown-component']],
  ['<SharedSnippet file="./_a.mdx" />', 'Text.\n', []],
  ['<Include src="./_a.mdx">Own.</Include>', 'Own.\n', ['unknown-component']],
  ['<Sheet src="./_a.mdx" />', '`./_a.mdx`\n', ['unknown-component']],
  ['<Include src="./a.ts" />', '`./a.ts`\n', ['unknown-component']],
  ['<Include src="./gone.mdx" />', '`./gone.mdx`\n', ['unknown-component']],
])('a component of a site that is called an include: %s', (text, output, rules) => {
  const files = {
    'docs/_a.mdx': 'Text.\n',
    'docs/_c.mdx': '<section id="more">\n  More.\n</section>\n\nRest.\n',
    'docs/a.ts': 'const a = 1\n',
  };
  const { body, reports } = clean(text, { dialect: 'generic', path: 'docs/b.mdx', files });
  expect(body).toBe(output);
  expect(reports.map(({ rule }) => rule)).toEqual(rules);
});

test('links of an included file know it, and stand where it is included', () => {
  const files = { 'docs/_a.mdx': '[a](./b.md) ![c](./d.png)\n\n[e]: ./f.md\n' };
  const text = "import A from './_a.mdx'\n\n[own](./b.md)\n\n<A />\n";
  const { tree } = clean(text, { dialect: 'docusaurus', files });
  const found: unknown[] = [];
  const visit = (node: Nodes) => {
    if ('url' in node) found.push([node.url, node.data?.source, node.position?.start.line]);
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(tree);
  expect(found).toEqual([
    ['./b.md', undefined, 3],
    ['./b.md', 'docs/_a.mdx', 5],
    ['./d.png', 'docs/_a.mdx', 5],
    ['./f.md', 'docs/_a.mdx', 5],
  ]);
});

test('what a document includes is bounded in all, and the rest stays as links', () => {
  const files = { 'docs/a.ts': `const a = '${'a'.repeat(1_000_000)}'\n` };
  const text = '<include>./a.ts</include>\n\n'.repeat(10);
  const { body, reports } = clean(text, { dialect: 'fumadocs', files });
  expect(body.length).toBeLessThan(4.2 * 1024 * 1024);
  expect(body.match(/\[`\.\/a\.ts`\]/g)).toHaveLength(6);
  expect(reports.map(({ reason }) => reason)).toEqual([
    'More than 4194304 included characters; the others are left out',
  ]);
});

test('a partial has the names of its own file, and the properties it is given', () => {
  const files = { 'docs/_a.mdx': "export const b = 'own'\n\n{b} {props.x} {x} {props.children}\n" };
  const text = "import A from './_a.mdx'\n\nexport const b = 'outer'\n\n<A x={b}>inside {b}</A>\n";
  expect(clean(text, { dialect: 'docusaurus', files }).body).toBe(
    'own outer outer\n\ninside outer\n',
  );
});

test('findings in a partial are reported at the include', () => {
  const files = { 'docs/_a.mdx': '\n\n\n\n<include>./gone.ts</include>\n' };
  const text = "import A from './_a.mdx'\n\n<A />\n";
  const { reports } = clean(text, { dialect: 'fumadocs', files });
  expect(reports[0]?.at?.position?.start.line).toBe(3);
});

const twice = { dialect: 'fumadocs', path: 'docs/b.mdx' };
const compact = { profile: 'compact' } as const;

test('in compact, a page that is nothing but another says which one', () => {
  const files = { 'docs/a.mdx': '---\ntitle: A\n---\n\nText.\n' };
  const text = "import X from 'x'\n\n<include>./a.mdx</include>\n";
  expect(clean(text, { ...twice, files }).body).toBe('Text.\n');
  const { body, contribution } = clean(text, { ...twice, files, settings: compact });
  expect(body).toBe('_Left out: the text of docs/a.mdc._\n');
  expect(contribution).toMatchObject({ savings: { 'included-pages': { count: 1 } } });
});

test.each([
  ['has a text of its own', { 'docs/a.mdx': 'Text.\n' }, 'Own.\n\n<include>./a.mdx</include>\n'],
  ['includes no page', { 'docs/_a.mdx': 'Text.\n' }, '<include>./_a.mdx</include>\n'],
  ['includes a section', { 'docs/a.mdx': '## One\n\nText.\n' }, '<include>./a.mdx#one</include>\n'],
])('in compact, a page that %s has the text', (_, files, text) => {
  const { body } = clean(text, { ...twice, files, settings: compact });
  expect(body).toMatch(/Text\.\n$/);
});
