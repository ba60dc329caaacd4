import type { Code } from 'mdast';
import { insideTag, readTagInclude } from '../../src/document/prepare/syntaxes/mkdocs-macros.ts';
import { excerpt, partName } from '../../src/includes/excerpt.ts';
import type { FenceEnv } from './languages.ts';

/** `{% include 'file' %}`, which plugins of MkDocs run in code as well. */
const templateTag = new RegExp(String.raw`^([ \t]*)(\{%-?\s*include${insideTag}%\})[ \t]*$`, 'gm');
/** Where the files of the plugin macros usually stand, from the root. */
const templateFolders = ['/', '/snippets/', '/includes/'];

/** Jinja renders what it includes, and takes these marks out; a line of nothing else is none of the code. */
const rawMark = /^[ \t]*\{%-?\s*(?:end)?raw\s*-?%\}[ \t]*(?:\n|$)|\{%-?\s*(?:end)?raw\s*-?%\}/gm;

const isTemplate = (lang: string | null | undefined) =>
  /^(?:jinja2?|django|twig|liquid|html\+?\w*|j2)$/i.test(lang ?? '');

/** A tag that names no file of the project may be what the code shows. */
export function expandTemplates(node: Code, { document, mayInclude }: FenceEnv): void {
  if (isTemplate(node.lang)) return;
  node.value = node.value.replace(templateTag, (whole, lead: string, tag: string) => {
    const { name, path, start: after, end: before } = readTagInclude(tag) ?? {};
    if (path === undefined) return whole;
    const folders = path.startsWith('.') ? [''] : templateFolders;
    for (const folder of folders) {
      const included = document.include(folder + path);
      const text = included.ok ? excerpt(included.text, { after, before }) : undefined;
      if (!included.ok || text === undefined) continue;
      if (!mayInclude(text.length)) return whole;
      document.included.set(partName(included.path, { after, before }), text);
      const shown = name === 'include' ? text.replace(rawMark, '') : text;
      return shown.trimEnd().replace(/^(?=.)/gm, lead);
    }
    return whole;
  });
}

/** `./a.ts#L3`, `./a.ts#L3-L6` and `./a.ts#L3-`, a file and lines of it. */
const fileAndLines = /^(?:<root(?:Dir)?>(?=\/))?(.+?)(?:#L(\d+)(?:(-)(?:L(\d+))?)?)?$/;

/**
 * A fence without code, ```` ```tsx file="./a.tsx" ````: the file is the code, as Rspress and
 * remark-code-import have it. `/` is the folder of the docs, `<root>/` and `<rootDir>/` that of the project:
 * https://rspress.rs/guide/use-mdx/code-blocks, https://github.com/kevin940726/remark-code-import
 */
export function expandFile(node: Code, stated: string, { document, path }: FenceEnv): void {
  const [, file = '', from, dash = '', to = ''] = fileAndLines.exec(stated) ?? [];
  const part = from === undefined ? {} : { lines: from + dash + to };
  const included = document.include(file, path);
  if (included.ok) {
    const text = from === undefined ? included.text : (excerpt(included.text, part) ?? '');
    document.included.set(partName(included.path, part), text);
    node.value = text.trimEnd();
    return;
  }
  node.value = file;
  const reason = `${file} should be shown as code but cannot be read; its path is shown instead`;
  document.report({ severity: 'warning', rule: 'include-missing', reason, at: node });
}
