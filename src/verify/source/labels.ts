import type { CodeBlock } from '../evidence.ts';

/** The tab that a fence says it belongs to. */
export function tabOf({ meta }: CodeBlock): string | undefined {
  return attribute(meta, 'tab');
}

/** The title of a fence: in an attribute, or in brackets. */
export function titleOf(block: CodeBlock): string | undefined {
  return attribute(block.meta, '(?:title|filename)') ?? bracketed(block);
}

/** Everything that a fence's meta says to the reader. */
export function labelOf(block: CodeBlock): string {
  return [tabOf(block), titleOf(block)].filter(Boolean).join(' ');
}

function attribute(meta: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${name}=(?:"([^"]*)"|'([^']*)')`).exec(meta);
  return match ? (match[1] ?? match[2])?.replace(/<[^>]*>/g, ' ') : undefined;
}

/** `[label]`, in the place of the language or behind it; `[[1, 2]]` and `[3]` are something else. */
function bracketed({ lang, meta }: CodeBlock): string | undefined {
  const info = `${lang} ${meta}`.replace(/^[^[]\S*\s/, '');
  return /^\[([^[\]]*\p{L}[^[\]]*)\]/u.exec(info)?.[1];
}
