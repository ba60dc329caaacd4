import type { ElementNode } from '../../src/contract/element.ts';
import { LiquidBranches } from '../../src/document/prepare/syntaxes/liquid-branches.ts';
import { withLoops } from '../../src/document/prepare/syntaxes/liquid-loops.ts';

const tag = /\{%-?\s*(if|unless|elsif|else|endif|endunless)\b([^%]*?)-?%\}/g;
const comment = /\{%-?\s*comment\s*-?%\}[\s\S]*?\{%-?\s*endcomment\s*-?%\}|\{#-?\s[\s\S]*?\s-?#\}/g;
const htmlComment = /<!--[\s\S]*?-->/g;
const loop = /\{%-?\s*for\b[^%]*%\}(?:(?!\{%-?\s*for\b)[\s\S])*?\{%-?\s*endfor\s*-?%\}/g;
const assign = /\{%-?\s*assign\s+([\w-]+)\s*=\s*include\.([\w-]+)\s*(\|[^%]*?)?-?%\}/g;
const output = /\{\{-?\s*(include\.)?([\w-]+)\s*((?:\|[^{}]*?)?)-?\}\}/g;
const raw = /\{%-?\s*(end)?raw\s*-?%\}/g;
const otherwise = /\|\s*default:\s*(["'])(.*?)\1/;

/** The parameters of `{% include file.html name="text" %}`; lines of long ones are as written. */
export function parametersOf({ attributes }: ElementNode): Map<string, string> {
  const given = new Map<string, string>();
  for (const attribute of attributes) {
    if (attribute.type !== 'mdxJsxAttribute' || typeof attribute.value !== 'string') continue;
    given.set(attribute.name, attribute.value.replaceAll('\u2028', '\n'));
  }
  return given;
}

/**
 * What a file of Jekyll's `_includes` says with its parameters: branches that hang on them are chosen,
 * loops over data of the site are carried out. Those over what is not known are left out, of which
 * `leave` hears where they print something. Text that stands in an element of its own is Markdown, and
 * what is raw stays as it is.
 */
export function filledInclude(
  text: string,
  given: ReadonlyMap<string, string>,
  { data, leave }: { data(path: readonly string[]): unknown; leave(): void },
): string {
  const { template, raws } = withoutRaw(text);
  const plain = template.replace(comment, '').replace(htmlComment, '');
  // A parameter that is not given may be a variable.
  const known = ([root = '', ...keys]: readonly string[]) =>
    root === 'include' ? given.get(keys[0] ?? '') : (given.get(root) ?? data([root, ...keys]));
  const looped = withLoops(branchesFor(given).chosen(plain), known);
  const chosen = withoutLoops(looped, leave);
  const values = new Map<string, string>();
  for (const [, name = '', from = '', filters = ''] of chosen.matchAll(assign))
    values.set(name, given.get(from) ?? otherwise.exec(filters)?.[2] ?? '');
  const ready = chosen.replace(assign, '');
  const made = ready.replace(
    output,
    (whole, isParameter: string | undefined, name: string, filters: string, at: number) => {
      // Eleventy's Liquid knows a parameter by its own name alone.
      const known = (isParameter ? undefined : values.get(name)) ?? given.get(name);
      if (known === undefined && !isParameter) return whole;
      const value = (known || (otherwise.exec(filters)?.[2] ?? '')).trim();
      const isMade = filters.includes('markdown');
      const isBlock =
        isMade || (standsAlone(ready, at, at + whole.length) && /[^\w./#:-]/.test(value));
      return isBlock && value !== '' ? `\n\n${value}\n\n` : value;
    },
  );
  const flush = /<pre\b|^ *(?:```|~~~)/m.test(made) ? made : made.replace(/^[ \t]+(?=<)/gm, '');
  return flush.replace(/\0(\d+)\0/g, (_, at: string) => raws[Number(at)] ?? '');
}

/** A template whose raw parts are numbers, as they are no template. */
function withoutRaw(text: string): { template: string; raws: readonly string[] } {
  const raws: string[] = [];
  let template = '';
  let at = 0;
  let from: number | undefined;
  for (const { 0: tag, 1: isEnd, index } of text.matchAll(raw)) {
    if (!isEnd) from ??= index;
    else if (from !== undefined) {
      const end = index + tag.length;
      template += `${text.slice(at, from)}\0${raws.push(text.slice(from, end)) - 1}\0`;
      [at, from] = [end, undefined];
    }
  }
  return { template: template + text.slice(at), raws };
}

/** Whether nothing but tags stands before and after a part of a line. */
function standsAlone(text: string, from: number, to: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', from) + 1, from);
  const after = text.slice(to, to + 200).split('\n', 1)[0]!;
  return (
    (before.trim() === '' || before.endsWith('>')) &&
    (after.trim() === '' || after.startsWith('</'))
  );
}

/** Loops over the parameters leave nothing out: what these hold stays where the file is included. */
function withoutLoops(text: string, leave: () => void): string {
  for (let rest = text; ; ) {
    const next = rest.replace(loop, (whole) => {
      if (/\{\{|\{%-?\s*include\b/.test(whole) && !/\binclude\.?\[/.test(whole)) leave();
      return '';
    });
    if (next === rest) return rest;
    rest = next;
  }
}

/** Chooses branches by the parameters. */
function branchesFor(given: ReadonlyMap<string, string>): LiquidBranches {
  return new LiquidBranches(tag, (condition, name) => {
    const isTrue = isTrueFor(condition, given);
    return name === 'unless' && isTrue !== undefined ? !isTrue : isTrue;
  });
}

/** Whether a condition on parameters is true; undefined where it asks for something else. */
function isTrueFor(condition: string, given: ReadonlyMap<string, string>): boolean | undefined {
  const parts = condition.trim().split(/\s+(and|or)\s+/);
  let result: boolean | undefined;
  for (let at = 0; at < parts.length; at += 2) {
    const one = isOneTrue(parts[at]!, given);
    if (one === undefined) return undefined;
    if (at === 0) result = one;
    else result = parts[at - 1] === 'and' ? result === true && one : result === true || one;
  }
  return result;
}

function isOneTrue(part: string, given: ReadonlyMap<string, string>): boolean | undefined {
  const match =
    /^(include\.)?([\w-]+)(?:\s*(==|!=|contains)\s*(?:"([^"]*)"|'([^']*)'|(\w+)))?$/.exec(
      part.trim(),
    );
  if (match === null) return undefined;
  const [, isParameter, name = '', sign, double, single, bare] = match;
  if (!isParameter && !given.has(name)) return undefined;
  const value = given.get(name);
  if (sign === undefined) return value !== undefined && value !== 'false';
  const other = double ?? single ?? bare ?? '';
  const isNone = bare === 'nil' || bare === 'blank' || bare === 'empty';
  const isEqual = isNone ? (value ?? '') === '' : value === other;
  if (sign === 'contains') return value?.includes(other) === true;
  return isEqual === (sign === '==');
}
