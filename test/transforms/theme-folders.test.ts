import { expect, test } from 'vitest';
import type { Document } from '../../src/document/document.ts';
import { missingModules, themeFolders } from '../../transforms/renderings/theme-folders.ts';
import { clean } from './clean.ts';

function page(files: Readonly<Record<string, string>>): Document {
  const include = (name: string) =>
    Object.hasOwn(files, name) ? { ok: true, path: name, text: files[name] } : { ok: false };
  return { include } as unknown as Document;
}

const config = 'module:\n  imports:\n    - path: github.com/acme/theme\n    - path: own\n';
const list = '# github.com/acme/theme v0.2.0\n# github.com/acme/base v1.0.0\n';

test('a theme is the name of a folder inside the project', () => {
  expect(themeFolders(page({ '/hugo.toml': 'theme = ["a", "../b", 3]' }))).toEqual(['/themes/a']);
});

test('modules are in the folder of themes, or where they are vendored with what they import', () => {
  const files = { '/hugo.yaml': config, '/_vendor/modules.txt': list };
  expect(themeFolders(page(files))).toEqual([
    '/themes/github.com/acme/theme',
    '/themes/own',
    '/_vendor/github.com/acme/theme',
    '/_vendor/github.com/acme/base',
  ]);
  expect(missingModules(page(files))).toEqual([]);
  expect(missingModules(page({ '/hugo.yaml': config }))).toEqual(['github.com/acme/theme']);
});

test('a shortcode that nothing tells of names the modules that are not here', () => {
  const files = { 'hugo.yaml': config };
  const { reports } = clean('# A\n\nSee {{< kiln >}}.\n', { dialect: 'hugo', path: 'a.md', files });
  expect(reports[0]?.reason).toContain(
    '(of github.com/acme/theme, nothing is here before `hugo mod vendor`)',
  );
});
