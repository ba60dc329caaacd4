/** What a dialect writes among prose that is none: it is taken out, but for the words it shows. */
export interface Rule {
  pattern: RegExp;
  /** What stays in its place, by the groups of the pattern; default nothing. */
  keep?: (groups: readonly string[]) => string;
  /** Words that it shows beside the text. */
  asides?: (groups: readonly string[]) => string[];
}

export const shownNames =
  'title|label|caption|alt|description|text|summary|headline|heading|content|subtitle';

const shownAttribute = new RegExp(
  String.raw`(?<![\w:.-])(?:${shownNames})\s*=\s*(?:"((?:\\.|[^"\\])*)"|'([^']*)')`,
  'g',
);

/** A title that is the name of the box is said by the box. */
const kind = /^(?:note|tip|info|warning|caution|danger|important)$/i;

export const attributesOf = (text: string): string[] =>
  [...text.matchAll(shownAttribute)].flatMap(([, double, single]) => {
    const words = double ?? single ?? '';
    return kind.test(words) ? [] : [words];
  });

/** A list of attributes as kramdown, Python-Markdown, Goldmark and MDC write it. */
const item = String.raw`(?:[.#][\w:-]+|[\w:@-]+=(?:"[^"]*"|'[^']*'|[^\s"'{}]+))`;
export const attributeList: Rule = {
  pattern: new RegExp(String.raw`\{:?[ \t]*${item}(?:[ \t]+${item}|[ \t]+[\w-]+)*[ \t]*\}`),
};
