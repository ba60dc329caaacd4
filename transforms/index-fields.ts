import { posix } from 'node:path';
import { toString as textOf } from 'mdast-util-to-string';
import type { OutlineEntry, PageLinks } from '../src/contract/index-line.ts';
import type { Document } from '../src/document/document.ts';
import { walk } from '../src/document/walk.ts';
import { decoded } from '../src/files/decoded.ts';
import { isWithin } from '../src/files/source-name.ts';
import { unsafeKeys } from '../src/is-record.ts';
import { countsOf } from '../src/maps.ts';
import { Slugs } from '../src/site/slug.ts';
import { declared } from './declared.ts';
import { defineTransform } from './define.ts';

/** The headings below the title, in order. */
export const outline = defineTransform({
  name: 'outline',
  ...declared.outline,
  kind: 'enrich',
  run(document): { outline: OutlineEntry[] } {
    const slugs = new Slugs();
    const entries: OutlineEntry[] = [];
    walk(document.tree, (node) => {
      if (node.type !== 'heading') return;
      const title = textOf(node).replace(/\s+/g, ' ').trim();
      const slug = slugs.next(title);
      if (node.depth > 1 && title !== '') entries.push({ depth: node.depth, title, slug });
    });
    return { outline: entries };
  },
});

interface CodeFields {
  code: {
    /** Number of code blocks. */
    blocks: number;
    /** Number of code blocks by language; those without one are not among them. */
    languages: Record<string, number>;
  };
}

/** Which languages the code blocks of a document are in. */
export const codeIndex = defineTransform({
  name: 'code-index',
  ...declared['code-index'],
  kind: 'enrich',
  run(document): CodeFields {
    const blocks: string[] = [];
    walk(document.tree, (node) => {
      if (node.type === 'code') blocks.push(node.lang?.toLowerCase() ?? '');
    });
    const named = blocks.filter((language) => language !== '' && !unsafeKeys.has(language));
    const languages = Object.fromEntries([...countsOf(named.sort())]);
    return { code: { blocks: blocks.length, languages } };
  },
});

/** Where the links of the finished document lead; each target once, in order. */
export const linkIndex = defineTransform({
  name: 'link-index',
  ...declared['link-index'],
  kind: 'enrich',
  run(document): { links: PageLinks } {
    const pages = new Set<string>();
    const external = new Set<string>();
    const targetOf = pageResolver(document);
    walk(document.tree, (node) => {
      if (node.type !== 'link' && node.type !== 'definition') return;
      const out = targetOf(node.url);
      if (out !== undefined) pages.add(out);
      else if (/^https?:\/\//i.test(node.url)) external.add(node.url);
    });
    const found = { pages: [...pages], external: [...external] };
    const { settings, linkTexts } = document;
    return { links: settings.search === false ? found : { ...found, texts: linkTexts } };
  },
});

/** Finds the output that a link of the finished document leads to, if it is one of this build. */
function pageResolver(document: Document): (url: string) => string | undefined {
  const own = document.site.pageByPath(document.path);
  const base = document.settings.baseUrl?.replace(/(?<!\/)\/+$/, '');
  return (url) => {
    const address = url.replace(/[?#].*$/s, '');
    if (base !== undefined && isWithin(base, address)) {
      return document.site.pageByRoute(address.slice(base.length).replace(/\/$/, '') || '/')?.out;
    }
    if (own === undefined || !address.endsWith('.mdc') || /^[a-z][a-z\d+.-]*:|^\//i.test(address)) {
      return undefined;
    }
    return posix.join(posix.dirname(own.out), decoded(address));
  };
}
