import { readArguments } from '../attributes.ts';
import type { SourceSyntax } from '../preparation.ts';
import type { TagHead, TagSyntax } from '../tag-syntax.ts';
import { prepareTags } from '../tags.ts';

/** MDN: `{{macro("a", "b")}}`; a macro never holds anything. */
const syntax: TagSyntax = {
  pattern: /(?<![\\{])\{\{\s*([A-Za-z][\w-]*(?:\s*\([^{}]*\))?)\s*\}\}/y,
  opening: /\{\{/g,
  closing: '}}',
  read,
  asText: () => undefined,
};

function read(inside: string): TagHead | undefined {
  const match = /^([\w-]+)\s*(?:\(([\s\S]*)\))?$/.exec(inside.trim());
  if (match === null) return undefined;
  const [, name, args] = match as unknown as [string, string, string | undefined];
  return { name, role: 'alone', attributes: readArguments(args ?? '') };
}

export const kumascript: SourceSyntax = {
  name: 'kumascript',
  sign: /\{\{/,
  prepare: (preparation) => prepareTags(preparation, syntax),
};
