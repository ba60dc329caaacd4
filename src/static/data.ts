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

/** What Docusaurus' `useBaseUrl` makes of a path: one from the root of the site; URLs and anchors stay. */
export function fromBase(path: string): string {
  return path === '' || /^(?:[a-z][a-z\d+.-]*:|[/#])/i.test(path) ? path : `/${path}`;
}
