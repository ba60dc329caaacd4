import { emptied, outsideFences, replaceFound } from './fence.ts';

const filterOfLines =
  /^[ \t]*\{%-?\s*filter\s+indent(?:\((?:\s*width\s*=)?\s*(\d{1,2})\b[^)\n]*\))?\s*-?%\}[ \t]*\n([\s\S]*?)^[ \t]*\{%-?\s*endfilter\s*-?%\}[ \t]*$/gm;
const filterOfLine = /\{%-?\s*filter\s+indent\b[^%{}\n]*%\}([^\n]*?)\{%-?\s*endfilter\s*-?%\}/g;

/** Lines that Jinja moves before Markdown is read. */
export const withFiltersCarriedOut = (text: string): string =>
  text
    .replace(filterOfLine, '$1')
    .replace(
      filterOfLines,
      (_, width: string | undefined, inner: string) =>
        `\n${inner.replace(/^(?=[^\n])/gm, ' '.repeat(Number(width ?? 4)))}`,
    );

const includeTag = outsideFences(
  /^[ \t]*\{%-?\s*include(?:-markdown)?\s(?:[^%{\n]|%(?!\})|\{(?!%)|\n(?![ \t]*\n))*%\}[ \t]*$|^[ \t]*\{![^!\n]+!\}[ \t]*$/gm,
);

/** The object of a reference that its heading names is said once. */
const referenceBelowName = /^(#{1,6}[ \t]+`?([\w.]+)`?[ \t]*\n\s*):::[ ]?\2[ \t]*$/gm;

/** One that the title in the front matter names, too. */
export const withoutTitledReference = (body: string, title: string): string =>
  body.replace(/^(\s*):::[ ]([\w.]+)[ \t]*$/m, (whole, lead: string, name: string) =>
    name === title ? `${lead}::: x` : whole,
  );

/** The label of a tab that the heading below says again is said once. */
const labelAboveHeading =
  /^([ \t]*===[!+]?[ \t]+)"([^"\n]+)"(?=[ \t]*\n(?:[ \t]*\n)?[ \t]*#{1,6}[ \t]+\2[ \t]*(?:#|\{|$))/gm;

const macro = /<!--\s*md:([\w-]+)\s((?:(?!<!--|-->)[\s\S])*)-->/g;

/** Material's macros in comments show what they are given; names of settings are code. Tags that include show none of their own. */
export function withMacrosAsText(text: string): string {
  const shown = replaceFound(text, includeTag, emptied);
  const once = shown.replace(referenceBelowName, '$1::: x').replace(labelAboveHeading, '$1""');
  return once.replace(macro, (whole: string, name: string, rest: string) => {
    const given = rest.trim();
    if (given.includes('\n')) return whole;
    return /^(?:setting|option)$/.test(name) && !/[`[]/.test(given) ? `\`${given}\`` : given;
  });
}

const definition = outsideFences(
  /^ {0,3}\[(?<label>[^\]^\n][^\]\n]*)\]:[ \t]*(?<address>[^\s<](?:[^\s{]|\{\{[^{}\n]*\}\}|\{)*)(?!\S)/gm,
);

/** Definitions of links as Markdown reads them: the last one of a label counts, macros in an address may hold blanks. */
export function withDefinitionsRead(text: string): string {
  const last = new Map<string, string>();
  const keyOf = (label: string) => label.trim().toLowerCase();
  replaceFound(text, definition, (whole, { label = '', address = '' }) => {
    const isSplit = address.includes('{{');
    last.set(keyOf(label), isSplit ? whole.replace(address, () => `<${address}>`) : whole);
    return whole;
  });
  return replaceFound(text, definition, (_, { label = '' }) => last.get(keyOf(label))!);
}
