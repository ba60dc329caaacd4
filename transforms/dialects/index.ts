import type { Dialect, RenderingSpec } from '../../src/contract/dialect.ts';
import { ContextorError } from '../../src/errors.ts';
import { isRecord } from '../../src/is-record.ts';
import { getOrMake } from '../../src/maps.ts';
import { didYouMean } from '../../src/nearest.ts';
import { renderings } from '../renderings/index.ts';
import type { OptionKind } from '../renderings/rendering.ts';
import { dialectByEnding, dialectRecords } from './records.ts';

/** The built-in dialects by the names that `--dialect` takes. */
export const dialects: Readonly<Record<string, Dialect>> = Object.fromEntries(
  dialectRecords.map((dialect) => [dialect.name, dialect]),
);

/** What a user adds to a dialect's tables, by name. */
export interface DialectAdditions {
  components?: Readonly<Record<string, RenderingSpec>> | undefined;
  containers?: Readonly<Record<string, RenderingSpec>> | undefined;
  macros?: Readonly<Record<string, RenderingSpec>> | undefined;
  partials?: readonly string[] | undefined;
  /** What the site's own configuration says of its `.md` files. */
  markdown?: Dialect['markdown'];
  /** Whether the site sets maths between dollars. */
  math?: true;
  /** What comments in code say that only colour lines, where the site sets its own. */
  magicComments?: readonly string[];
}

/**
 * A dialect with those that it extends and the user's additions merged in.
 *
 * @throws ContextorError `DIALECT_UNKNOWN`, `RENDERING_UNKNOWN`, `RENDERING_OPTION`: with the nearest name.
 */
export function resolveDialect(name: string, additions: DialectAdditions = {}): Dialect {
  if (!Object.hasOwn(dialects, name)) {
    const known = Object.keys(dialects);
    throw new ContextorError(`there is no dialect "${name}"`, {
      code: 'DIALECT_UNKNOWN',
      remedy: didYouMean(name, known) ?? `Known names: ${known.join(', ')}.`,
    });
  }
  const own = withMath(withExtended(dialects[name] as Dialect), additions.math);
  const tables = (['components', 'containers', 'macros'] as const).map((table) => {
    const added = additions[table] ?? {};
    checkTable(table, added);
    return [table, { ...own[table], ...added }];
  });
  const { magicComments } = additions;
  const partials = additions.partials ?? own.partials;
  const markdown = additions.markdown ?? own.markdown;
  return Object.freeze({
    ...own,
    ...Object.fromEntries(tables),
    ...(partials && { partials }),
    ...(markdown && { markdown }),
    ...(magicComments && own.fences && { fences: { ...own.fences, magicComments } }),
  });
}

/** The dialect of each document of a source: that of the site, or the one that its ending says. */
export function dialectsByFile(
  name: string,
  additions: DialectAdditions,
): (path: string) => Dialect {
  const main = resolveDialect(name, additions);
  const others = new Map<string, Dialect>();
  return (path) => {
    const other = dialectByEnding(path);
    if (other === undefined) return main;
    const { conventions = [] } = main;
    return getOrMake(others, other, () => ({ ...resolveDialect(other, additions), conventions }));
  };
}

/** A dialect whose documents also hold maths; those of MkDocs do anyway. */
function withMath(dialect: Dialect, math: true | undefined): Dialect {
  const { syntaxes = [] } = dialect;
  if (!math || /^mkdocs/.test(dialect.name) || syntaxes.includes('math')) return dialect;
  return { ...dialect, syntaxes: [...syntaxes, 'math'] };
}

function withExtended(dialect: Dialect): Dialect {
  const bases = (dialect.extends ?? []).map((name) => withExtended(dialects[name] as Dialect));
  const line = [...bases, dialect];
  const { signs: _, ...merged } = Object.assign({}, ...line) as Dialect;
  return {
    ...merged,
    components: Object.assign({}, ...line.map(({ components }) => components)),
    containers: Object.assign({}, ...line.map(({ containers }) => containers)),
    macros: Object.assign({}, ...line.map(({ macros }) => macros)),
    fences: Object.assign({}, ...line.map(({ fences }) => fences)),
  };
}

const isText = (value: unknown) => typeof value === 'string';
const isList = (value: unknown) => Array.isArray(value);

/** What the kinds of option take, and how a message says it. */
const kinds: Readonly<Record<OptionKind, [takes: string, fits: (value: unknown) => boolean]>> = {
  text: ['a string', isText],
  names: [
    'the name of an attribute, or a list of such names',
    (value) => isText(value) || (isList(value) && (value as unknown[]).every(isText)),
  ],
  flag: ['true or false', (value) => typeof value === 'boolean'],
  number: ['a number', (value) => typeof value === 'number'],
  map: ['an object', isRecord],
  list: ['a list', isList],
};

/** Checks the rows of a table that a user wrote. */
function checkTable(table: string, rows: Readonly<Record<string, RenderingSpec>>): void {
  for (const [name, row] of Object.entries(rows)) checkRow(`${table}.${name}`, row);
}

function checkRow(place: string, row: RenderingSpec): void {
  const { as, ...options } = typeof row === 'string' ? { as: row } : row;
  const definition = renderings.get(as);
  if (!definition) {
    const known = [...renderings.keys()];
    throw new ContextorError(`${place}: there is no rendering "${as}"`, {
      code: 'RENDERING_UNKNOWN',
      remedy: didYouMean(as, known) ?? `Known names: ${known.join(', ')}.`,
    });
  }
  for (const [option, value] of Object.entries(options)) {
    const kind = Object.hasOwn(definition.options, option) ? definition.options[option] : undefined;
    if (!kind) throw unknownOption(place, as, { option, known: Object.keys(definition.options) });
    const [takes, fits] = kinds[kind];
    if (fits(value)) continue;
    throw new ContextorError(
      `${place}: "${option}" of the rendering "${as}" is ${JSON.stringify(value)}`,
      { code: 'RENDERING_OPTION', remedy: `It takes ${takes}.` },
    );
  }
}

function unknownOption(
  place: string,
  as: string,
  { option, known }: { option: string; known: readonly string[] },
): ContextorError {
  const all = known.length > 0 ? `It takes: ${known.join(', ')}.` : 'It takes no options.';
  return new ContextorError(`${place}: the rendering "${as}" has no option "${option}"`, {
    code: 'RENDERING_OPTION',
    remedy: didYouMean(option, known) ?? all,
  });
}
