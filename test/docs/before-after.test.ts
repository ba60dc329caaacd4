import { expect, test } from 'vitest';
import { transform } from '../../src/one-document.ts';
import { folderWith } from '../setup/folder.ts';
import { blocks } from './blocks.ts';

test('what the README shows before becomes what it shows after', async () => {
  const readme = blocks().filter(({ file }) => file === 'README.md');
  const [before, after] = ['mdx', 'md'].map(
    (language) => readme.find((block) => block.language === language)!.code,
  );
  const cwd = folderWith({
    'docs/upgrade.md': '# Upgrade\n\n## Node\n',
    'docs/install.mdx': before!,
  });
  const { text, messages } = await transform(before!, {
    cwd,
    path: 'install.mdx',
    dialect: 'docusaurus',
    profile: 'lossless',
  });
  expect(messages).toEqual([]);
  expect(text).toBe(after);
});
