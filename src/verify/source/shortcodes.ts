import { firstOf } from '../../first-of.ts';
import { getOrMake } from '../../maps.ts';
import { outsideFences, replaceFound } from './fence.ts';

/** Gives a file that a source names, by its path from the source or from the project. */
type ReadFile = (specifier: string) => { text: string } | undefined;

const folders = ['layouts/shortcodes/', 'layouts/_shortcodes/'];
const configs = ['hugo', 'config', 'config/_default/hugo', 'config/_default/config'].flatMap(
  (name) => ['toml', 'yaml', 'yml'].map((ending) => `${name}.${ending}`),
);
const theme = /^theme\s*[:=]\s*\[?\s*["']?([\w./-]+)/m;
const farthest = 8;

/** The folders of the shortcodes of the site around the source, and of its theme. */
function foldersOf(read: ReadFile): string[] {
  const above = Array.from({ length: farthest }, (_, steps) => '../'.repeat(steps + 1));
  for (const root of ['/', ...above]) {
    const config = firstOf(configs, (name) => read(root + name));
    if (config === undefined) continue;
    const [, name] = theme.exec(config.text) ?? [];
    const places = name === undefined ? [root] : [root, `${root}themes/${name}/`];
    return places.flatMap((place) => folders.map((folder) => place + folder));
  }
  return [];
}

const pair = outsideFences(
  /\{\{(?<sign>[<%])\s*(?<name>[\w-]+)\b[^{}\n]*(?<!\/)[>%]\}\}(?<body>(?:(?!\{\{[<%]\s*\k<name>\b)[\s\S])*?)\{\{[<%]\s*\/\s*\k<name>\s*[>%]\}\}/gm,
);
const opening = outsideFences(/\{\{[<%]\s*(?<name>[\w-]+)\b[^{}\n]*[>%]\}\}/gm);
const argument = /\s([\w-]+)=(?:"[^"]*"|`[^`]*`)/g;

const unseen =
  /\s(?:data-[\w-]+|id|class|style|for|on\w+|aria-controls)\s*=\s*(?:"[^"]*"|'[^']*'|\{\{[^{}]*\}\})/g;
const decided = /\{\{-?\s*(?:if|else if|errorf|warnf)\b(?:(?!\}\})[\s\S])*\}\}/g;
const branch = /\{\{-?\s*(?:(?:if|with)\s+\.Inner\s*-?\}\}|(if|with)\b|range\b|end\b)|\.Inner\b/g;

/** Whether a template shows what its shortcode holds under a condition alone. */
function isConditional(template: string): boolean {
  const open: boolean[] = [];
  let isAlways = false;
  for (const [whole, condition] of template.matchAll(branch)) {
    if (whole === '.Inner') isAlways ||= !open.includes(true);
    else if (whole.endsWith('end')) open.pop();
    else open.push(condition !== undefined);
  }
  return template.includes('.Inner') && !isAlways;
}

/** Whether a template shows a reader what an argument says. */
function shows(template: string, argument: string): boolean {
  const seen = template.replace(unseen, '').replace(decided, '');
  return /\.Params\b|\.Get\s+[$(]/.test(seen) || new RegExp(`["\`]${argument}["\`]`).test(seen);
}

const signs = /[\s|*_`\\-]+/g;

/**
 * A source of Hugo without what the templates of its own shortcodes do not show: a body under a condition of which
 * the output lacks a line, and arguments that only configure. Line numbers stay.
 */
export function withTemplatesRead(source: string, output: string, read: ReadFile): string {
  if (!/\{\{[<%]/.test(source)) return source;
  const known = new Map<string, string | undefined>();
  const places = foldersOf(read);
  const fileOf = (name: string) =>
    firstOf(places, (place) => (read(`${place}${name}.html`) ?? read(place + name))?.text);
  const templateFor = (name: string) =>
    getOrMake(known, name.toLowerCase(), () => fileOf(name.toLowerCase()));
  let written: string | undefined;
  const isShown = (body: string) => {
    written ??= output.replace(signs, '');
    const lines = body.split('\n').map((line) => line.replace(signs, ''));
    return lines.every((line) => /\{\{|\]\(|<\w/.test(line) || written!.includes(line));
  };
  const shown = replaceFound(source, pair, (whole, { name = '', body = '' }) => {
    const isHidden = isConditional(templateFor(name) ?? '') && !isShown(body);
    return isHidden ? whole.replace(/[^\n]+/g, '') : whole;
  });
  return replaceFound(shown, opening, (whole, { name = '' }) => {
    const template = templateFor(name);
    if (template === undefined) return whole;
    return whole.replace(argument, (given, key: string) => (shows(template, key) ? given : ''));
  });
}
