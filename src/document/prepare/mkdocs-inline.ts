import { readAttributes } from './attributes.ts';
import { attribute, callTag } from './call.ts';
import { Edits } from './edits.ts';
import type { Preparation } from './preparation.ts';
import { outsideSpans } from './spans.ts';

const snippet = /^(\s*)-{1,}8<-{1,}\s+"([^"]+)"\s*$/;
const snippetFence = /^\s*-{1,}8<-{1,}\s*$/;
const abbreviation = /^\*\[([^\]]+)\]:[ \t]*(.+)$/;
const keys = /\+\+([a-z0-9-]+(?:\+[a-z0-9-]+)*|"[^"]+")\+\+/gi;
const icon = /:((?:material|octicons|fontawesome|simple)-[a-z0-9-]+):(?:\{[^{}]*\})?/g;
const attributeList =
  /(?<=[)`*_\]>])\{:?[ \t]*([^{}\n]*?)[ \t]*\}|^([ \t]*)\{:[ \t]*([^{}\n]*?)[ \t]*\}[ \t]*$/g;
const headingEnd = /^(\s*#{1,6}[ \t].*?)[ \t]*\{:?[ \t]*([^{}]*?)[ \t]*\}[ \t#]*$/;

/** Snippets, keys, icons, attribute lists and abbreviations of MkDocs' Markdown extensions. */
export function prepareMkdocsInline(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text, kind, source } = preparation.lines;
  const abbreviations = new Map<string, string>();
  const quick = text.map((line, index) => (kind[index] === 'text' ? line : ''));
  for (const [index, line] of quick.entries()) {
    const match = abbreviation.exec(line);
    if (match === null) continue;
    abbreviations.set(match[1]!, match[2]!);
    edits.replace(index, '');
  }
  let inSnippets = false;
  for (const [index, line] of quick.entries()) {
    if (line === '' || abbreviation.test(line)) continue;
    if (snippetFence.test(line)) {
      inSnippets = !inSnippets;
      edits.replace(index, '');
      continue;
    }
    const file = inSnippets ? line.trim() : snippet.exec(line)?.[2];
    if (file !== undefined && file !== '') {
      const lead = line.slice(0, line.length - line.trimStart().length);
      const n = preparation.call({
        origin: 'macro',
        name: 'snippet',
        attributes: [attribute('0', file)],
      });
      edits.replace(index, '', lead + callTag.alone(n), '');
      continue;
    }
    const made = expand(
      takeHeadingId(line, source[index]!, preparation),
      preparation,
      abbreviations,
    );
    if (made !== line) edits.replace(index, made);
  }
  return edits;
}

function takeHeadingId(line: string, number: number, preparation: Preparation): string {
  const match = headingEnd.exec(line);
  const attributes = match === null ? undefined : readAttributes(match[2]!);
  if (match === null || attributes === undefined) return line;
  const id = attributes.find(({ name }) => name === 'id')?.value;
  if (typeof id === 'string') preparation.headingIds.set(number, id);
  return match[1]!;
}

function expand(
  line: string,
  preparation: Preparation,
  abbreviations: Map<string, string>,
): string {
  const withoutLists = line.replace(attributeList, (whole, inner, _lead, own) =>
    isAttributeList(inner ?? own) ? '' : whole,
  );
  return outsideSpans(withoutLists, (text) => {
    const named = text
      .replace(keys, (_, names: string) => keyTags(names))
      .replace(icon, (_, name: string) => {
        const attributes = [attribute('name', name)];
        return callTag.alone(preparation.call({ origin: 'macro', name: 'icon', attributes }));
      });
    return expandFirst(named, abbreviations);
  });
}

function isAttributeList(inner: string): boolean {
  const attributes = readAttributes(inner);
  return attributes !== undefined && attributes.length > 0 && /[.#=]|^toc$/.test(inner);
}

function keyTags(names: string): string {
  if (names.startsWith('"')) return `<kbd>${names.slice(1, -1)}</kbd>`;
  return names
    .split('+')
    .map((name) => `<kbd>${name.charAt(0).toUpperCase()}${name.slice(1)}</kbd>`)
    .join('+');
}

/** The first place that an abbreviation is used at gets its meaning. */
function expandFirst(text: string, abbreviations: Map<string, string>): string {
  if (abbreviations.size === 0 || /^\s*#/.test(text)) return text;
  let made = text;
  for (const [short, long] of abbreviations) {
    const at = wordAt(made, short);
    if (at === -1) continue;
    abbreviations.delete(short);
    const tag = `<abbr title="${long.replaceAll('"', '&quot;')}">${short}</abbr>`;
    made = made.slice(0, at) + tag + made.slice(at + short.length);
  }
  return made;
}

/** Where a word stands by itself, outside tags and link targets. */
function wordAt(text: string, word: string): number {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const before = text.slice(0, at);
    const around = `${before.at(-1) ?? ' '}${text[at + word.length] ?? ' '}`;
    const inTag = before.lastIndexOf('<') > before.lastIndexOf('>');
    const inLink = /\]\([^)]*$|\[[^\]]*$/.test(before);
    if (!/[\p{L}\p{N}_]/u.test(around) && !inTag && !inLink) return at;
  }
  return -1;
}
