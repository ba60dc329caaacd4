import { posix } from 'node:path';
import { toString as textOf } from 'mdast-util-to-string';
import type { NewPage } from '../../../transforms/corpus-stage.ts';
import { reservedFields } from '../../../transforms/declared.ts';
import type { IndexLine, OutlineEntry, PageLinks } from '../../contract/index-line.ts';
import { contentHash, mdcFrontMatter } from '../../document/mdc.ts';
import { parseWithRemark } from '../../document/parse/remark.ts';
import { walk } from '../../document/walk.ts';
import { Slugs } from '../../site/slug.ts';
import type { ManifestSettings } from './manifest-settings.ts';

interface Surroundings {
  stage: string;
  settings: ManifestSettings;
  count: (text: string) => number;
}

/**
 * The text of a page that a corpus stage adds, and its line of the index.
 *
 * @throws Error where a field has a name that contextor uses itself
 */
export function newPage(
  { out, title, description = '', topics = [], body: given, fields = {} }: NewPage,
  { stage, settings, count }: Surroundings,
): { text: string; line: IndexLine; context: Readonly<Record<string, unknown>> } {
  const own = JSON.parse(JSON.stringify(fields)) as Record<string, unknown>;
  const taken = Object.keys(own).find((name) => reservedFields.has(name) || name === 'generated');
  if (taken !== undefined) {
    throw new Error(`the page ${out} has a field '${taken}', which is contextor's own; rename it`);
  }
  const body = withTitle(title, given);
  const shown = { ...own, title, description, topics: [...topics] };
  const head = { path: undefined, fields: shown, body, settings, shows: Object.keys(shown) };
  const text = mdcFrontMatter(head) + body;
  const found = contentsOf(out, body);
  const tokens = { before: 0, after: count(text) };
  const line = { path: out, out, title, description, url: '', topics: [...topics], ...found };
  return {
    text,
    line: { ...line, tokens, hash: contentHash(body), generated: stage, ...own },
    context: { ...shown, ...found, tokens },
  };
}

/** A body begins with an H1 and ends with a line break. */
function withTitle(title: string, body: string): string {
  const text = `${body.replaceAll('\r\n', '\n').trim()}\n`;
  return /^# /.test(text) ? text : `# ${title}\n\n${text}`.replace(/\n+$/, '\n');
}

function contentsOf(out: string, body: string): { outline: OutlineEntry[]; links: PageLinks } {
  const slugs = new Slugs();
  const outline: OutlineEntry[] = [];
  const pages = new Set<string>();
  const external = new Set<string>();
  walk(parseWithRemark(body, 'markdown'), (node) => {
    if (node.type === 'heading') {
      const title = textOf(node).replace(/\s+/g, ' ').trim();
      const slug = slugs.next(title);
      if (node.depth > 1 && title !== '') outline.push({ depth: node.depth, title, slug });
    }
    if (node.type === 'link' || node.type === 'definition') {
      const address = node.url.replace(/[?#].*$/, '');
      if (/^https?:\/\//i.test(node.url)) external.add(node.url);
      else if (address.endsWith('.mdc')) pages.add(posix.join(posix.dirname(out), address));
    }
  });
  return { outline, links: { pages: [...pages], external: [...external] } };
}
