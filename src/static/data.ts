import { yamlData } from '../document/yaml-data.ts';

/** The data of a JSON or YAML text; undefined where it is not valid. */
export function dataIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    try {
      return yamlData(text);
    } catch {
      return undefined;
    }
  }
}
