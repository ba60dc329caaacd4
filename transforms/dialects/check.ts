import type { RenderingSpec } from '../../src/contract/dialect.ts';
import { ContextorError } from '../../src/errors.ts';
import { isRecord } from '../../src/is-record.ts';
import { didYouMean } from '../../src/nearest.ts';
import { renderings } from '../renderings/index.ts';
import type { OptionKind } from '../renderings/rendering.ts';

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
export function checkTable(table: string, rows: Readonly<Record<string, RenderingSpec>>): void {
  for (const [name, row] of Object.entries(rows)) checkRow(`${table}.${name}`, row);
}

function checkRow(place: string, row: RenderingSpec): void {
  const { as, ...options } = typeof row === 'string' ? { as: row } : row;
  const definition = renderings.get(as);
  if (!definition) {
    const known = [...renderings.keys()];
    throw new ContextorError(`${place}: there is no rendering "${as}"`, {
      code: 'RENDERING_UNKNOWN',
      remedy: didYouMean(as, known) ?? `Known are: ${known.join(', ')}.`,
    });
  }
  for (const [option, value] of Object.entries(options)) {
    const kind = Object.hasOwn(definition.options, option) ? definition.options[option] : undefined;
    if (!kind) throw unknownOption(place, as, { option, known: Object.keys(definition.options) });
    const [takes, fits] = kinds[kind];
    if (fits(value)) continue;
    throw new ContextorError(
      `${place}: "${option}" of the rendering "${as}" is ${JSON.stringify(value)}`,
      {
        code: 'RENDERING_OPTION',
        remedy: `It takes ${takes}.`,
      },
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
