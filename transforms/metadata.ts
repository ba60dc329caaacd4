import { decodeHTML } from 'entities/decode';
import type { Heading } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Document } from '../src/document/document.ts';
import { urlOfPage } from '../src/site/routes.ts';
import { declared } from './declared.ts';
import { defineTransform } from './define.ts';
import { descriptionOf, isFilled, oneLine } from './metadata/description.ts';

/** What the page is about, as front matter and the index give it. */
export interface MetadataFields {
  title?: string;
  /** One line of at most 160 characters. */
  description?: string;
  /** Address of the page on the site; where `baseUrl` is known. */
  url?: string;
  /** Route of the page without its leading slash. */
  slug?: string;
  topics: string[];
}

/** Front matter keys that hold topics; the first found counts. */
const topicKeys = ['topics', 'tags', 'keywords', 'categories'];

export const metadata = defineTransform({
  name: 'metadata',
  ...declared.metadata,
  kind: 'enrich',
  run(document): MetadataFields {
    const page = document.site.pageByPath(document.path);
    const title = titleOf(document) || page?.title;
    const description = descriptionOf(document.tree, document.frontmatter, title ?? '');
    const url = page && urlOfPage(document.settings.baseUrl || undefined, page);
    return {
      ...(title && { title }),
      ...(description && { description }),
      ...(url && { url }),
      ...(page && page.route !== '/' && { slug: page.route.slice(1) }),
      topics: topicsOf(document),
    };
  },
});

/** The title that the author gave the page; it may say more than the heading on it. */
function titleOf({ tree, frontmatter }: Document): string {
  if (isFilled(frontmatter.title)) return oneLine(decodeHTML(frontmatter.title));
  const heading = tree.children.find((node): node is Heading => node.type === 'heading');
  return heading?.depth === 1 ? oneLine(textOf(heading)) : '';
}

function topicsOf({ settings, frontmatter }: Document): string[] {
  const given = topicKeys.map((key) => frontmatter[key]).find((value) => value !== undefined);
  const own = typeof given === 'string' ? given.split(',') : Array.isArray(given) ? given : [];
  const names = own.filter((topic) => typeof topic === 'string').map(oneLine);
  return [...new Set([...settings.topics, ...names])].filter(isFilled);
}
