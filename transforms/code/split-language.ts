import type { Code } from 'mdast';

/**
 * `js{2-6}`, `ts:line-numbers=2` and `[.env]` glue the meta to the language, `rust,ignore` the flags of
 * a test, Eleventy's `js/0,2-4` and Rails' `js#2,4` marks on lines, `php?start_inline=1` options of Rouge, a quote that opens
 * nothing, `js!` and `js=` of HackMD; `title="x"` leaves none. Marks around a language, `<Swift>`, are none of its name.
 */
export function splitLanguage(node: Code): void {
  const lang = node.lang
    ?.replace(/^[<("']([a-z][\w+#-]*)[>)"']$/i, '$1')
    .replace(
      /^([a-z][\w+-]*)(?:(?:\/[\d,-]*)+|#\d[\d,-]*|,(?:[\w,-]|(?<=[a-z])=[^\s,{[]+(?=,|$))*|\?[\w=&;.-]*|["'!=])$/i,
      '$1',
    );
  // `!` asks some editors to wrap lines, and tools that fill in what commands print begin with `$`.
  if (lang) node.lang = /[\p{L}\p{N}{[:=]/u.test(lang) ? lang : null;
  if (!lang || !/[{[:=]/.test(lang)) return;
  if (lang.startsWith('{')) {
    splitBraces(node);
    return;
  }
  const isMeta = /^[\w-]+=/.test(lang);
  const at = isMeta ? 0 : lang.search(/[{[:=]/);
  const name = fileBehind.exec(lang.slice(at))?.[1];
  const glued = name ? `title="${name}"` : lang.slice(at).replace(/^:(?=\w)/, '');
  if (lang[at] === '=' || (at === 0 && lang[0] === ':')) return;
  node.lang = lang.slice(0, at) || null;
  node.meta = node.meta ? `${glued} ${node.meta}` : glued;
}

/** `ts:src/kiln.ts`, as remark-code-titles reads it: https://www.npmjs.com/package/remark-code-titles */
const fileBehind = /^:([^\s:=,{}"']*[./][^\s:=,{}"']*)$/;

/** `{ .sh .no-copy title="run.sh" }` and `{python, echo=FALSE}` hold the language; `{1,3}` marks lines. */
function splitBraces(node: Code): void {
  const info = `${node.lang} ${node.meta ?? ''}`.trim();
  const [, inside = '', after = ''] = /^\{([^}]*)\}?(.*)$/s.exec(info) ?? [];
  const first = /^\s*(?:\.([^\s.#={},]+)|([a-z][\w+#-]*)(?=[\s,]|$))/i.exec(inside);
  const rest = inside.slice(first?.[0].length ?? 0);
  node.lang = first?.[1] ?? first?.[2] ?? null;
  node.meta = first ? `{${rest}}${after}` : info;
}
