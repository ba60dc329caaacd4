import { isJson } from '../../../is-record.ts';

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
  return isYaml ? 'yaml' : undefined;
}

const tomlLine =
  /^(?:\[{1,2}[\w."'-]+\]{1,2}|["']?[\w.-]+["']?\s*=\s*(?:["'[{\d+-]|true\b|false\b).*|[\]}],?|["'\d].*,)$/;
const yamlKey = /^(?:-\s+)?["']?[\w.$/-]+["']?:(?:\s|$)/;
const yamlLine = /^(?:-\s+)?(?:["']?[\w.$/-]+["']?:(?:\s|$)|["'\w./-]+$|["'].*["']$)|^-\s+\S+$/;

const share = (lines: readonly string[], pattern: RegExp) =>
  lines.filter((line) => pattern.test(line)).length / Math.max(1, lines.length);
