import { readRegions } from '../../src/verify/source/regions.ts';
import { proseOf } from '../../src/verify/source/tables.ts';
import { endOfBraces, readTag } from '../../src/verify/source/tag.ts';

/**
 * The body of a source with its markup cut away by brute force: ESM, comments, tags, heading ids,
 * fence meta, table padding, container marks and runs of blank lines. Words that stand in
 * attributes are put back. What this saves is what removing markup can save; it is measured, never
 * written out.
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
    const opener = /^(.*?(?:`{3,}|~{3,}))/.exec(lines[at]!)?.[1] ?? '';
    out.push(opener + block.lang.replace(/[{:].*$/, ''));
    const closed = at + block.lines.length + 1;
    out.push(...lines.slice(at + 1, closed + 1));
    at = closed;
  }
  flush();
  return out
    .join('\n')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function cleanProse(text: string, mdx: boolean): string {
  return stripTags(text, mdx)
    .replace(/\s*\{#[^}\n]*\}[ \t]*$/gm, '')
    .replace(/^(#{1,6} .*?)\s*\[#[^\]]*\]$/gm, '$1')
    .replace(/^([\s>]*):{3,}\s*([\p{L}\w-]*)(.*)$/gmu, '$1$2$3')
    .replace(/^[ \t>]*\|.*\|[ \t]*$/gm, (row) =>
      row.replace(/[ \t]+/g, ' ').replace(/-{2,}/g, '-'),
    );
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
      out += proseOf(tag, text.slice(tag.end, tag.end + 200).trimStart()).join(' ');
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
