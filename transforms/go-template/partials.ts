import { type Nodes, parseTemplate } from './parse.ts';

/** `func/find` for `func/find.html`, and for what a template defines as `partials/func/find.html`. */
const plainName = (name: string): string =>
  name
    .replace(/^\//, '')
    .replace(/^_?partials\//, '')
    .replace(/\.html$/, '');

/** The partials and templates that a template may name: those of the site, and those that what was read so far defines. */
export class Partials {
  readonly #sourceOf: (name: string) => string | undefined;
  readonly #defined = new Map<string, Nodes>();

  constructor(sourceOf: (name: string) => string | undefined) {
    this.#sourceOf = sourceOf;
  }

  parse(source: string): Nodes {
    const { nodes, defined } = parseTemplate(source);
    for (const [name, inner] of defined) this.#defined.set(plainName(name), inner);
    return nodes;
  }

  /** `template` names a partial of the site only where nothing of that name is defined. */
  get(name: string, { isTemplate = false } = {}): Nodes | undefined {
    const defined = this.#defined.get(plainName(name));
    const source = isTemplate && defined ? undefined : this.#sourceOf(name);
    return source === undefined ? defined : this.parse(source);
  }
}
