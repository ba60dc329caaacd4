import { Callable, isScalar, unknown, type Value, type ValueMap } from '../static/value.ts';
import { Content } from './content.ts';
import { elementOf, emitterIn, nodesOf } from './emit.ts';
import type { Reader } from './reader.ts';

/** What packages that colour code give of it: the code. Their exports by the names of the packages. */
export function highlighterOf(specifier: string, reader: Reader): ValueMap | undefined {
  if (/^(?:@shikijs\/.+|shikiji|shiki(?:\/.+)?)$/.test(specifier)) return shiki(reader);
  if (/^fumadocs-core\/highlight(?:\/\w+)?$/.test(specifier)) return ofFumadocs(reader);
  if (specifier === 'prism-react-renderer') return ofPrismReact(reader);
  return exports.find(([pattern]) => pattern.test(specifier))?.[1];
}

const escaped = (code: Value): Value =>
  isScalar(code)
    ? String(code).replace(/[&<]/g, (sign) => (sign === '&' ? '&amp;' : '&lt;'))
    : unknown;

const coloured = (give: (html: Value, ...args: Value[]) => Value, at = 0): Callable =>
  new Callable((args) => give(escaped(args[at]), ...args));

const prism = coloured((html) => html);
const highlight = new Callable(
  ([first, second]) =>
    // The language was the first argument once.
    new Map([['value', escaped(isScalar(second) ? second : first)]]),
);

const ofPrism: ValueMap = new Map<string, Value>([
  ['highlight', prism],
  ['languages', unknown],
]);

const exports: readonly (readonly [specifier: RegExp, ValueMap])[] = [
  [/^prismjs$/, ofPrism],
  [
    /^@astrojs\/prism\b/,
    new Map([
      [
        'runHighlighterWithAstro',
        coloured(
          (html, lang) =>
            new Map([
              ['html', html],
              ['classLanguage', `language-${isScalar(lang) ? lang : 'plaintext'}`],
            ]),
          1,
        ),
      ],
    ]),
  ],
  [
    /^highlight\.js(?:\/|$)/,
    new Map<string, Value>([
      ['highlight', highlight],
      ['highlightAuto', highlight],
    ]),
  ],
  [/^hast-util-to-jsx-runtime$/, new Map([['toJsxRuntime', new Callable(([tree]) => tree)]])],
  [/^hast-util-to-html$/, new Map([['toHtml', new Callable(([tree]) => tree)]])],
];

/** Coloured code is a text of HTML: what sites take out of it or put into it are marks of its own. */
class Coloured extends Content {
  override member(name: string): Value {
    return /^(?:replace(?:All)?|trim)$/.test(name) ? new Callable(() => this) : super.member(name);
  }
}

/** A block of the code in the language that the options name. */
const blockOf = ({ emitter }: Reader): Callable =>
  new Callable(([code, options]) => {
    if (!isScalar(code)) return unknown;
    const lang = options instanceof Map ? options.get('lang') : options;
    const props: ValueMap = new Map(isScalar(lang) ? [['class', `language-${lang}`]] : []);
    const text = nodesOf(code, () => '', emitterIn('pre', emitter));
    return new Coloured([elementOf('pre', props, text, emitter)], { isShared: true });
  });

/** A component that colours what it is given as `code`: https://github.com/FormidableLabs/prism-react-renderer#usage */
function ofPrismReact(reader: Reader): ValueMap {
  const block = blockOf(reader);
  const component = new Callable(([props]) => {
    if (!(props instanceof Map)) return unknown;
    return block.call([props.get('code'), props.get('language')], undefined);
  });
  return new Map<string, Value>([
    ['Prism', ofPrism],
    ['Highlight', component],
    ['default', component],
    ['defaultProps', new Map()],
  ]);
}

/** https://fumadocs.dev/docs/headless/utils/shiki */
function ofFumadocs(reader: Reader): ValueMap {
  const block = blockOf(reader);
  return new Map(['highlight', 'useShiki'].map((name) => [name, block]));
}

/** https://shiki.style/guide/install#usage */
function shiki(reader: Reader): ValueMap {
  const codeToHtml = blockOf(reader);
  const functions: ValueMap = new Map([
    ['codeToHtml', codeToHtml],
    ['codeToHast', codeToHtml],
  ]);
  const made = new Callable(() => functions);
  const names = [
    'createHighlighter',
    'createHighlighterCore',
    'getHighlighter',
    'getSingletonHighlighter',
  ];
  return new Map([...functions, ...names.map((name): [string, Value] => [name, made])]);
}
