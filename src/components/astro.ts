import type { Program } from 'estree-jsx';
import { evaluate } from '../static/evaluate.ts';
import { known } from '../static/globals.ts';
import { runStatements } from '../static/statements.ts';
import { Callable, Opaque, unknown, type Value } from '../static/value.ts';
import { entryId, pageEntry } from './astro-collections.ts';
import { translation } from './astro-modules.ts';
import { templateToJsx } from './astro-template.ts';
import { Component } from './component.ts';
import { Content } from './content.ts';
import { nodesOf } from './emit.ts';
import { PageUrl } from './page-address.ts';
import { remembered } from './parsed.ts';
import type { Reader } from './reader.ts';
import { type Parts, readParts } from './script-and-template.ts';
import { moduleScope, programOf, ScriptModule } from './script-module.ts';
import { SlotHtml } from './slot-html.ts';

const partsOf = remembered((text: string): Parts => {
  const [whole = '', script = ''] =
    /^\s*---[ \t]*\n(?:([\s\S]*?)\n)?---[ \t]*(?=\n|$)/.exec(text) ?? [];
  return { script, jsx: `<>${templateToJsx(text.slice(whole.length).trim())}</>` };
});

/** An Astro component; unknown where its source cannot be read. */
export function astroComponent(text: string, path: string, reader: Reader): Value {
  const parts = readParts(partsOf(text, path), path);
  if (parts === undefined) return unknown;
  const { front, template, root, imports, body } = parts;
  const component: Component = new Component((props, slots) => {
    const { scope } = new ScriptModule(front, reader, { program: imports });
    scope.define('Astro', astroGlobal(props, slots, { self: component, reader }));
    scope.define('$slots', new Map(slots));
    runStatements(body, scope);
    const inner = moduleScope(template, reader, scope);
    return nodesOf(evaluate(root, inner), () => path, reader.emitter);
  });
  return component;
}

/** The script of a page with its template, which says what its documents are given. */
const pageProgram = remembered((text: string, path: string): Program | undefined => {
  const { script, jsx } = partsOf(text, path);
  const program = programOf({ text: script, path, lang: 'ts' });
  const template = programOf({ text: jsx, path: `${path}#template`, lang: 'tsx' });
  return program && template && { ...program, body: [...program.body, ...template.body] };
});

/** A page of Astro as a module; undefined where its source cannot be read. */
export function astroPage(text: string, path: string, reader: Reader): ScriptModule | undefined {
  const program = pageProgram(text, path);
  // Its script has no markup, whose places in the text are asked for.
  const source = { text: partsOf(text, path).jsx, path, lang: 'ts' as const };
  return program && new ScriptModule(source, reader, { program });
}

function astroGlobal(
  props: ReadonlyMap<string, Value>,
  slots: ReadonlyMap<string, Value>,
  { self, reader }: { self: Component; reader: Reader },
): Value {
  return new Map<string, Value>([
    ['props', new Map(props)],
    ['slots', new Slots(slots)],
    ['locals', localsOf(reader)],
    ['self', self],
    ['url', new PageUrl(reader)],
    ['request', unknown],
    ['site', unknown],
    // https://docs.astro.build/en/reference/api-reference/#currentlocale
    ['currentLocale', reader.host.locale?.language ?? unknown],
    ['params', paramsOf(reader)],
  ]);
}

/**
 * Of the parameters of a route those are known that documents have by custom: the language, and the
 * `slug` of `[...slug].astro`, which is the id of the page.
 * https://docs.astro.build/en/recipes/i18n/, https://docs.astro.build/en/guides/routing/#rest-parameters
 */
function paramsOf({ host }: Reader): Value {
  const folder = host.locale?.folder;
  const slug = entryId(host.path);
  return known({
    slug: slug === 'index' ? undefined : slug,
    ...(folder && { lang: folder, locale: folder }),
  });
}

/** What Starlight gives to components: https://starlight.astro.build/reference/route-data/ */
function localsOf(reader: Reader): Value {
  const { locale } = reader.host;
  const route = {
    lang: locale?.language ?? unknown,
    locale: locale ? locale.folder || undefined : unknown,
    id: entryId(reader.host.path),
    entry: pageEntry(reader, 'docs'),
    sidebar: unknown,
  };
  return new Map<string, Value>([
    ['t', translation(reader)],
    ['starlightRoute', known(route)],
  ]);
}

/** `Astro.slots`: whether a slot is there, and what is in it. */
class Slots extends Opaque {
  readonly #slots: ReadonlyMap<string, Value>;

  constructor(slots: ReadonlyMap<string, Value>) {
    super();
    this.#slots = slots;
  }

  override member(name: string): Value {
    const named = (key: Value) => (typeof key === 'string' ? key : '');
    if (name === 'has') return new Callable(([key]) => this.#slots.has(named(key)));
    if (name === 'render') return new Callable(([key]) => rendered(this.#slots.get(named(key))));
    return this.#slots.has(name);
  }
}

/** What `render` gives is a text: https://docs.astro.build/en/reference/astro-syntax/#astroslotsrender */
const rendered = (slot: Value) => (slot instanceof Content ? new SlotHtml(slot) : slot);
