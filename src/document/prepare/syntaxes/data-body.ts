import { isJson } from '../../../is-record.ts';
import { yamlData } from '../../yaml-data.ts';

/** Names of shortcodes whose bodies are code or data in any theme. */
const codeNames =
  /code|highlight|prism|toggle|snippet|terminal|console|mermaid|diagram|plantuml|chart|katex|latex|^(?:math|chem|goat|json|ya?ml|toml|csv|data)$/i;

export const isCodeName = (name: string) => codeNames.test(name);

/** The data language that the body of a shortcode is written in; undefined where it reads as prose. */
export function dataLanguage(lines: readonly string[]): string | undefined {
  const said = lines.map((line) => line.trim()).filter((line) => line !== '' && line !== '---');
  if (said.length === 0) return undefined;
  if (/^[[{]/.test(said[0]!) && isJson(said.join('\n'))) return 'json';
  const own = said.filter((line) => !/^(?:#|\/\/)/.test(line));
  if (share(own, tomlLine) >= 0.5) return 'toml';
  const isYaml =
    own.length > 1 && share(own, yamlLine) === 1 && own.some((line) => yamlKey.test(line));
  return isYaml || isNested(lines) ? 'yaml' : undefined;
}

/** Whether lines begin as data does, and prose such as `Note:` above a list does not. */
export function beginsData(lines: readonly string[]): boolean {
  const first = lines.find((line) => line.trim() !== '')?.trim() ?? '';
  return /^(?:-\s+)?["']?[a-z_$][\w.$/-]*["']?:(?:\s|$)|^[[{]/.test(first);
}

/** Whether lines begin with a key and are, as a whole, YAML that has a map or a text of several lines in it. */
function isNested(lines: readonly string[]): boolean {
  const [, second = ''] = lines.filter((line) => line.trim() !== '');
  if (!beginsData(lines) || !/^\s*-\s|^\s+\S/.test(second)) return false;
  try {
    return typeof yamlData(lines.join('\n'), { strict: true }) === 'object';
  } catch {
    return false;
  }
}

const tomlLine =
  /^(?:\[{1,2}[\w."'-]+\]{1,2}|["']?[\w.-]+["']?\s*=\s*(?:["'[{\d+-]|true\b|false\b).*|[\]}],?|["'\d].*,)$/;
const yamlKey = /^(?:-\s+)?["']?[\w.$/-]+["']?:(?:\s|$)/;
const yamlLine = /^(?:-\s+)?(?:["']?[\w.$/-]+["']?:(?:\s|$)|["'\w./-]+$|["'].*["']$)|^-\s+\S+$/;

const share = (lines: readonly string[], pattern: RegExp) =>
  lines.filter((line) => pattern.test(line)).length / Math.max(1, lines.length);
