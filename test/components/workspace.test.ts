import { expect, test } from 'vitest';
import { clean } from '../transforms/clean.ts';

const names = Array.from({ length: 60 }, (_, index) => `part-${index}`);
const large = ['box', 'note', ...names].map((name) => `export * from './${name}';`).join('\n');
const small = "export * from './box';\nexport * from './note';";

const kiln = '{ "name": "@kiln/ui" }';

/** What a component of the site shows, which uses components of a package of the repository. */
function shown(jsx: string, { index = small, manifest = kiln }) {
  const texts: Readonly<Record<string, string>> = {
    './Example': `
      import { Box, Copier, Frame, Note } from '@kiln/ui';
      const code = 'fire(900);\\nwait();';
      export const Example = () => ${jsx};`,
    '@kiln/ui': index,
    './package.json': manifest,
    './box': `
      import { styles } from 'styles-of-somebody';
      export const Box = (given) => {
        const { children, isRead } = styles(given);
        return <p>The box says: {children}</p>;
      };
      export const Copier = (given) => <button {...styles(given)} />;
      export const Frame = framed('div');`,
    './note': `
      export const Note = ({ text, children }) => <em>{text}: {children}</em>;`,
  };
  const { body, reports } = clean(
    "import { Example } from './Example';\n\n# Page\n\n<Example />\n",
    {
      dialect: 'generic',
      include(specifier) {
        const text = texts[specifier];
        if (text === undefined) return { ok: false, reason: 'missing', path: specifier };
        const file = specifier === '@kiln/ui' ? 'index.ts' : specifier.replace(/^\.\//, '');
        return { ok: true, path: `../ui/${file.includes('.') ? file : `${file}.tsx`}`, text };
      },
    },
  );
  return { body: body.slice('# Page\n\n'.length), reports: reports.length };
}

test.each([
  ['around what it is given, without its own words', '<Box>fired</Box>', 'fired'],
  ['by its source, where that tells all', '<Note text="dawn">fired</Note>', '_dawn: fired_'],
  ['that its source makes in ways of its own', '<Frame>fired</Frame>', 'fired'],
  [
    'that copies what stands beside it, as nothing',
    '<Box><pre><code>{code}</code></pre><Copier value={code} /></Box>',
    '```\nfire(900);\nwait();\n```',
  ],
])('shows a component of a package in the repository %s', (_, jsx, expected) => {
  expect(shown(jsx, {})).toEqual({ body: `${expected}\n`, reports: 0 });
});

test('of a large package, a component around content is what its name says', () => {
  expect(shown('<Note text="dawn">fired</Note>', { index: large }).body).toBe(
    '> [!NOTE]\n> dawn\n>\n> fired\n',
  );
});

test.each(['{ "name": "kiln" }', '{'])(
  'where package.json is %s, the folder is no such package',
  (manifest) => {
    expect(shown('<Box>fired</Box>', { manifest }).reports).toBe(1);
  },
);
