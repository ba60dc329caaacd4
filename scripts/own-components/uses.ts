import { readFileSync } from 'node:fs';
import type { Own } from './names.ts';

/** One use of a component with the texts that a reader of the site sees of it. */
export interface Use {
  name: string;
  texts: string[];
}

/** What is left of a source when code and comments are taken away. */
export const proseOf = (source: string): string =>
  source
    .replace(/^([ \t>]*)(`{3,}|~{3,})[\s\S]*?^\1\2`*~*[ \t]*$/gm, '')
    .replace(/\{\/\*[\s\S]*?\*\/\}|<!--[\s\S]*?-->/g, '')
    .replace(/`[^`\n]*`/g, ' ')
    .replace(/^[ \t]*:::.*$/gm, ' ');

/** Attributes that say something in a word; others do so where they hold a blank. */
const prose =
  /^(?:title|label|heading|name|description|caption|text|summary|npm|yarn|pnpm|bun|cargo)$/;
const style =
  /^(?:class(?:Name)?|style|id|key|slot|theme|lang|type|kind|variant|icon|size|width|height|color|src|href|to|url|link|path|plugin|section|client.*|on[A-Z].*|data-.*|:.*|v-.*|@.*)$/;

/** The uses of some components with the texts that their attributes and children hold. */
export function* uses(text: string, wanted: Own): Generator<Use> {
  for (const tag of text.matchAll(
    /<([A-Z]\w*)((?:\s+[\w:@-]+(?:=(?:"[^"]*"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\}))?)*)\s*(\/?)>/g,
  )) {
    const [whole, name = '', attributes = '', closed] = tag;
    if (!wanted.has(name)) continue;
    const texts = attributeTexts(attributes, hidesTitle(wanted.get(name)));
    const from = tag.index + whole.length;
    const end = closed ? -1 : text.indexOf(`</${name}>`, from);
    if (end > 0) texts.push(text.slice(from, end).replace(/<[^<>]*>|\{[^{}]*\}|\]\([^)]*\)/g, ' '));
    else texts.push(ownWords(wanted.get(name)));
    if (texts.some((one) => words(one).length > 0)) yield { name, texts };
  }
}

/** The uses of Markdoc's tags with the texts that their attributes and bodies hold. */
export function* tagUses(text: string, wanted: readonly string[]): Generator<Use> {
  for (const tag of text.matchAll(/\{%\s*([\w-]+)\s*([^%]*?)(\/?)\s*%\}/g)) {
    const [whole, name = '', attributes = '', closed] = tag;
    if (!wanted.includes(name)) continue;
    const texts = attributeTexts(attributes, false);
    const from = tag.index + whole.length;
    const end = closed ? -1 : text.slice(from).search(new RegExp(`\\{%\\s*/${name}\\s*%\\}`));
    if (end > 0)
      texts.push(text.slice(from, from + end).replace(/\{%[^%]*%\}|\]\([^)]*\)|<[^<>]*>/g, ' '));
    if (texts.some((one) => words(one).length > 0)) yield { name, texts };
  }
}

/** Whether a component gives its `title` to an element as its tooltip and shows it nowhere else. */
function hidesTitle(file: string | undefined): boolean {
  if (file === undefined) return false;
  const source = readFileSync(file, 'utf8').replace(/<script[\s\S]*?<\/script>/g, '');
  return (
    !/\{\s*(?:props\.)?title\s*\}|v-(?:text|html)="title"/.test(source) &&
    /\btitle=["{]/.test(source)
  );
}

function attributeTexts(attributes: string, hidesTitle: boolean): string[] {
  const texts: string[] = [];
  for (const [, key = '', a, b] of attributes.matchAll(/([\w:@-]+)=(?:"([^"]*)"|'([^']*)')/g)) {
    const value = a ?? b ?? '';
    const isTooltip = key === 'title' && (hidesTitle || /\bhref=/.test(attributes));
    const isText = prose.test(key) || /\S\s+\S/.test(value);
    if (isText && !isTooltip && !style.test(key)) texts.push(value);
  }
  return texts;
}

/** The words that the template of a component says by itself, its controls and conditions aside. */
function ownWords(file: string | undefined): string {
  if (file === undefined || !/\.(?:vue|astro)$/.test(file)) return '';
  const source = readFileSync(file, 'utf8');
  const template = file.endsWith('.vue')
    ? (/<template>([\s\S]*)<\/template>/.exec(source)?.[1] ?? '')
    : source.replace(/^\s*---[\s\S]*?\n---/, '');
  let plain = template.replace(
    /<!--[\s\S]*?-->|<(script|style|svg|button|select|label|textarea|Transition\w*)\b[\s\S]*?<\/\1>|<(\w+)[^>]*\sv-(?:if|else|else-if|for|show)\b[\s\S]*?<\/\2>/g,
    ' ',
  );
  // A template without quotes that hold braces: expressions go from the inside out.
  for (let depth = 0; depth < 8; depth++) plain = plain.replace(/\{[^{}]*\}/g, ' ');
  const said = [...plain.matchAll(/\s(?:text|label)="([^"]*)"/g)].map(([, text]) => text);
  plain = plain.replace(/="[^"]*"/g, '');
  return [plain.replace(/<[^<>]*>/g, ' '), ...said].join(' ');
}

export const words = (text: string): string[] => text.match(/[\p{L}\p{N}]{3,}/gu) ?? [];
