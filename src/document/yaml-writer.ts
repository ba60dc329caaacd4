/** What front matter holds: scalars, lists of them, and objects of these. */
export type YamlValue =
  | string
  | number
  | boolean
  | readonly YamlValue[]
  | { readonly [key: string]: YamlValue | undefined };

/**
 * Writes block YAML that every YAML 1.1 and 1.2 reader takes back as the same data. A general
 * writer takes about as long to load as a document takes to render, and wraps long lines.
 * Entries that are undefined are left out.
 */
export const writeYaml = (data: Readonly<Record<string, YamlValue | undefined>>): string =>
  entries(data, '');

function entries(data: Readonly<Record<string, YamlValue | undefined>>, indent: string): string {
  let text = '';
  for (const [key, value] of Object.entries(data)) {
    if (value !== undefined) text += `${indent}${scalar(key)}:${nested(value, indent)}`;
  }
  return text;
}

function nested(value: YamlValue, indent: string): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return ' []\n';
    return `\n${value.map((item) => `${indent}  -${nested(item, `${indent}  `)}`).join('')}`;
  }
  if (typeof value !== 'object') return ` ${scalar(value)}\n`;
  const inner = entries(value as Record<string, YamlValue>, `${indent}  `);
  return inner === '' ? ' {}\n' : `\n${inner}`;
}

const scalar = (value: YamlValue): string =>
  typeof value === 'string' && !isPlain(value) ? quoted(value) : String(value);

/** Begins with a letter, so it is not a number or date; holds nothing that YAML reads as more than text. */
const plain = /^[\p{L}/](?:[\p{L}\p{N} _./()@+*=;?!%&'",<>|~$^-]|:(?=[^\s]))*$/u;
const words = /^(?:true|false|yes|no|on|off|null|y|n)$/i;

const isPlain = (text: string): boolean =>
  plain.test(text) && !text.endsWith(' ') && !words.test(text);

/** JSON strings are double-quoted YAML once the characters that YAML calls unprintable are escaped. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
