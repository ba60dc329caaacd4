import type { MdxJsxAttribute } from 'mdast-util-mdx';
import { parse as parseYaml } from 'yaml';
import { readAttributes } from './attributes.ts';
import { attribute, callTag } from './call.ts';
import { Edits } from './edits.ts';
import { splitPrefix } from './lines.ts';
import type { Preparation } from './preparation.ts';
import { outsideSpans } from './spans.ts';

interface Block {
  index: number;
  colons: number;
  lead: string;
  /** Whether a `#slot` of it is open. */
  slot: boolean;
}

const opener = /^(:{2,})([a-zA-Z][\w-]*)(?:\[([^\]]*)\])?(?:\{(.*)\})?$/;
const slot = /^#([a-z][\w-]*)$/;
const inline = /(?<![\w:/]):([a-z][\w-]*)(?:\[([^\]]*)\](?:\{([^{}]*)\})?|\{([^{}]*)\})/g;
const span = /(?<!!)\[([^\]]+)\]\{([^{}]*)\}/g;

/** Nuxt's MDC: `::name{props}` … `::` with `#slot` parts, `:name{props}` and `[text]{.class}` in lines. */
export function prepareMdc(preparation: Preparation): Edits {
  const edits = new Edits();
  const open: Block[] = [];
  const { text, kind } = preparation.lines;
  for (let index = 0; index < text.length; index++) {
    if (kind[index] !== 'text') continue;
    const line = text[index]!;
    const { lead, content } = splitPrefix(line);
    const start = opener.exec(content);
    if (start !== null) {
      const [, colons, name, label, props] = start as unknown as [
        string,
        string,
        string,
        string?,
        string?,
      ];
      const { attributes, lines } = readProps(text, index, props);
      if (label !== undefined) attributes.unshift(attribute('title', label));
      const n = preparation.call({ origin: 'container', name, attributes });
      edits.replace(index, lead.trimEnd(), lead + callTag.open(n), lead.trimEnd());
      for (let at = 1; at <= lines; at++) edits.replace(index + at);
      index += lines;
      open.push({ index, colons: colons.length, lead, slot: false });
    } else if (/^:{2,}$/.test(content)) {
      const at = open.findLastIndex(({ colons }) => colons === content.length);
      if (at === -1) continue;
      edits.replace(index, ...open.splice(at).reverse().flatMap(closing));
    } else if (open.length > 0 && slot.test(content)) {
      edits.replace(index, ...openSlot(preparation, open.at(-1)!, slot.exec(content)![1]!));
    } else {
      const made = outsideSpans(line, (part) => inlineTags(preparation, part));
      if (made !== line) edits.replace(index, made);
    }
  }
  if (open.length > 0) endUnclosed(preparation, edits, open);
  return edits;
}

function endUnclosed(preparation: Preparation, edits: Edits, open: readonly Block[]): void {
  const { text, source } = preparation.lines;
  edits.insertAfter(text.length - 1, ...[...open].reverse().flatMap(closing));
  const reason = 'A component is never closed; it was ended with the document.';
  const line = source[open[0]!.index]!;
  preparation.report({ severity: 'warning', rule: 'container-unclosed', reason, line });
}

function closing({ lead, slot }: Block): string[] {
  const tag = ['', lead + callTag.close, ''];
  return slot ? [...tag, ...tag] : tag;
}

function openSlot(preparation: Preparation, block: Block, name: string): string[] {
  const attributes = [attribute('name', name)];
  const n = preparation.call({ origin: 'container', name: 'slot', attributes });
  const before = block.slot ? ['', block.lead + callTag.close] : [];
  block.slot = true;
  return [...before, '', block.lead + callTag.open(n), ''];
}

/** Props in braces, and in the YAML block that may follow the opening line. */
function readProps(text: readonly string[], index: number, braced: string | undefined) {
  const attributes = readAttributes((braced ?? '').replace(/(^|\s):(?=[\w-]+=)/g, '$1')) ?? [];
  const end =
    text[index + 1]?.trim() === '---'
      ? text.findIndex((line, at) => at > index + 1 && line.trim() === '---')
      : -1;
  if (end === -1 || end - index > 100) return { attributes, lines: 0 };
  attributes.push(...yamlAttributes(text.slice(index + 2, end)));
  return { attributes, lines: end - index };
}

function yamlAttributes(lines: readonly string[]): MdxJsxAttribute[] {
  try {
    const value: unknown = parseYaml(lines.join('\n'), { maxAliasCount: 0, logLevel: 'silent' });
    if (value === null || typeof value !== 'object') return [];
    return Object.entries(value).map(([name, entry]) =>
      attribute(name, typeof entry === 'string' ? entry : JSON.stringify(entry)),
    );
  } catch {
    return [];
  }
}

function inlineTags(preparation: Preparation, text: string): string {
  return text
    .replace(inline, (whole, name, label, after, props) => {
      const attributes = readAttributes(after ?? props ?? '');
      if (attributes === undefined) return whole;
      const n = preparation.call({ origin: 'macro', name, attributes });
      return label === undefined ? callTag.alone(n) : callTag.open(n) + label + callTag.close;
    })
    .replace(span, (whole, label, props) => (readAttributes(props) === undefined ? whole : label));
}
