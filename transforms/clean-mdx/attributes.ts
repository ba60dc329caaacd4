import type { Code } from 'mdast';
import type { MdxJsxAttribute } from 'mdast-util-mdx';
import { attributeNamed, type ElementNode } from '../../src/contract/element.ts';
import { dedent } from '../../src/document/lines/some-lines.ts';
import { code } from '../nodes.ts';
import type { Entry } from '../renderings/rendering.ts';

type Attribute = ElementNode['attributes'][number];

/** Attributes that hold words, whatever their value looks like. */
export const prose: ReadonlySet<string> = new Set(
  'title label titleText headline summary header heading name description caption subtitle text tip alt content message note hint'.split(
    ' ',
  ),
);

/** Attributes that hold the title of what an element shows. */
export const titleName = /^(?:title|label)$/;

/** Attributes that say how a component looks or behaves, or where something is. */
const style = new RegExp(
  `^(?:${[
    'class(?:Name|es|List)?|\\w+(?:Class(?:Name|es)?|Style|-class|-style)|style|styles|css|sx|ui|id|key|ref|slot|is|as|theme|lang|language|locale|type|kind',
    'variant|intent|status|color|background|bg|fill|stroke|size|sizes|width|height|w|h|align|gap|cols|columns',
    'icon|iconName|iconType|frame|layout|direction|position|viewBox|d|path|points|transform|src|srcSet|srcset',
    'href|url|to|link|action|method|target|rel|allow|sandbox|loading|decoding|fetchpriority|referrerPolicy',
    'syncKey|groupId|queryString|defaultValue|value|values|meta|mark|ins|del|highlight|pattern|format|autoplay',
    'role|tabindex|aria-(?!label$).+|data-.+|dataOpen|on[A-Z].*|@.+|v-.+|:.+|#.+|(?:client|server|transition|set|is|class|define|x)[:-].+',
  ].join('|')})$`,
);

export const isStyle = (name: string): boolean => style.test(name);

/**
 * Whether an attribute says something that a reader would miss: a title or description by its name,
 * or any other whose value holds a blank, a line break or an element, and that is not a style or behaviour.
 */
export function isContent(attribute: Attribute): boolean {
  if (attribute.type !== 'mdxJsxAttribute' || typeof attribute.value !== 'string') return false;
  const { name, value } = attribute;
  if (prose.has(name) || typed.has(name)) return /[\p{L}\p{N}]/u.test(value);
  if (style.test(name)) return isLongCode(name, value);
  return sentence.test(value) && !address.test(value);
}

/** More than a word, or a word that an element marks; some scripts have no blanks between words. */
export const sentence =
  /\S\s+\S|<\/(?:a|b|code|em|i|kbd|strong|sub|sup)>|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]{4}/u;

/** An address with parameters, which may hold blanks: `{{{url}}}?title=Fire slowly&color=red`. */
const address = /^[^\s?]+\?[\w-]+=[^\n]*$/;

/** Attributes that name a file, or hold the text of one. */
const sources = /^(?:[\w-]*[cC]ode\d*|source|src|value)$/;

/** Whether an attribute holds code of several lines. */
export const isLongCode = (name: string, value: string): boolean =>
  sources.test(name) && /\S.*\n/.test(value.trim());

const bound = /^(?::|v-bind:)/;

/** The name of an attribute, which Vue writes as `:name` where its value is an expression. */
export const nameOf = ({ name }: MdxJsxAttribute): string => name.replace(bound, '');

/** The source of an attribute that is an expression: `name={…}`, or `:name="…"` of Vue. */
export function expressionOf(element: ElementNode, name: string): string | undefined {
  const value = attributeNamed(element, name)?.value;
  if (typeof value === 'string') return bound.test(name) ? value : undefined;
  return value?.value;
}

const tools =
  'npm npx pnpm pnpx yarn bun bunx deno node cargo rustup pip pip3 pipx uv uvx poetry conda brew apt apt-get dnf yum ' +
  'pacman apk choco winget scoop snap curl wget git gh docker podman kubectl helm go gem bundle composer php dotnet mvn ' +
  'gradle make cmake sh bash sudo cd mkdir export python python3 ruby rails npx-cli terraform aws gcloud az';
const commandWords: ReadonlySet<string> = new Set(tools.split(' '));

/** Attributes that hold what a reader types, be it a single word. */
const typed: ReadonlySet<string> = new Set(['command', 'cmd']);

/** Whether an attribute holds something to type, by its name or its value. */
export const isTyped = (name: string, value: string): boolean =>
  typed.has(name) || isCommand(value);

/** Whether a text is something to type: several lines, a prompt, a known program with what follows. */
function isCommand(value: string): boolean {
  const text = value.trim();
  return /\n/.test(text) || isLineOfCode(value) || isForShell(text);
}

/** A line of a script, alone between line breaks. */
const isLineOfCode = (value: string): boolean =>
  /^\s*\n/.test(value) && /^\s*import\b|[;,{}]\s*(?:\/\/.*)?$/.test(value);

function isForShell(text: string): boolean {
  if (/^[$>#] \S/.test(text)) return true;
  // A line of a module, by which a component finds a part of a file: `export default`.
  if (/^export (?![A-Z_]\w*=)/i.test(text)) return false;
  const [first = '', second] = text.split(/\s+/);
  return second !== undefined && commandWords.has(first) && !/[.!?]$/.test(text);
}

/** Code in an attribute, without the lines around it and what all its lines are indented by. */
export const dedentedCode = (value: string): string =>
  dedent(value.replace(/^\s*\n|\s+$/g, '').split('\n')).join('\n');

/** What an attribute gives to type, as code; in `lang` where it is not for a shell. */
export function typedCode(name: string, value: string, lang?: string): Code {
  const text = dedentedCode(value);
  const isShell = typed.has(name) || isForShell(text.trim().split('\n', 1)[0]!);
  return code(text.trimStart(), isShell ? 'sh' : lang);
}

/** Names of components: `Tabs`, `Tabs.Tab`, `my-tabs`; others are HTML elements. */
export const isComponentName = (name: string | null): name is string =>
  name !== null && /^[\p{Lu}\p{Lo}$_]|^[a-z].*[-.]/u.test(name);

/** Whether a table's row reads what an element holds, or one of its attributes, and every one that says something. */
export function readsAll({ children, attributes }: ElementNode, { spec }: Entry): boolean {
  const read = new Set(Object.values(spec).flat());
  const template = typeof spec.text === 'string' ? spec.text : '';
  if (children.length === 0 && !attributes.some((one) => 'name' in one && read.has(one.name)))
    return false;
  return attributes.every(
    (attribute) =>
      attribute.type !== 'mdxJsxAttribute' ||
      !isContent(attribute) ||
      read.has(attribute.name) ||
      template.includes(`{${attribute.name}}`),
  );
}

/** Whether an element without content is a card: all that it says is a title, a description and where it leads. */
export function isCard({ children, attributes }: ElementNode): boolean {
  const said = attributes.flatMap((one) =>
    one.type === 'mdxJsxAttribute' && typeof one.value === 'string' ? [one.name] : [],
  );
  const parts = [/^(?:title|label|name)$/, /^(?:href|url|to|link)$/, /^(?:description|text)$/];
  const isPart = (name: string) => parts.some((part) => part.test(name));
  return (
    children.length === 0 &&
    parts.every((part) => said.some((name) => part.test(name))) &&
    attributes.every(
      (one) => !isContent(one) || (one.type === 'mdxJsxAttribute' && isPart(one.name)),
    )
  );
}
