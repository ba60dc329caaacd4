import type { Nodes, PhrasingContent } from 'mdast';

/** A stretch of text that GFM reads as a link without any markup. */
interface LiteralLink {
  text: string;
  start: number;
  end: number;
}

/** How such a link is written: as it is, in angle brackets, or as `[text](url)`. */
type LiteralForm = 'bare' | 'angle' | 'resource';

const url = /(?:(?<![A-Za-z])https?:\/\/|(?<![A-Za-z\d])www\.)[\w\-\u0080-\uffff][^\s<]*/gi;
const email = /[\w.+-]{1,64}@[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)+/g;
const trail: ReadonlySet<string> = new Set(')"\'.,;:!?*_~]}|\\');
const host = /^(?:https?:\/\/|www\.)([\w\-.\u0080-\uffff]*)/i;

function literalLinks(value: string): LiteralLink[] {
  const urls = /:\/\/|www\./i.test(value) ? urlsIn(value) : [];
  if (!value.includes('@')) return urls;
  const found: LiteralLink[] = [];
  let next = 0;
  for (const { 0: text, index } of value.matchAll(email)) {
    const end = index + text.length;
    while (next < urls.length && urls[next]!.end <= index) found.push(urls[next++]!);
    const isFree = next === urls.length || urls[next]!.start >= end;
    if (isFree && /[A-Za-z]$/.test(text)) found.push({ text, start: index, end });
  }
  return [...found, ...urls.slice(next)];
}

function urlsIn(value: string): LiteralLink[] {
  const found: LiteralLink[] = [];
  for (const { 0: match, index } of value.matchAll(url)) {
    const text = withoutTrail(match);
    if (isHost(text)) found.push({ text, start: index, end: index + text.length });
  }
  return found;
}

function withoutTrail(text: string): string {
  let end = text.length;
  while (end > 0 && trail.has(text.charAt(end - 1))) end--;
  const cut = text.slice(0, end);
  return cut.includes('(') && text.charAt(end) === ')' ? `${cut})` : cut;
}

/** An underscore in the last two parts of a host makes it none. */
function isHost(text: string): boolean {
  const parts = (host.exec(text)?.[1] ?? '').split('.');
  return parts[0] !== '' && !parts.slice(-2).some((part) => part.includes('_'));
}

const bareUrl =
  /^(?:https?:\/\/|www\.)[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)*(?::\d+)?(?:[/?#](?:[\w\-.~:/?#@!$&'+,;=%*]*[A-Za-z\d/=#-])?)?$/i;
const bareEmail = /^[A-Za-z\d][\w.+-]*@[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)*\.[A-Za-z]+$/;
const angleUrl = /^https?:\/\/[^\s<>|\\\x00-\x1f\x7f]+$/i;
const angleEmail =
  /^[\w.+-]+@[A-Za-z\d](?:[A-Za-z\d-]*[A-Za-z\d])?(?:\.[A-Za-z\d](?:[A-Za-z\d-]*[A-Za-z\d])?)*$/;

/** What may stand before a bare link so that every parser sees it. */
const beforeBare = {
  url: /(?:^|[\s(["'=,:;*~|])$/,
  www: /(?:^|[\s(*~])$/,
  email: /(?:^|[\s(["',:;*~@])$/,
};
const afterBare = /^[)"'.,;:!?]*(?:\s|$)/;

/** The shortest form that is certainly read as this link between `before` and `after`. */
export function literalForm(text: string, before: string, after: string): LiteralForm {
  const kind = /^www\./i.test(text) ? 'www' : /^https?:/i.test(text) ? 'url' : 'email';
  const pattern = kind === 'email' ? bareEmail : bareUrl;
  const bare =
    pattern.test(text) &&
    !/&[A-Za-z\d#]*(?:;|$)/.test(text) &&
    beforeBare[kind].test(before) &&
    afterBare.test(after);
  if (bare) return 'bare';
  return isAngleSafe(text) ? 'angle' : 'resource';
}

/** The destination that GFM gives to a link without markup. */
function literalUrl(text: string): string {
  if (/^www\./i.test(text)) return `http://${text}`;
  return /^https?:/i.test(text) ? text : `mailto:${text}`;
}

/** Whether the link can go into angle brackets. */
export const isAngleSafe = (text: string): boolean => angleUrl.test(text) || angleEmail.test(text);

const hint = /:\/\/|www\.|[\w.+-]@[A-Za-z\d]/i;

/** Whether text may hold what GFM would make a link of; cheap, and never wrongly `false`. */
export const mayHoldLinks = (value: string): boolean => hint.test(value);

/**
 * The block with the links that GFM would find in its text made links, as they are when the text
 * is read again; the block itself where there are none.
 */
export function withLiteralLinks<T extends Nodes>(block: T): T {
  if (!('children' in block) || block.type === 'link' || block.type === 'linkReference')
    return block;
  let changed = false;
  const children = (block.children as Nodes[]).flatMap((child): Nodes[] => {
    const parts = (child.type === 'text' && splitText(child.value)) || [withLiteralLinks(child)];
    if (parts[0] !== child) changed = true;
    return parts;
  });
  return changed ? { ...block, children } : block;
}

function splitText(value: string): PhrasingContent[] | undefined {
  if (!mayHoldLinks(value)) return undefined;
  const links = literalLinks(value);
  if (links.length === 0) return undefined;
  const parts: PhrasingContent[] = [];
  let from = 0;
  for (const { text, start, end } of links) {
    if (start > from) parts.push({ type: 'text', value: value.slice(from, start) });
    parts.push({ type: 'link', url: literalUrl(text), children: [{ type: 'text', value: text }] });
    from = end;
  }
  if (from < value.length) parts.push({ type: 'text', value: value.slice(from) });
  return parts;
}
