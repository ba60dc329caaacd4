import type { Code } from 'mdast';
import type { Document } from '../../src/document/document.ts';
import { partName } from '../../src/includes/excerpt.ts';
import type { FenceEnv } from './languages.ts';

/** Jinja's `{% include 'file' %}`, which the plugin macros of MkDocs runs in code as well. */
const templateInclude = /^([ \t]*)\{%-?[ \t]*include[ \t]+(["'])([^"'{}]+)\2[ \t]*-?%\}[ \t]*$/;
/** Where the files of it usually stand, from the root. */
const templateFolders = ['/', '/snippets/', '/includes/'];

const isTemplate = (lang: string | null | undefined) =>
  /^(?:jinja2?|django|twig|liquid|html\+?\w*|j2)$/i.test(lang ?? '');

/** A line that names no file of the project may be what the code shows. */
export function expandTemplates(node: Code, document: Document): void {
  if (isTemplate(node.lang)) return;
  const lines = node.value.split('\n').flatMap((line) => {
    const [, lead = '', , path] = templateInclude.exec(line) ?? [];
    if (path === undefined) return [line];
    for (const folder of templateFolders) {
      const included = document.include(folder + path);
      if (!included.ok) continue;
      document.included.set(partName(included.path, {}), included.text);
      const text = included.text.trimEnd();
      return text.split('\n').map((each) => (each ? lead + each : each));
    }
    return [line];
  });
  node.value = lines.join('\n');
}

/**
 * Rspress's fence without code, ```` ```tsx file="./a.tsx" ````: the file is the code. `/` is the folder
 * of the docs, `<root>/` that of the project: https://rspress.rs/guide/use-mdx/code-blocks
 */
export function expandFile(
  node: Code,
  file: string | undefined,
  { document, path }: FenceEnv,
): void {
  if (file === undefined || node.value.trim() !== '') return;
  const included = document.include(file.replace(/^<root>(?=\/)/, ''), path);
  if (included.ok) {
    document.included.set(partName(included.path, {}), included.text);
    node.value = included.text.trimEnd();
    return;
  }
  node.value = file;
  const reason = `${file} is to be shown as code, but cannot be read; its path is shown instead`;
  document.report({ severity: 'warning', rule: 'include-missing', reason, at: node });
}
