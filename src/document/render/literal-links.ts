import type { TextPlace } from './escape.ts';

export interface LiteralLink {
  text: string;
  start: number;
  end: number;
  /** Runs into what is written before or after the text. */
  glued: boolean;
}

const url = /(?<![A-Za-z\d])(?:https?:\/\/|www\.)[^\s<]+/gi;
const email = /[\w.+-]+@[\w.-]+/g;

/** What GFM reads as a link without any markup. */
export function literalLinks({ value, before, after }: TextPlace): LiteralLink[] {
  const found: LiteralLink[] = [];
  if (/:\/\/|www\./i.test(value)) {
    for (const { 0: text, index } of value.matchAll(url)) {
      const end = index + text.length;
      found.push({ text, start: index, end, glued: end === value.length && /^\S/.test(after) });
    }
  }
  if (value.includes('@')) {
    for (const { 0: text, index } of value.matchAll(email)) {
      const end = index + text.length;
      if (found.some((link) => index < link.end && end > link.start)) continue;
      const glued =
        (index === 0 && /[\w.+-]$/.test(before)) || (end === value.length && /^[\w.-]/.test(after));
      found.push({ text, start: index, end, glued });
    }
  }
  return found;
}

/** Whether `<text>` is an autolink that says the same. */
export function isAutolinkSafe(text: string): boolean {
  return (
    /^https?:\/\/[^\s<>|\\\x00-\x1f\x7f]+$/i.test(text) ||
    /^[\w.+-]+@[A-Za-z\d](?:[A-Za-z\d-]*[A-Za-z\d])?(?:\.[A-Za-z\d](?:[A-Za-z\d-]*[A-Za-z\d])?)*$/.test(
      text,
    )
  );
}

const bareUrl =
  /^(?:https?:\/\/|www\.)[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)*(?::\d+)?(?:[/?#](?:[\w\-.~:/?#@!$&'+,;=%*]*[\w/=#~-])?)?$/;
const bareEmail = /^[A-Za-z\d][\w.+-]*@[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)*\.[A-Za-z]+$/;
const characterReference = /&[A-Za-z\d#]+;/;

/** Whether the text of a link is certainly read as that link without markup, given its neighbours. */
export function isBareSafe(text: string, before: string, after: string): boolean {
  if (!(bareUrl.test(text) || bareEmail.test(text)) || characterReference.test(text)) return false;
  if (!/(?:^|[\s(])$/.test(before)) return false;
  return /^[)\]]?[.,;:!?]?(?:\s|$)/.test(after);
}
