import { parse as parseYaml } from 'yaml';

/** The data of a JSON or YAML text; undefined where it is not valid. */
export function dataIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    try {
      return parseYaml(text, { maxAliasCount: 100, logLevel: 'silent' });
    } catch {
      return undefined;
    }
  }
}
