import type { Lines } from '../lines/lines.ts';
import { Edits } from './edits.ts';

const inline =
  /^ {0,3}<(?:a|abbr|b|cite|code|em|i|kbd|label|mark|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?>\s*$/;

/** For kramdown, a line of one inline tag begins a paragraph; CommonMark takes such lines for raw HTML. */
export function joinInlineTags({ text, kind }: Lines): Edits {
  const edits = new Edits();
  for (let index = 0; index < text.length; index++) {
    if (kind[index] !== 'text' || !inline.test(text[index]!)) continue;
    const first = index;
    let joined = text[index]!.trimEnd();
    while (inline.test(text[index]!) && (text[index + 1]?.trim() ?? '') !== '') {
      index++;
      joined += text[index]!.trim();
    }
    if (index === first) continue;
    edits.replace(first, joined);
    for (let at = first + 1; at <= index; at++) edits.replace(at);
  }
  return edits;
}
