import { isRecord } from '../../../is-record.ts';
import { attributesFrom, callTag } from '../call.ts';
import type { Preparation } from '../preparation.ts';

/** What a block of JSON holds, whatever it is. */
type Data = Readonly<Record<string, unknown>>;

/** Makes the lines that a block stands for. */
type Block = (data: Data, preparation: Preparation) => string[];

const textIn = (data: unknown, key: string | number): string => {
  const value = Object(data)[key];
  return typeof value === 'string' ? value.trim() : '';
};
const listIn = (data: Data, key: string): unknown[] => {
  const value = data[key];
  return Array.isArray(value) ? value : [];
};

/** An element by its name among the macros of the dialect, with attributes that say something. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  preparation: Preparation,
): string {
  return callTag.inText(
    preparation.call({ origin: 'macro', name, attributes: attributesFrom(attributes) }),
  );
}

/**
 * The blocks of JSON between `[block:code]` and `[/block]` that the editor of ReadMe wrote before it wrote Markdown.
 * https://github.com/readmeio/markdown, `processor/transform/mdxish/magic-blocks`
 */
export const blocks: Readonly<Record<string, Block>> = {
  'api-header': (data) => {
    const depth = Number(data.level) || 2;
    return ['#'.repeat(Math.min(depth, 6)).concat(' ', textIn(data, 'title'))];
  },
  callout: (data) => {
    // A type may be an icon and its theme.
    const type = [data.type].flat().at(-1);
    const head = `[!${typeof type === 'string' ? type : 'note'}] ${textIn(data, 'title')}`;
    return [head, '', ...textIn(data, 'body').split('\n')].map((line) => `> ${line}`.trimEnd());
  },
  code: (data) =>
    listIn(data, 'codes').flatMap((one) => {
      const code = Object(one).code;
      return typeof code === 'string' ? fenced(code.trim(), infoOf(one)) : [];
    }),
  embed: (data, preparation) => [
    element('iframe', { src: textIn(data, 'url'), title: textIn(data, 'title') }, preparation),
  ],
  html: (data, preparation) => [
    element('html', { 'set:html': inOneBlock(textIn(data, 'html')) }, preparation),
  ],
  image: (data, preparation) =>
    listIn(data, 'images').flatMap((one) => {
      const { image } = Object(one);
      const alt = textIn(one, 'alt') || textIn(image, 2);
      const attributes = { src: textIn(image, 0), alt, caption: textIn(one, 'caption') };
      return [element('image', attributes, preparation), ''];
    }),
  parameters: tableOf,
  recipe: recipeOf,
  table: tableOf,
  'tutorial-tile': recipeOf,
};

const infoOf = (code: unknown): string =>
  `${textIn(code, 'language') || 'text'} ${textIn(code, 'name')}`.trimEnd();

function fenced(code: string, info: string): string[] {
  const runs = code.match(/`{3,}/g) ?? [];
  const marks = '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return [marks + info, ...code.split('\n'), marks];
}

/** HTML without what Markdown would take for the end of a block, or for code. */
export const inOneBlock = (html: string): string =>
  html
    .split(/(<pre\b[\s\S]*?<\/pre>)/i)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(/\n\s*/g, '\n')))
    .join('')
    .trim();

/** Cells are called `row-column`, those of the head `h-column`. */
function tableOf(data: Data): string[] {
  const cells = isRecord(data.data) ? data.data : {};
  const [columns, rows] = [Number(data.cols) || 0, Number(data.rows) || 0];
  const row = (name: string | number) => {
    const texts = Array.from({ length: columns }, (_, at) =>
      cellOf(textIn(cells, `${name}-${at}`)),
    );
    return `| ${texts.join(' | ')} |`;
  };
  return [
    row('h'),
    `|${' --- |'.repeat(columns)}`,
    ...Array.from({ length: rows }, (_, at) => row(at)),
  ];
}

const cellOf = (text: string): string =>
  text.replace(/(?<!\\)\|/g, '\\|').replace(/\s*\n\s*/g, '<br/>');

function recipeOf(data: Data): string[] {
  const [slug, title] = [textIn(data, 'slug'), textIn(data, 'title')];
  return [slug ? `[${title || slug}](/recipes/${slug})` : title];
}
