const spaceOrControl = /[\0- \u007F]/;
/** What may need care in a destination; most have nothing of it. */
const special = /[\0- \u007F\\&|<()]/;
const reference = /&(?=(?:#(?:\d{1,7}|[xX][\da-fA-F]{1,6})|[A-Za-z][\dA-Za-z]*);)/g;
/** The last one stands before a delimiter. */
const backslash = /\\(?=[!-/:-@[-`{-~]|$)/g;

/** The destination of a link, raw where that can be, else in angle brackets. */
export function renderDestination(url: string, { inCell }: { inCell: boolean }): string {
  if (!special.test(url)) return url;
  let value = url.replace(backslash, '\\\\').replace(reference, '\\&');
  if (inCell) value = value.replaceAll('|', '\\|');
  if (spaceOrControl.test(url)) {
    const escaped = value.replace(/[<>]/g, '\\$&').replace(/\r?\n|\r/g, '%0A');
    return `<${escaped}>`;
  }
  if (value.startsWith('<')) value = `\\${value}`;
  return balanced(url) ? value : value.replace(/[()]/g, '\\$&');
}

/** The quoted title with the space before it. */
export function renderTitle(title: string, { inCell }: { inCell: boolean }): string {
  let value = title.replace(backslash, '\\\\').replace(reference, '\\&').replaceAll('"', '\\"');
  if (inCell) value = value.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ');
  return ` "${value.replace(/\n(?=[ \t]*\n)/g, '&#xA;')}"`;
}

function balanced(url: string): boolean {
  let depth = 0;
  for (const character of url) {
    if (character === '(' && ++depth > 30) return false;
    if (character === ')' && --depth < 0) return false;
  }
  return depth === 0;
}
