/** A title for a page that has none of its own: `guides/02-getting-started.md` -> `Getting started`. */
export function titleFromPath(path: string): string {
  const parts = path.replace(/\.[^./]+$/, '').split('/');
  let name = parts.pop() ?? '';
  if (/^(?:index|readme|page|_index)$/i.test(name)) name = parts.pop() ?? name;
  const words = name
    .replace(/^\d+[-_. ]+(?=\D)/, '')
    .replace(/[-_\s]+/g, ' ')
    .trim();
  return words === '' ? name : words[0]!.toUpperCase() + words.slice(1);
}
