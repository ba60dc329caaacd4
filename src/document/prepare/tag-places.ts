/** Definitions of links, with what may stand of the address behind the colon. */
const definitions = [
  /^\s*\[(?!\^)[^\]]+\]:(?=(\s*(?:[^\s{]|\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{)*))/g,
  /^\s*\[(?!\^)[^\]]+\]:(?=(\s*<[^<>]*))/g,
];

/** An address behind the text of a link; it goes on behind `{{ a }}` and `{% a %}`. */
const target = /\]\((?=([ \t]*(?:[^()\s{]|\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{)*))/g;
const address = /\]\((?=([ \t]*<?(?:[^()\s<>{]|\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{)*))/g;

/** An address in the text, up to a blank; `{{ a }}` and `{% a %}` belong to it. */
const bareAddress = /(?<![\w"'(<>=[])https?:\/\/(?=((?:[^\s<>{}()[\]"'`|]|\{\{[<%]?[^{}]*\}\})*))/g;

export const inTarget = 1;
export const inAddress = 2;
export const inBareAddress = 3;
/** In an attribute that a reader does not see. */
export const inHidden = 4;
/** Between the attributes of a tag of HTML. */
export const inHead = 5;

/** The head of an element with attributes. */
const htmlHead = /^<[a-z][a-z\d]*(?=\s)/;

/** Shortcodes, the ends of tags, and the `="` of attributes with the name before and the value behind. */
const signs = /\{\{[<%][^{}]*[>%]\}\}|<(?=([A-Za-z])?)|>|(?<=([\w:-]{0,30}))=["'](?=([^"']*))/g;

/** An address in HTML without quotes that begins with a tag. */
const unquoted = /(?<=<[a-z][^<>]{0,200}\s(?:href|src))=(?=(\{\{[^{}]*\}\}|\{%[^{}]*%\}))/gi;

/** `<{{% a %}}/b>` alone on a line: the address of a definition whose label stands above. */
const angled = /^\s*<(?=((?:[^<>\s{}]|\{\{[<%]?[^{}]*\}\})+)>\s*$)/g;

const isSeen = /^(?:href|src|poster|cite|alt|title|label|summary|caption|aria-label)$/i;

/** Whether a tag of HTML is open where a line begins; those that begin further above are not looked for. */
export function isInTag(lines: readonly string[], index: number): boolean {
  for (let at = index - 1; at >= Math.max(0, index - 12); at--) {
    const line = lines[at]!.replace(/\{\{[<%][^{}]*[>%]\}\}/g, '');
    if (line.trim() === '') return false;
    const close = line.lastIndexOf('>');
    if (/<[A-Za-z][^<>]*$/.test(line.slice(close + 1))) return true;
    if (close >= 0) return false;
  }
  return false;
}

/** What each place of a line lies in: a link's target, an attribute's value (of a tag that may have begun above), or 0. */
export function targetsOf(line: string, isInside: boolean): Uint8Array {
  const places = new Uint8Array(line.length + 1);
  markAttributes(places, line, isInside);
  const mark = (place: number, { index, 0: start, 1: rest = '' }: RegExpExecArray) =>
    places.fill(place, index + start.length, index + start.length + rest.length + 1);
  for (const match of line.matchAll(/<https?:\/\/(?=((?:[^<>\s{]|\{\{[<%]?[^{}]*\}\}|\{)*))/g))
    mark(inTarget, match);
  for (const match of line.matchAll(angled)) mark(inAddress, match);
  for (const match of line.matchAll(unquoted)) mark(inTarget, match);
  for (const match of line.matchAll(bareAddress)) mark(inBareAddress, match);
  for (const match of line.matchAll(target)) mark(inTarget, match);
  for (const match of line.matchAll(address)) mark(inAddress, match);
  for (const one of definitions) for (const match of line.matchAll(one)) mark(inAddress, match);
  return places;
}

/** Marks the values of attributes, and what else stands in a tag of HTML. */
function markAttributes(places: Uint8Array, line: string, isInside: boolean): void {
  const first = /^\s+[A-Za-z][\w:-]*(?==["'])/.exec(line)?.[0].length;
  let isOpen = isInside;
  let head = isInside ? 0 : -1;
  const fillHead = (end: number) => {
    for (let at = head; at >= 0 && at < end; at++) if (places[at] === 0) places[at] = inHead;
    head = -1;
  };
  for (const match of line.matchAll(signs)) {
    const [sign, letter, name, value] = match;
    if (sign.startsWith('{')) continue;
    if (sign === '<') {
      isOpen = letter !== undefined;
      head = htmlHead.test(line.slice(match.index, match.index + 30)) ? match.index : -1;
    } else if (sign === '>') {
      isOpen = false;
      fillHead(match.index);
    } else if (isOpen || match.index === first) {
      const place = isSeen.test(name!) ? inTarget : inHidden;
      places.fill(place, match.index + 2, match.index + 3 + value!.length);
    }
  }
  fillHead(line.length);
}
