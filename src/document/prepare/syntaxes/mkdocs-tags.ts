import { codeSpans, inSpan } from '../../lines/spans.ts';
import type { Preparation } from '../preparation.ts';

export const quoted = String.raw`"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'`;
const dotted = String.raw`[A-Za-z_]\w*(?:\.\w+|\[(?:"[^"\]\n]*"|'[^'\]\n]*'|\d+)\])*`;
/** The tags of Jinja: raw text, comments, names, calls and the rest. */
export const token = new RegExp(
  [
    String.raw`\{%-?\s*(?<raw>(?:end)?raw)\s*-?%\}`,
    String.raw`\{#(?!\})[^\n]*?#\}`,
    String.raw`\{\{-?\s*(?:(?<text>${quoted})|(?<path>${dotted}))\s*-?\}\}`,
    String.raw`\{\{-?\s*(?<call>(?:[A-Za-z_(\[]|${quoted})(?:${quoted}|\{[^{}\n]*\}(?!\})|[^{}"'\n])*)\}\}`,
    String.raw`\{%-?\s*(?<tag>[a-z][\w-]*)(?:[^%{\n]|%(?!\})|\{(?!%))*%\}`,
  ].join('|'),
  'g',
);

/**
 * Tags that no plugin is known to read. Without a configuration nothing says that the plugin macros is there, but only
 * its macros are called so in prose; hooks are programs, which replace the names that they speak of.
 */
export function tellUnread(preparation: Preparation): void {
  const { mkdocs } = preparation.site;
  const asked = mkdocs.macros();
  if (asked === 'unknown')
    tellTags(preparation, 'the macros plugin', ({ call = '' }) => /^\w+\(/.test(call));
  else if (asked === undefined)
    tellTags(
      preparation,
      'a hook of the site',
      ({ path = '' }) => path !== '' && mkdocs.hooks(path),
    );
}

type Found = Record<string, string | undefined>;

function tellTags(preparation: Preparation, reader: string, isMeant: (found: Found) => boolean) {
  const { text, kind } = preparation.lines;
  let isRaw = false;
  for (const [index, line] of text.entries()) {
    if (kind[index] !== 'text' || !/\{[{%]/.test(line)) continue;
    const spans = codeSpans(line);
    for (const { index: at, groups = {}, 0: whole } of line.matchAll(token)) {
      if (groups.raw !== undefined) isRaw = groups.raw === 'raw';
      const isOther = isRaw || ofOthers.test(line.slice(Math.max(0, at - 12), at));
      if (!isOther && !inSpan(spans, at) && isMeant(groups))
        tell(preparation, index, { ...groups, whole }, reader);
    }
  }
}

/** What stands before braces that are escaped, of GitHub Actions or of a formula. */
const ofOthers = /(?:[$^}]|\\[A-Za-z]*|\w_)$/;

/** Tells that a tag stays as it is written. */
export function tell(
  preparation: Preparation,
  index: number,
  { whole, call, tag }: { whole: string; call?: string; tag?: string },
  reader = 'the macros plugin',
): void {
  const name = /^[\w.]+(?=\()/.exec(call ?? '')?.[0];
  const about = tag ? `{% ${tag} %}` : name ? `{{ ${name}(…) }}` : whole;
  const reason = `\`${about}\` is for ${reader}; its result is not known, so it was kept as written`;
  preparation.warn(index, { rule: 'preprocessor-text', about, reason });
}
