import { expect, test } from 'vitest';
import { clean } from '../transforms/clean.ts';

const template = '<template><p>Kept words</p></template>';

test.each([
  ['vitepress', '@theme/Home.vue'],
  ['docusaurus', '@site/src/theme/Home.vue'],
])('%s looks for a component imported from @theme as %s', (dialect, file) => {
  const input = "import Home from '@theme/Home.vue';\n\n# Page\n\n<Home />\n";
  const isVue = dialect === 'vitepress';
  const source = isVue
    ? input.replace(/^.*\n/, (line) => `<script setup>\n${line}</script>\n`)
    : input;
  const { body } = clean(source, {
    dialect,
    include: (specifier) =>
      specifier === file
        ? { ok: true, path: 'theme/Home.vue', text: template }
        : { ok: false, reason: 'missing', path: specifier },
  });
  expect(body).toContain('Kept words');
});

test.each(['?jsx', '?react', '?component&inline'])(
  'a drawing that is imported as a component by %s is no partial',
  (query) => {
    const input = `import Kiln from '../kiln.svg${query}';\n\n# Page\n\nA kiln: <Kiln />\n`;
    const { body } = clean(input, {
      dialect: 'generic',
      // As files are read: what follows the path does not count.
      include: (specifier) =>
        specifier.startsWith('../kiln.svg')
          ? { ok: true, path: 'kiln.svg', text: '<svg><path d="M0 0"/></svg>' }
          : { ok: false, reason: 'missing', path: specifier },
    });
    expect(body).toBe('# Page\n\nA kiln:\n');
  },
);

test.each([
  [
    'what its own version shows of it',
    'export default () => <p>Kilns of clay</p>;',
    'Kilns of clay',
  ],
  [
    'nothing where that is known in part',
    "import { useItems } from 'items'; export default () => <p>{useItems().length} kilns</p>;",
    undefined,
  ],
])('of a list of cards that the dialect leaves out, a page shows %s', (_, text, shown) => {
  const { body, reports } = clean(
    "import DocCardList from '@theme/DocCardList';\n\n# Page\n\nWords.\n\n<DocCardList />\n",
    {
      dialect: 'docusaurus',
      include: (specifier) =>
        specifier === '@site/src/theme/DocCardList'
          ? { ok: true, path: 'src/theme/DocCardList.jsx', text }
          : { ok: false, reason: 'missing', path: specifier },
    },
  );
  expect(body).toBe(`${['# Page', 'Words.', ...(shown ? [shown] : [])].join('\n\n')}\n`);
  expect(reports).toEqual([]);
});
