import type { Printer } from './printer.ts';
import { Part, textOf, type Value } from './values.ts';

/** Where a shortcode keeps what the one around it prints: `.Parent.Scratch.Add`, `.Parent.Store.Set`. */
export const isKeptForParent = (keys: readonly string[]): boolean =>
  /^Parent\.(?:Scratch|Store)\./.test(keys.join('.'));

/**
 * Prints a body that is kept, as tabs do (`dict "Name" $name "Content" .Inner`), below its name:
 * the shortcode around it would print it where it stands.
 */
export function printKept(values: readonly Value[], out: Printer): void {
  for (const kept of values) {
    const entries = kept instanceof Map ? [...(kept as ReadonlyMap<string, Value>)] : [];
    const body = entries.map(([, value]) => value).find(isBody);
    if (body === undefined) continue;
    const name = entries.find(([key]) => /^(?:name|title|label|header)$/i.test(key))?.[1];
    const words = textOf(name);
    out.print('<div>\n');
    if (words) {
      out.print('<p><strong>');
      out.part(new Part({ text: words }, 'text'));
      out.print('</strong></p>\n');
    }
    out.part(body);
    out.print('\n</div>');
  }
}

const isBody = (value: Value): value is Part => value instanceof Part && value.source === 'inner';

/** What a partial that is not in the repository is told to say: `dict "content" "New" "icon" "star"`. */
export function printGiven(context: Value, out: Printer): void {
  if (!(context instanceof Map) || out.isInTag) return;
  for (const key of ['title', 'label', 'text', 'content']) {
    const value = (context as ReadonlyMap<string, Value>).get(key) ?? null;
    const text = textOf(value);
    if (value instanceof Part) out.part(value);
    else if (text) out.part(new Part({ text }, 'text'));
    if (value) out.print(' ');
  }
}
