import { withoutDirectives } from './myst.ts';
import type { Aside } from './syntax.ts';

/** A body in which the blocks of a dialect are those of Markdown, on the same lines. */
export interface ShownBody {
  text: string;
  asides: readonly Aside[];
  links: readonly { url: string; line: number }[];
  /** First and last lines of what the output says in another order. */
  loose: readonly (readonly [number, number])[];
}

const readers: Readonly<Record<string, (body: string) => ShownBody>> = {
  hugo: (body) => plain(withDataAsFences(body)),
  'mkdocs-material': (body) => plain(withMacrosAsText(body)),
  myst: withoutDirectives,
};

export function shownBody(body: string, dialect: string): ShownBody {
  return Object.hasOwn(readers, dialect) ? readers[dialect]!(body) : plain(body);
}

const plain = (text: string): ShownBody => ({ text, asides: [], links: [], loose: [] });

/** What stands between these shortcodes of Hugo is code. */
function withDataAsFences(text: string): string {
  return text.replace(
    /^([ \t]*)\{\{<\s*(code-toggle|highlight)\b[^\n]*(?<!\/)>\}\}[ \t]*\n([\s\S]*?)^[ \t]*\{\{<\s*\/\s*\2\s*>\}\}[ \t]*$/gm,
    '$1~~~~~~\n$3$1~~~~~~',
  );
}

/** Material's macros in comments show what they are given; names of settings are code. */
function withMacrosAsText(text: string): string {
  return text.replace(/<!--\s*md:([\w-]+)\s+([^\n]*?)\s*-->/g, (_, name: string, given: string) =>
    /^(?:setting|option)$/.test(name) && !/[`[]/.test(given) ? `\`${given}\`` : given,
  );
}
