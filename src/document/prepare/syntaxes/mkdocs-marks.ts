import { trimmed } from '../../lines/prefix.ts';
import { attribute, callTag } from '../call.ts';
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

/** Marks of the extensions Critic, Mark, Caret and Tilde, and what they read as. */
const marks: readonly (readonly [RegExp, string | ((whole: string, inner: string) => string)])[] = [
  [/\{\+\+(.*?)\+\+\}/g, '$1'],
  [/\{--(.*?)--\}/g, '~~$1~~'],
  [/\{~~(.*?)~~\}/g, substituted],
  [/\{==(.*?)==\}/g, '$1'],
  [/(?<![ \t])[ \t]*\{>>(.*?)<<\}/g, (_, comment) => ` (${trimmed(comment)})`],
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
  return (whole: string, inner?: string) =>
    inner === undefined ? whole : `<${name}>${inner}</${name}>`;
}

/** `{~~old~>new~~}` */
function substituted(whole: string, inner: string): string {
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

/** `{++` and its kin on lines of their own mark whole blocks. */
export const isMarkLine = (line: string) =>
  /^\s*(?:\{(?:\+\+|--|==)|(?:\+\+|--|==)\})\s*$/.test(line);
