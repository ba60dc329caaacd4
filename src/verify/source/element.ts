import { readTag, type Tag } from './tag.ts';

/** Index after an element: after its closing tag, the one of the same name at the same depth. */
export function endOfElement(source: string, opening: Tag): number {
  if (opening.selfClosing) return opening.end;
  if (last?.source !== source) last = { source, ends: endsOf(source) };
  return last.ends.get(opening.end) ?? opening.end;
}

/** A source is asked about element by element: it is read once. */
let last: { source: string; ends: ReadonlyMap<number, number> } | undefined;

/** Where each element ends, by where its opening tag does. */
function endsOf(source: string): Map<number, number> {
  const ends = new Map<number, number>();
  const open = new Map<string, number[]>();
  for (let at = source.indexOf('<'); at !== -1; ) {
    const tag = readTag(source, at);
    if (tag && !tag.selfClosing) {
      const starts = open.get(tag.name) ?? [];
      open.set(tag.name, starts);
      const start = tag.closing ? starts.pop() : undefined;
      if (start !== undefined) ends.set(start, tag.end);
      if (!tag.closing) starts.push(tag.end);
    }
    at = source.indexOf('<', tag?.end ?? at + 1);
  }
  return ends;
}
