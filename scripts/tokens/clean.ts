import type { CodeBlock } from '../../src/verify/evidence.ts';
import { tabOf, titleOf } from '../../src/verify/source/labels.ts';
import { readRegions } from '../../src/verify/source/regions.ts';
import { proseOf } from '../../src/verify/source/tables.ts';
import { endOfBraces, readTag, type Tag } from '../../src/verify/source/tag.ts';

/**
 * The body of a source with its markup cut away by brute force: ESM, comments, tags, heading ids,
 * fence meta, table padding, container marks and runs of blank lines. What a reader needs of it is
 * put back in the fewest characters: words and link targets that stand in attributes, labels of
 * fences and tabs, marks of added and removed lines. What this saves is what removing markup can
 * save; it is measured, never written out. Lines of code stay, also those above a twoslash cut.
 */
export function cleanSource(body: string, mdx: boolean): string {
  const { blocks, prose } = readRegions(body, { mdx });
  const fences = new Map(blocks.map((block) => [block.line, block]));
  const lines = body.split('\n');
  const out: string[] = [];
  let text: string[] = [];
  const flush = () => {
    if (text.length > 0) out.push(cleanProse(text.join('\n'), mdx));
    text = [];
  };
  for (let at = 0; at < lines.length; at++) {
    const block = fences.get(at + 1);
    if (!block) {
      text.push(prose[at]!);
      continue;
    }
    flush();
    const closed = Math.min(at + block.lines.length + 1, lines.length - 1);
    out.push(...cleanFence(block, lines.slice(at, closed + 1)));
    at = closed;
  }
  flush();
  return out
    .join('\n')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function cleanFence(block: CodeBlock, [opening = '', ...body]: string[]): string[] {
  const mark = /^(.*?(?:`{3,}|~{3,}))/.exec(opening)?.[1] ?? '';
  const player = block.lang === 'SnackPlayer' ? new URLSearchParams(block.meta) : undefined;
  const own = [tabOf(block), titleOf(block)].filter(Boolean).join(' ');
  const label = own || bracketed(block.meta) || player?.get('name') || fileName(block.meta);
  const lang = player ? (player.get('ext') ?? 'jsx') : block.lang.replace(/[{:[].*$/, '');
  const isDiff =
    /\bdel=/.test(block.meta) || block.lines.some((line) => line.includes('[!code --'));
  const lines = isDiff ? body.map((line, at) => (at < body.length - 1 ? ` ${line}` : line)) : body;
  const title = /[./]/.test(label) ? `**\`${label}\`**` : `**${label}**`;
  return [...(label ? [title, ''] : []), mark + (isDiff ? 'diff' : lang), ...lines];
}

/** A label in brackets may stand behind flags: `twoslash [server.js]`. */
function bracketed(meta: string): string {
  return /^\w+\s+\[([^[\]]*\p{L}[^[\]]*)\]/u.exec(meta)?.[1] ?? '';
}

/** A sandbox names the file of each fence by the first word of its meta, settings in braces aside. */
function fileName(meta: string): string {
  const start = meta.startsWith('{') ? (endOfBraces(meta, 0) ?? 0) : 0;
  return /^\s*([\w./-]+\.\w+)(?=\s|$)/.exec(meta.slice(start))?.[1] ?? '';
}

function cleanProse(text: string, mdx: boolean): string {
  return stripTags(text, mdx)
    .replace(/(\S) {2,}(?=\S)/g, '$1 ')
    .replace(/\s*\{#[^}\n]*\}[ \t]*$/gm, '')
    .replace(/^(#{1,6} .*?)\s*\[#[^\]]*\]$/gm, '$1')
    .replace(/^([ \t>]*):{3,}[ \t]*([\p{L}\w-]*)(.*)$/gmu, '$1$2$3')
    .replace(/^[ \t>]*\|.*\|[ \t]*$/gm, (row) => {
      const narrow = row.replace(/[ \t]+/g, ' ');
      return /^[ >|:-]+$/.test(narrow) ? narrow.replace(/-{2,}/g, '-') : narrow;
    });
}

function stripTags(text: string, mdx: boolean): string {
  let out = '';
  for (let at = 0; at < text.length; ) {
    const char = text[at]!;
    if (char === '`') {
      const code = /^(`+)(?!`)[\s\S]*?[^`]\1(?!`)/.exec(text.slice(at, at + 2000));
      const taken = code?.[0] ?? char;
      out += taken;
      at += taken.length;
      continue;
    }
    const tag = char === '<' ? readTag(text, at) : undefined;
    if (tag) {
      out += keptOf(tag, text.slice(tag.end, tag.end + 200).trimStart());
      at = tag.end;
      continue;
    }
    const end = mdx && char === '{' && text[at - 1] !== '\\' ? endOfBraces(text, at) : undefined;
    if (end !== undefined) {
      out += /^\{\s*(['"`])([\s\S]*)\1\s*\}$/.exec(text.slice(at, end))?.[2] ?? '';
      at = end;
      continue;
    }
    out += char;
    at++;
  }
  return out;
}

/** Elements whose name tells the reader what kind of text this is; without content they only separate. */
const boxes = new Set(
  'Note Tip Info Warning Check Danger Callout Aside Pitfall Wip Canary Experimental Deprecated RSC YouWillLearn Recap Hint Solution Challenges'.split(
    ' ',
  ),
);

/** Elements that Markdown writes as inline code. */
const codes = new Set(['code', 'kbd', 'samp']);

/** What of a tag is for the reader: words, the label of a tab, and where it leads. */
function keptOf(tag: Tag, following: string): string {
  if (codes.has(tag.name)) return '`';
  if (tag.closing) return '';
  const value = (...names: string[]) =>
    tag.attributes.find(({ name, expression }) => names.includes(name) && !expression)?.value;
  const target = value('href', 'to', 'src', 'url');
  const label = value('label') === undefined ? value('slot', 'value') : undefined;
  const box = boxes.has(tag.name) && !tag.selfClosing ? `${tag.name}:` : undefined;
  const since = tag.name === 'Since' ? `**Added in:** v${value('v')}` : undefined;
  // `<CanaryBadge />` shows the reader what its name says.
  const badge = tag.selfClosing ? /^(\p{Lu}\w+)Badge$/u.exec(tag.name)?.[1] : undefined;
  const words = [box, since, badge, ...listOf(tag, 'items'), ...proseOf(tag, following), label]
    .filter(Boolean)
    .join(' ');
  if (target) return `[${words}](${target})`;
  return words;
}

/** The texts of a list literal: `<Tabs items={['npm', 'yarn']}>` names the tabs. */
function listOf(tag: Tag, name: string): string[] {
  const list = tag.attributes.find((one) => one.name === name && one.expression)?.value ?? '';
  if (!/^\s*\[[^{]*\]\s*$/.test(list)) return [];
  return [...list.matchAll(/(['"`])(.*?)\1/g)].map(([, , text]) => text!);
}
