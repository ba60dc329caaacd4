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
