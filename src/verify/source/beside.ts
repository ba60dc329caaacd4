const quoted = /"((?:\\.|[^"\\\n])+)"|'((?:\\.|[^'\\\n])+)'|`((?:\\.|[^`\\$])+)`/g;
const entry =
  /^[ \t]*(?:- (?:[\w.-]+:[ \t]+)?|[\w.-]+:[ \t]+)(?![\w.-]+:[ \t])([^\s"'`[{|>&#-][^\n]*(?:\n[ \t]{4,}(?![ \t]|[\w.-]+:[ \t]|- )[^\n]+)*)/gm;
/** Front matter, and the attributes of a component of MDC. */
const yaml =
  /(?:(?<![\s\S])|^[ \t]*:{2,}[\w-]+[^\n]*\n)[ \t]*---[ \t]*\n([\s\S]*?\n)[ \t]*---[ \t]*$/gm;
/** Signs of code rather than of a text. */
const code = /[{}=;<>\\]|['"]|\w\(|\.\//;
const between = />([^<>{}]+)</g;

/** The texts of the front matter and the blocks of YAML of a document, and of its modules. */
export function textsBeside(source: string, modules: string): string[] {
  return [
    ...[...source.matchAll(yaml)].flatMap(([, block = '']) => [
      ...matches(block, entry),
      ...matches(block, quoted),
    ]),
    ...matches(modules, quoted),
  ];
}

/** The texts of a file that is no document: in quotes, and between tags. */
export const textsIn = ({ path, text }: { path: string; text: string }): string[] =>
  /\.mdx?$/.test(path) ? [] : [...matches(text, quoted), ...matches(text, between)];

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap((groups) => {
    const found = groups.slice(1).find((one) => one !== undefined) ?? '';
    return found.includes(' ') && !code.test(found) ? [found.replace(/\\(?=["'`])/g, '')] : [];
  });
}

const markup =
  /\]\((?:[^()\s]|\([^()\s]*\))*\)|(?<=\])\[[^\][]*\]|https?:\/\/[^\s<>"')]+|<\/?[a-z][^<>]*>|&#?\w+;/g;

/** What is read of a text that a component or an included file shows: no addresses, tags and entities. */
export const withoutMarkup = (text: string): string => text.replace(markup, ' ');
