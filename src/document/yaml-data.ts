import {
  type Document,
  type DocumentOptions,
  type ParseOptions,
  parseDocument,
  type SchemaOptions,
  visit,
} from 'yaml';

/** For each alias the parser looks through all of the text. */
const mostAliases = 100;

/**
 * A YAML text that others wrote. Nothing is printed of what it warns of: the lines of the text would
 * stand in the log of a run, where they could be commands.
 *
 * @throws RangeError where it holds more aliases than anybody writes
 */
export function yamlDocument(
  text: string,
  options: ParseOptions & DocumentOptions & SchemaOptions = {},
): Document.Parsed {
  const document = parseDocument(text, { ...options, logLevel: 'silent', prettyErrors: false });
  if (countAliases(text, document) > mostAliases)
    throw new RangeError(`more than ${mostAliases} aliases`);
  return document;
}

export interface YamlDataOptions {
  /** How much aliases may multiply; default 100. */
  maxAliasCount?: number;
  /** Whether what is not valid has no data, instead of what could be read of it; default false. */
  strict?: boolean;
  /** What plain values are; default `core`. */
  schema?: 'core' | 'failsafe';
}

/**
 * The data of a YAML text that others wrote.
 *
 * @throws where it has none
 */
export function yamlData(
  text: string,
  { maxAliasCount = 100, strict = false, schema = 'core' }: YamlDataOptions = {},
): unknown {
  const document = yamlDocument(text, { schema });
  const [error] = document.errors;
  if (strict && error !== undefined) throw error;
  return document.toJS({ maxAliasCount });
}

function countAliases(text: string, document: Document.Parsed): number {
  let count = 0;
  if (!text.includes('*')) return count;
  visit(document, {
    Alias() {
      count++;
      return count > mostAliases ? visit.BREAK : undefined;
    },
  });
  return count;
}
