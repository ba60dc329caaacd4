import type { Dialect, RenderingSpec } from '../../src/contract/dialect.ts';
import { ContextorError } from '../../src/errors.ts';
import { didYouMean } from '../../src/nearest.ts';
import { checkTable } from './check.ts';
import { dialectRecords } from './records.ts';

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
      remedy: didYouMean(name, known) ?? `Known are: ${known.join(', ')}.`,
    });
  }
  const own = withMath(withExtended(dialects[name] as Dialect), additions.math);
  const tables = (['components', 'containers', 'macros'] as const).map((table) => {
    const added = additions[table] ?? {};
    checkTable(table, added);
    return [table, { ...own[table], ...added }];
  });
  const partials = additions.partials ?? own.partials;
  const markdown = additions.markdown ?? own.markdown;
  return Object.freeze({
    ...own,
    ...Object.fromEntries(tables),
    ...(partials && { partials }),
    ...(markdown && { markdown }),
  });
}

/** A dialect whose documents also hold maths; several have them anyway. */
function withMath(dialect: Dialect, math: true | undefined): Dialect {
  const { syntaxes = [], macros } = dialect;
  if (!math || /^(?:mkdocs|myst)/.test(dialect.name) || syntaxes.includes('math')) return dialect;
  return {
    ...dialect,
    syntaxes: [...syntaxes, 'math'],
    macros: { ...macros, math: { as: 'verbatim', value: ['tex'] } },
  };
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
