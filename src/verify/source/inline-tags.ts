import type { MarkKind } from '../evidence.ts';
import { type Cursor, type SourceElement, skip, take, takeText } from './cursor.ts';
import { endOfElement, readTag, type Tag } from './tag.ts';

/** An autolink or a tag. */
export function readAngle(cursor: Cursor): boolean {
  const { source, at, tables, plain, line } = cursor;
  const autolink = /^<(https?:\/\/[^\s<>]*|mailto:[^\s<>]*)>/.exec(source.slice(at, at + 2000));
  if (autolink) {
    plain.links.push({ url: autolink[1]!, line });
    skip(cursor, at + autolink[0].length);
    return true;
  }
  const tag = readTag(source, at);
  if (!tag) return false;
  const following = source.slice(tag.end, tag.end + 200).trimStart();
  noteTexts(tag, following, cursor);
  if (readTab(cursor, tag)) return true;
  noteLinks(tag, cursor);
  markSpan(cursor, tag);
  // `<code src>` of dumi is a demo.
  const isDemo = tag.attributes.some(({ name }) => name === 'src');
  if (/^(?:code|kbd)$/.test(tag.name) && !tag.closing && !tag.selfClosing && !isDemo) {
    if (readMarked(cursor, tag)) return true;
    readSpan(cursor, tag);
  }
  if (tag.name === 'a' && !tag.selfClosing) readAnchor(cursor, tag);
  noteSlot(tag, cursor);
  const isDropped = tables.dropped(tag);
  if (!tag.closing && !isDropped) plain.elements.push(elementOf(tag, source, line));
  skip(cursor, tag.closing || !isDropped ? tag.end : endOfElement(source, tag));
  return true;
}

/** A tab is the label of its panel, which stands elsewhere: its words may, too. */
function readTab(cursor: Cursor, tag: Tag): boolean {
  const isTab = ({ name, value }: Tag['attributes'][number]) => name === 'role' && value === 'tab';
  if (tag.closing || tag.selfClosing || !tag.attributes.some(isTab)) return false;
  const { source, plain, line } = cursor;
  const end = endOfElement(source, tag);
  plain.asides.push({ text: source.slice(tag.end, end).replace(/<[^<>]*>/g, ' '), line });
  skip(cursor, end);
  return true;
}

const buttonWords = /^(?:button|cta|link)(?:Text|Label|Title)$|^cta$/;

/** What the attributes of a tag say, by the tables of the dialect. */
function noteTexts(tag: Tag, following: string, { source, at, tables, plain, line }: Cursor): void {
  for (const text of tables.prose(tag, following)) plain.asides.push({ text, line });
  for (const text of tables.code(tag)) plain.code.push({ text, line });
  for (const cells of tables.rows(tag)) plain.rows.push({ cells, line });
  const label = tables.label(tag, following);
  if (label === undefined) return;
  plain.labels.push({ text: label, line });
  const url = tag.attributes.find(({ name }) => /^(?:href|to|link)$/.test(name));
  // A button below the title leads there.
  const hasButton = tag.attributes.some(({ name }) => buttonWords.test(name));
  if (url !== undefined && !hasButton && !url.expression && !inCode(source, at))
    plain.linked.push({ text: label, line, url: url.value });
}

/** What attributes lead to; `https://host/<id>` is no address. */
function noteLinks(tag: Tag, { source, at, plain, line }: Cursor): void {
  if (tag.name === 'link' || inCode(source, at)) return;
  for (const { name, value, expression } of tag.attributes) {
    if (!expression && /^https?:[^<>]*$/.test(value) && linkAttributes.has(name)) {
      plain.links.push({ url: value, line });
    }
  }
}

/** The slot that an element fills, and what a template for a title says. */
function noteSlot(tag: Tag, { source, at, plain, line }: Cursor): void {
  if (isTitle(tag)) {
    const text = /^\s*([^<>{}]*?)\s*<\/template/.exec(source.slice(tag.end, tag.end + 200))?.[1];
    if (text) plain.labels.push({ text, line });
  }
  const isSlot = tag.attributes.some(({ name }) => /^(?:slot$|v-slot|#)/.test(name));
  // The label of a tab, which stands above its content in the output.
  if (!tag.closing && (isSlot || /Trigger$/.test(tag.name))) {
    const height = source.slice(at, endOfElement(source, tag)).split('\n').length;
    plain.slots.push([line, line + height - 1]);
  }
}

const isTitle = ({ name, attributes }: Tag): boolean =>
  name === 'template' && attributes.some((one) => /^(?:#|v-slot:)title$/.test(one.name));

function elementOf(tag: Tag, source: string, line: number): SourceElement {
  const { name, selfClosing, attributes } = tag;
  const values = attributes.flatMap(({ value, expression }) =>
    /\p{L}/u.test(value) ? [value.trim(), ...(expression ? textsIn(value) : [])] : [],
  );
  // The lines of code in it are blank here.
  const [gap = ''] = /^\s*/.exec(source.slice(tag.end, tag.end + 200))!;
  const isBlank =
    gap.split('\n').length <= 2 && source.startsWith(`</${name}`, tag.end + gap.length);
  const isEmpty = selfClosing || isBlank;
  return { name, line, isEmpty, values, texts: textsOf(attributes) };
}

/**
 * A string that is all of an expression, and strings of several words in objects and lists; of several lines, which
 * may stand deeper in the output, the first.
 */
const textsIn = (expression: string) =>
  [...expression.matchAll(/"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\$]|\\.)*)`/g)]
    .filter(([whole]) => whole.includes(' ') || whole === expression.trim())
    .map(([, double = '', single = '', lines = '']) => {
      const [first = ''] = lines.trim().split('\n');
      return (double || single || first).replace(/\\(.)/g, '$1');
    });

const behaviour =
  /^(?:class(?:Name)?|style|id|sx|sizes|srcset|d|points|transform|viewBox|rel|allow|sandbox|fill|icon|\w*Class(?:es|Name|Override)?|aria-?label|on[A-Z].*|v-.*|[:@#].*)$/i;

/** A file or page and a part of it, by whose name a component finds what it shows: `kilns/Wood#Firing door`. */
const partOfPath = /^[\w.-]*\/\S*#\S/;

/** Attributes of several words that are neither style nor behaviour. */
const textsOf = (attributes: Tag['attributes']) =>
  attributes.flatMap(({ name, value, expression }) => {
    const text = value.trim();
    const begins = text.split(/\s+/).slice(0, -1);
    const isNamed = behaviour.test(name) || partOfPath.test(text);
    const isText = !expression && !isNamed && begins.some((word) => /\p{L}/u.test(word));
    return isText ? [{ name, text }] : [];
  });

/** A span of code as HTML writes it, where nothing but text stands in it; those that touch become one. */
function readSpan({ source, at, plain, line }: Cursor, { name, end }: Tag): void {
  const stop = source.indexOf(`</${name}>`, end);
  if (source.endsWith(`</${name}>`, at) || source.startsWith(`</${name}><${name}`, stop)) return;
  const inner = source.slice(end, stop);
  if (inner.trim() !== '' && !/[<>{}&\\`\n|*_[\]]/.test(inner))
    plain.code.push({ text: inner, line });
}

const markOf: Readonly<Record<string, MarkKind>> = {
  ...{ h1: 'heading', h2: 'heading', h3: 'heading', h4: 'heading', h5: 'heading', h6: 'heading' },
  ...{ b: 'strong', strong: 'strong', summary: 'strong', em: 'emphasis', i: 'emphasis' },
  ...{ del: 'delete', s: 'delete' },
};

/** What HTML marks, from its opening tag to the closing one. */
function markSpan(cursor: Cursor, { name, closing, selfClosing }: Tag): void {
  const { plain, out, open: texts } = cursor;
  const own = Object.hasOwn(markOf, name) ? markOf[name] : undefined;
  if (own === undefined || selfClosing) return;
  // A cell holds no heading: what is one is strong there.
  const kind = own === 'heading' && isWithin(cursor, ['td', 'th']) ? 'strong' : own;
  // A title in a link is that of a card.
  const isLinked = () => texts.some(({ mark }) => mark === 'a') || isWithin(cursor, ['Link']);
  if (kind === 'heading' && isLinked()) return;
  if (name === 'summary' && holdsHeading(cursor)) return;
  if (!closing) plain.spans.push({ kind, from: out.length, to: -1 });
  const open = closing
    ? plain.spans.findLast((one) => one.kind === kind && one.to === -1)
    : undefined;
  if (open) open.to = out.length;
}

/** Whether the summary that opens or ends here has a heading, which its words stand below. */
function holdsHeading({ source, at }: Cursor): boolean {
  const from = source.lastIndexOf('<summary', at);
  const inner = source.slice(from, source.indexOf('</summary', from));
  return /^[ \t>]*#{1,6}[ \t]/m.test(inner);
}

/** Whether an element of one of these names is open here. */
function isWithin({ source, at }: Cursor, names: readonly string[]): boolean {
  const last = (mark: string) =>
    Math.max(...names.map((name) => source.lastIndexOf(mark + name, at)));
  return last('<') > last('</');
}

/** What is marked, linked or code in an element of code loses that: its words alone are read. */
function readMarked(cursor: Cursor, { name, end }: Tag): boolean {
  const { source } = cursor;
  const close = source.indexOf(`</${name}>`, end);
  const inner = source.slice(end, Math.max(end, Math.min(close, end + 2000)));
  if (source.slice(cursor.at, end).includes('\n')) return false;
  const shown = inner.replace(/\{`([^`]*)`\}/g, (_, text: string) => text.replace(/[<{]/g, '\\$&'));
  if (!/\]\(|\*\*|`/.test(shown) || /(?<!\\)[<{]|\n[ \t]*\n/.test(shown)) return false;
  take(cursor, ` ${shown.replace(/\]\([^()\s]*\)|[*_~\\`]+|&#?\w+;/g, '\u0001')} `, close);
  return true;
}

/** What stands in `<a href>` is the text of a link. */
function readAnchor(cursor: Cursor, tag: Tag): void {
  if (!tag.closing) {
    const isSignature = tag.attributes.some(({ value }) => /\btsd-/.test(value));
    const given = (wanted: string) => tag.attributes.find(({ name }) => name === wanted)?.value;
    const href = given('href');
    // A place that leads to itself is no link in the output.
    const id = given('id') ?? given('name') ?? idAround(cursor);
    const isLink = href !== undefined && href !== `#${id}`;
    if (isLink && !isSignature && !inCode(cursor.source, cursor.at))
      cursor.open.push({ from: cursor.out.length, mark: 'a', at: cursor.at });
  } else if (cursor.open.at(-1)?.mark === 'a') {
    const start = cursor.source.lastIndexOf('<a', cursor.at - 1);
    const content = cursor.source.slice(start, cursor.at);
    if (isBlock(content)) cursor.open.pop();
    else takeText(cursor);
  }
}

/** The id of the heading or term that begins right before. */
const idAround = ({ source, at }: Cursor): string | undefined =>
  /<(?:h[1-6]|dt)\b[^<>]*\sid=["']([^"'<>]+)["'][^<>]*>\s*$/.exec(
    source.slice(Math.max(0, at - 300), at),
  )?.[1];

/** Whether the content of a link becomes a list or a card; of a component with a title, that is the link. */
const isBlock = (content: string): boolean =>
  /<(?:h[1-6]|p|div|img|figure)\b/i.test(content) || /<[A-Z][^<>]*\s(?:title|label)=/.test(content);

/** A link within code becomes its text, since Markdown has no links there, unless it is all of the code. */
function inCode(source: string, at: number): boolean {
  const before = source.slice(Math.max(0, at - 1000), at);
  if (before.lastIndexOf('tsd-signature"') > before.lastIndexOf('</div>')) return true;
  // Each sign of a block may have a colour of its own: a program made its links, too.
  const far = source.slice(Math.max(0, at - 10_000), at);
  const block = far.lastIndexOf('<pre');
  const isOpen = block > far.lastIndexOf('</pre>');
  if (isOpen && /^<pre\b[^<>]*>\s*<code\b[^<>]*\blanguage-/.test(far.slice(block))) return true;
  const opens = before.lastIndexOf('<code');
  if (opens <= before.lastIndexOf('</code>')) return false;
  const isWhole =
    /^<code[^<>]*>\s*$/.test(before.slice(opens)) &&
    /^<a\b[^<>]*>[^<>]*<\/a>\s*<\/code>/.test(source.slice(at, at + 1000));
  return !isWhole;
}

const linkAttributes = new Set(['href', 'src', 'to', 'url']);
