import { firstOf } from '../first-of.ts';
import { globals, known, Namespace } from '../static/globals.ts';
import { memberOf } from '../static/members.ts';
import { Scope, type Shown } from '../static/scope.ts';
import {
  Callable,
  callBack,
  fn,
  isScalar,
  Unknown,
  unknown,
  type Value,
  type ValueMap,
} from '../static/value.ts';
import { isSilent } from './accessible.ts';
import { loaders } from './astro-collections.ts';
import { astroExport, translation } from './astro-modules.ts';
import { isEmpty } from './component-states.ts';
import { Content, eachOf, isOwnPath } from './content.ts';
import { dataModules } from './data-modules.ts';
import { docusaurusExport } from './docusaurus.ts';
import { attributeOf } from './emit.ts';
import { highlighterOf } from './highlighters.ts';
import {
  cache,
  createElement,
  dedented,
  nodeExport,
  partByPath,
  project,
  schema,
  styled,
  workingFolder,
} from './libraries.ts';
import { definitions } from './nuxt-query.ts';
import { addressExport } from './page-address.ts';
import type { Reader } from './reader.ts';
import { zod } from './schemas.ts';
import { fullest, together } from './shown-branch.ts';
import { rspressElements, rspressExport, vuepressExport } from './theme-data.ts';
import { vitepressExport } from './vitepress-content.ts';
import { vueExport } from './vue-functions.ts';
import { vueUseExport } from './vueuse.ts';

const same = fn((value) => value);

/** Markdown that a library would make HTML of; the document's own parser reads it. */
const markdown = fn((value) =>
  isScalar(value) ? new Map<string, Value>([['code', value]]) : unknown,
);
const markdownText = fn((value) => (isScalar(value) ? value : unknown));

/** https://github.com/markdown-it/markdown-it */
const markdownIt: Value = known({
  render: markdownText,
  renderInline: markdownText,
  use: fn(() => markdownIt),
});

/**
 * `cache(() => ({ path: [] }))` of React: what begins empty is a store that other modules fill, so that
 * nothing of it is known. https://react.dev/reference/react/cache
 */
const cached = fn((work) =>
  work instanceof Callable
    ? new Callable((args, self) => {
        const value = work.call(args, self);
        return value instanceof Map && [...value.values()].every(isNotFilled) ? unknown : value;
      })
    : unknown,
);

const isNotFilled = (value: Value): boolean => !value || isEmpty(value);

/** A component that is loaded when it is shown: by a function, or by the `loader` of some options. */
const loaded = fn((given) => {
  const module = callBack(given instanceof Map ? given.get('loader') : given);
  if (module instanceof Callable || module instanceof Unknown) return module;
  return memberOf(module, 'default') ?? unknown;
});

/** `React.Children`: the children of a use one by one. */
const children: ValueMap = new Map<string, Value>([
  ['forEach', fn((given, work) => void eachOf(given, work))],
  ['count', fn((given) => (given instanceof Content ? given.parts().length : unknown))],
  ['map', fn(eachOf)],
  ['only', same],
  ['toArray', fn((given) => eachOf(given, undefined))],
]);

/** Functions of frameworks that only pass on what they are given, by name. */
const functions: Readonly<Record<string, Value>> = {
  Children: children,
  cache: cached,
  cloneElement: fn((element, props) =>
    element instanceof Content && props instanceof Map
      ? element.given([...props].flatMap(([name, value]) => attributeOf(name, value)))
      : element,
  ),
  // Nextra's, for `MDXRemote`, which reads Markdown.
  compileMdx: same,
  component$: same,
  createMarkdownProcessor: fn(() => new Map<string, Value>([['render', markdown]])),
  defineAsyncComponent: loaded,
  defineClientConfig: same,
  defineComponent: same,
  defineConfig: same,
  forwardRef: same,
  isValidElement: fn((given) => (given instanceof Content ? true : unknown)),
  lazy: loaded,
  markRaw: same,
  marked: new Namespace((args) => markdownText.call(args, undefined), {
    parse: markdownText,
    parseInline: markdownText,
  }),
  memo: same,
  observer: same,
  useCallback: same,
  useDeferredValue: same,
  useId: fn(() => ''),
  useIsBrowser: fn(() => true),
  useMemo: fn((work) => callBack(work)),
  withBase: same,
  $withBase: same,
};

const reactOf = (reader: Reader): ValueMap =>
  new Map([
    ...Object.entries({ ...functions, ...reader.states.hooks }),
    ['createElement', createElement(reader)],
  ]);

/** What packages give that show something elsewhere, check values, or make texts safe or neat and leave what they say. */
const ofTexts: readonly (readonly [specifier: RegExp, Value])[] = [
  [/^react-dom$|dompurify$/, new Map(['createPortal', 'sanitize'].map((name) => [name, same]))],
  [/^node-html-parser$/, new Map(['default', 'parse'].map((name) => [name, same]))],
  [/^prettier(?:\/standalone)?$/, new Map([['format', same]])],
  [/^(?:(?:ts-)?dedent|outdent)$/, new Callable(dedented)],
  [/^shadcn\/(?:registry|schema)$/, schema],
  [/^ts-morph$/, new Map([['Project', project]])],
  [/^(?:lodash(?:-es)?[./]get|dot-prop)$/, partByPath],
  [/^markdown-it$/, new Namespace(() => markdownIt, { prototype: markdownIt })],
  ...dataModules,
  [/^lru-cache$/, new Map([['LRUCache', cache]])],
  [/^astro\/loaders$/, loaders],
  [/^@nuxt\/content$/, definitions],
  [/^(?:zod(?:\/\w+)?|astro\/zod|astro:schema)$/, zod],
];

type Known = (specifier: string, name: string, reader: Reader) => Value;

/** What packages give, by what an import calls them; the first that knows a name counts. */
const packages: readonly (readonly [specifier: RegExp, Known])[] = [
  [
    /^(?:styled-components|@emotion\/styled|@linaria\/react|goober|next-yak)(?:\/|$)/,
    (_, name, reader) => (/^(?:default|styled)$/.test(name) ? styled(reader) : undefined),
  ],
  [/^react$/, (_, name, reader) => wholeOrMember(reactOf(reader), name)],
  [
    /^(?:next\/dynamic|@loadable\/component|react-loadable)$/,
    (_, name) => (name === 'default' ? loaded : undefined),
  ],
  ...ofTexts.map(([pattern, given]): [RegExp, Known] => [
    pattern,
    (_, name) => (given instanceof Map && given.has(name) ? given.get(name) : given),
  ]),
  [/^/, (specifier, name, reader) => wholeOrMember(highlighterOf(specifier, reader), name)],
  [/^(?:@astrojs\/markdoc\/config|astro:(?:content|i18n))$/, astroExport],
  [/^/, nodeExport],
  [/^/, addressExport],
  [/^@docusaurus\//, docusaurusExport],
  [/^@?rspress(?:\/core)?\/runtime$/, (_, name, reader) => rspressExport(name, reader)],
  [
    /^@?rspress\/(?:core\/)?theme/,
    (_, name, reader) => (name === 'getCustomMDXComponent' ? rspressElements(reader) : undefined),
  ],
  [/^@?vuepress\/client$/, (_, name, reader) => vuepressExport(name, reader)],
  [/^vitepress$/, (_, name, reader) => vitepressExport(name, reader)],
  [
    /^(?:next\/router|nextra\/hooks)$/,
    (_, name, reader) => (name === 'useRouter' ? nextRouter(reader) : undefined),
  ],
  [/^@vueuse\//, (_, name, reader) => vueUseExport(name, reader)],
  [/^vue$/, (_, name, reader) => vueExport(name, reader)],
];

/** The language of the page, where the site has several: https://nextjs.org/docs/pages/api-reference/functions/use-router */
function nextRouter({ host: { locale } }: Reader): Value {
  if (locale === undefined) return undefined;
  return fn(() => known({ locale: locale.language, defaultLocale: locale.main }));
}

const wholeOrMember = (value: ValueMap | undefined, name: string): Value =>
  value?.get(name) ?? (name === 'default' || name === '*' ? value : undefined);

/** The value of an import of a package, if its name is enough to know it. */
export function knownExport(specifier: string, name: string, reader: Reader): Value {
  if (isOwnPath(specifier)) return undefined;
  return firstOf(packages, ([pattern, known]) =>
    pattern.test(specifier) ? known(specifier, name, reader) : undefined,
  );
}

/** The value of an import that leads to no file of the project, if its name there is enough to know it. */
export function knownByName(name: string, reader: Reader): Value {
  if (name === 'useTranslations') return fn(() => translation(reader));
  const known = Object.hasOwn(functions, name) ? functions : reader.states.hooks;
  return Object.hasOwn(known, name) ? known[name] : undefined;
}

/** How a branch is taken whose condition is not known: by what it places of the use, or by what it says. */
export const shownIn = (reader: Reader): Shown => ({
  placed: () => reader.emitter.findings.placed,
  isSilent,
  fullest,
  shared: (work) => reader.shared(work),
  together(values) {
    const parts = together(values);
    if (Array.isArray(parts)) reader.emitter.findings.hasChoices = true;
    return parts;
  },
});

/** The names that every source knows. */
export function globalScope(reader: Reader): Scope {
  const scope = new Scope({
    budget: reader.budget,
    source: '',
    load: () => unknown,
    shown: shownIn(reader),
  });
  for (const [name, value] of globals) scope.define(name, value);
  const react = reactOf(reader);
  scope.define('React', react);
  // https://mintlify.com/docs/customize/react-components: hooks are there without an import.
  if (reader.host.framework === 'mintlify')
    for (const [name, value] of react) if (name.startsWith('use')) scope.define(name, value);
  if (reader.host.framework === 'mdc') scope.define('defineAppConfig', same);
  scope.define(
    'process',
    new Map<string, Value>([
      ['env', new Map([['NODE_ENV', 'production']])],
      ['cwd', fn(() => workingFolder)],
    ]),
  );
  return scope;
}
