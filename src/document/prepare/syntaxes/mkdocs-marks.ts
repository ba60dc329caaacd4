import { trimmed } from '../../lines/prefix.ts';
import { codeSpans, inSpan } from '../../lines/spans.ts';
import { attribute, callTag } from '../call.ts';
import { Edits } from '../edits.ts';
import type { Preparation } from '../preparation.ts';

const keyNames = `(?:[a-z0-9-]+|"[^"]+")`;
const keys = new RegExp(
  String.raw`(?<![\w+])\+\+(${keyNames}(?:\+${keyNames})*)\+\+(?![\w+])`,
  'gi',
);
const icon = /:((?:material|octicons|fontawesome|simple)-[a-z0-9-]+):(?:\{[^{}]*\})?/g;

/** Icons that say something where they stand: an ellipsis within a path, an arrow between words. */
const signs: readonly (readonly [RegExp, string])[] = [
  [
    /(?<=\S):(?:material|octicons|fontawesome)-(?:solid-)?(?:dots-horizontal|ellipsis|kebab-horizontal)(?:-\d+)?:/g,
    '…',
  ],
  [
    /(?<=(?:^|[\p{L}\p{N}*_)\]"']) ):(?:material|octicons|fontawesome)-(?:solid-)?arrow-right(?:-thin|-bold|-long)?(?:-\d+)?:(?:\{[^{}]*\})?(?= )/gu,
    '→',
  ],
];

/** Marks of the extensions ProgressBar, Critic, Mark, Caret and Tilde, and what they read as. */
const marks: readonly (readonly [RegExp, string | ((...groups: string[]) => string)])[] = [
  [/\[=+[ \t]*(\d[\d.]*%|\d+[ \t]*\/[ \t]*\d+)(?:[ \t]+(["'])(.*?)\2)?[ \t]*\]/g, progress],
  [/\{\+\+(.*?)\+\+\}/g, '$1'],
  [/\{--(.*?)--\}/g, '~~$1~~'],
  [/\{~~(.*?)~~\}/g, substituted],
  [/\{==(.*?)==\}/g, '$1'],
  [/(?<![ \t])[ \t]*\{>>(.*?)<<\}/g, (_, comment = '') => ` (${trimmed(comment)})`],
  [/(?<![=\w])==(?=\S)([^=]*[^=\s])==(?![=\w])/g, '$1'],
  [/(?<!\^)\^\^(?=\S)([^^]*[^^\s])\^\^(?!\^)/g, '$1'],
  [outsideTargets(/(?<![\^[])\^([^\s^[\]]+)\^(?!\^)/), tagOf('sup')],
  [outsideTargets(/(?<!~)~([^\s~]+)~(?!~)/), tagOf('sub')],
];

/** Links are read before marks: what looks like one in a target or an address is a part of it. */
function outsideTargets(mark: RegExp): RegExp {
  const target = /\]\((?:[^()\s]|\([^()\s]*\))*\)|https?:\/\/[^\s<>()]+/;
  return new RegExp(`${target.source}|${mark.source}`, 'g');
}

function tagOf(name: string) {
  return (whole = '', inner?: string) =>
    inner === undefined ? whole : `<${name}>${inner}</${name}>`;
}

/** `[=75% "Most of it"]`: how full a bar is, and its label. */
function progress(_whole = '', share = '', _quote = '', label = ''): string {
  return label === '' || label.includes(share) ? label || share : `${share}: ${label}`;
}

/** `{~~old~>new~~}` */
function substituted(whole = '', inner = ''): string {
  const at = inner.indexOf('~>');
  return at === -1 ? whole : `~~${inner.slice(0, at)}~~ ${inner.slice(at + 2)}`;
}

const onlyIcons = new RegExp(`^([ \\t>]*)(?:${icon.source}[ \\t]*)+$`);

/** Icons that stand alone decorate; a tag alone on a line would make HTML of the lines below it. */
export const withoutLoneIcons = (line: string): string => line.replace(onlyIcons, '$1');

/** A title without its icons, with its keys as code. */
export const readTitle = (title: string): string =>
  saidByIcons(title)
    .replace(keys, (_, names: string) => keyNamesOf(names).map(inCode).join('+'))
    .replace(icon, '')
    .trim();

const inCode = (name: string) => `\`${name}\``;

const saidByIcons = (text: string): string =>
  signs.reduce((made, [pattern, sign]) => made.replace(pattern, sign), text);

/** Keys, icons, and what is marked as inserted, deleted, raised or lowered, in a text without code. */
export function expandMarks(text: string, preparation: Preparation): string {
  let made = text;
  if (/[=^~]|\{[+->]/.test(made)) {
    for (const [pattern, replacement] of marks) made = made.replace(pattern, replacement as string);
  }
  if (made.includes('++')) made = made.replace(keys, (_, names: string) => keyTags(names));
  if (!made.includes('-')) return made;
  return saidByIcons(made).replace(icon, (_, name: string) => {
    const attributes = [attribute('name', name)];
    return callTag.alone(preparation.call({ origin: 'macro', name: 'icon', attributes }));
  });
}

function keyTags(names: string): string {
  return keyNamesOf(names)
    .map((name) => `<kbd>${name}</kbd>`)
    .join('+');
}

const keyNamesOf = (names: string): string[] =>
  [...names.matchAll(/"([^"]+)"|[^+]+/g)].map(
    ([name, quoted]) => quoted ?? name.charAt(0).toUpperCase() + name.slice(1),
  );

/** How marks of Critic begin and end, and what stands in place of the two. */
const longMarks = [
  { open: '{==', close: '==}', made: ['', ''] },
  { open: '{++', close: '++}', made: ['', ''] },
  { open: '{--', close: '--}', made: ['~~', '~~'] },
] as const;

/** Lines of a paragraph that are looked at for the end of a mark. */
const longestMark = 50;
/** Longer lines are read mark by mark only. */
const longestLine = 10_000;

/** Marks of Critic around code, and those that end on a later line of the paragraph they begin in. */
export function prepareLongMarks({ lines: { text, kind } }: Preparation): Edits {
  const edits = new Edits();
  const made = [...text];
  for (const { open, close, made: signs } of longMarks) {
    for (let index = 0; index < made.length; index++) {
      if (kind[index] !== 'text' || made[index]!.length > longestLine) continue;
      const start = outsideCode(made[index]!, made[index]!.lastIndexOf(open));
      const end = start === -1 ? undefined : endOf(made, { index, start, close });
      if (end === undefined || kind[end.index] !== 'text') continue;
      made[end.index] = exchanged(made[end.index]!, end.at, close, signs[1]);
      made[index] = exchanged(made[index]!, start, open, signs[0]);
      // There may be another mark before it.
      index--;
    }
  }
  for (const [index, line] of made.entries()) if (line !== text[index]) edits.replace(index, line);
  return edits;
}

function endOf(
  text: readonly string[],
  { index, start, close }: { index: number; start: number; close: string },
): { index: number; at: number } | undefined {
  for (let line = index; line < index + longestMark && text[line]?.trim(); line++) {
    const found = text[line]!.indexOf(close, line === index ? start : 0);
    const at = outsideCode(text[line]!, found);
    if (at !== -1) return { index: line, at };
  }
  return undefined;
}

const outsideCode = (line: string, at: number): number =>
  at === -1 || inSpan(codeSpans(line), at) ? -1 : at;

const exchanged = (line: string, at: number, sign: string, made: string): string =>
  line.slice(0, at) + made + line.slice(at + sign.length);

/** `{++` and its kin on lines of their own mark whole blocks. */
export const isMarkLine = (line: string) =>
  /^\s*(?:\{(?:\+\+|--|==)|(?:\+\+|--|==)\})\s*$/.test(line);
