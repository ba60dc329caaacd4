import { readTag, type Tag } from './tag.ts';

/** Index after an element: after its closing tag, the one of the same name at the same depth. */
export function endOfElement(source: string, opening: Tag): number {
  if (opening.selfClosing) return opening.end;
  let depth = 1;
  let at = source.indexOf('<', opening.end);
  while (at !== -1) {
    const tag = readTag(source, at);
    if (tag?.name === opening.name && !tag.selfClosing) depth += tag.closing ? -1 : 1;
    if (tag && depth === 0) return tag.end;
    at = source.indexOf('<', tag?.end ?? at + 1);
  }
  return opening.end;
}
