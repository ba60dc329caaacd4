import { endOfBraces } from '../document/prepare/syntaxes/svelte-tags.ts';
import { constElement, snippetElement } from './svelte-names.ts';

const mark = /\{\s*([#:/@])\s*([a-z]+)/g;
/** `"a-{b}"`: in quotes, too, braces hold an expression. */
const filled = /(?<=[\w:-]=)"([^"{}]*\{[^"]*)"/g;

/**
 * The template of a Svelte component in the form that Astro's have: blocks become expressions. Names that
 * a block of another kind sets are not known.
 *
 * https://svelte.dev/docs/svelte/basic-markup
 */
export function svelteAsAstro(template: string): string {
  const text = template.replace(
    filled,
    (_, value: string) => `\`${value.replace(/\{/g, '$' + '{')}\``,
  );
  let made = '';
  let at = 0;
  const open: Block[] = [];
  const next = new RegExp(mark);
  for (let match = next.exec(text); match !== null; match = next.exec(text)) {
    const end = endOfBraces(text, match.index, text.length);
    if (end === 'braces') break;
    const rest = text.slice(next.lastIndex, end - 1).trim();
    made += text.slice(at, match.index) + written(match[1]! + match[2]!, rest, open);
    at = end;
    next.lastIndex = end;
  }
  return made + text.slice(at);
}

interface Block {
  name: string;
  /** What closes it. */
  end: string;
  /** What it repeats. */
  list?: string;
}

/** The list may have a type itself: `['a', 'b'] as const as name`. */
const each = /^([\s\S]*)\sas\s+(\{[^}]*\}|\[[^\]]*\]|[\w$]+)(?:\s*,\s*([\w$]+))?/;

/** `row(item)`, with the types that it may have. */
const snippet = /^([\w$]+)\s*(?:<[^()]*>)?\s*\(([\s\S]*)\)$/;
/** `sum = a + b`, `{ a, b } = kiln`, `sum: number = 1`. */
const constant = /^([\w$]+|\{[^{}=]*\}|\[[^[\]=]*\])\s*(?::[^=]*)?=\s*([\s\S]+)$/;

/** What a mark of a block, such as `#if` or `/if`, is written as. */
function written(name: string, rest: string, open: Block[]): string {
  const last = open.at(-1);
  const begin = (start: string, end: string) => {
    open.push({ name, end });
    return `${start}<>`;
  };
  const goOn = (between: string, end: string) => {
    if (last !== undefined) last.end = end;
    return `</>${between}<>`;
  };
  if (name.startsWith('/')) return open.pop()?.end ?? '';
  if (name.startsWith(':') && last === undefined) return '';
  switch (name) {
    case '#if':
      return begin(`{(${rest}) ? `, '</> : null}');
    case '#each': {
      const [, list = rest, item = '$item', index = '$index'] = each.exec(rest) ?? [];
      open.push({ name, end: '</>)}', list });
      return `{(${list}).map((${item}, ${index}) => <>`;
    }
    case '#snippet': {
      const [, called = '', parameters = ''] = snippet.exec(rest) ?? [];
      return begin(`<${snippetElement} name="${called}" of={(${parameters}) => `, '</>} />');
    }
    case '#await':
      return /\sthen\b/.test(rest) ? begin('', '</>') : begin('{false && ', '</>}');
    case ':else':
      if (last?.name === '#each') return goOn(`)}{(${last.list}).length === 0 && `, '</>}');
      return rest.startsWith('if')
        ? goOn(` : (${rest.slice(2)}) ? `, '</> : null}')
        : goOn(' : ', '</>}');
    case ':then':
      return goOn('}', '</>');
    case ':catch':
      return goOn('{false && ', '</>}');
    case '@const': {
      const [, names = '', value = ''] = constant.exec(rest) ?? [];
      return names === '' ? '' : `<${constElement} of={(${names} = ${value})} />`;
    }
    case '@render':
      // What is not given shows nothing.
      return `{${rest.replace(/^([\w$.]+)\(/, '$1?.(')}}`;
    case '@html':
      return `<Fragment set:html={${rest}} />`;
    default:
      return name.startsWith('#') ? begin('', '</>') : '';
  }
}
