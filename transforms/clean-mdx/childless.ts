import type { Code, Image, PhrasingContent, RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { code, givenLink, paragraph, strong, text } from '../nodes.ts';
import { packageCommand } from '../renderings/package-command.ts';
import type { Names, RenderEnv } from '../renderings/rendering.ts';
import { attributeContent, shownBy } from './attribute-content.ts';
import { isTyped } from './attributes.ts';
import { fileOf, isPicture } from './named-files.ts';

/** Attributes that hold prose, whatever the component: a title, what is said of it, where it leads. */
export const titles = 'title label titleText headline summary heading header name'.split(' ');
const descriptions: readonly string[] = [
  'description',
  'caption',
  'subtitle',
  'text',
  'tip',
  'alt',
];
const links: Names = ['href', 'url', 'to', 'link', 'page'];

/** Where a component leads; a lone word is the name of something else, such as the end of an arrow. */
export function destinationOf(element: ElementNode, env: RenderEnv): string | undefined {
  const url = env.text(element, links);
  return url !== undefined && /[/#.:?]/.test(url) && url !== '#' ? url : undefined;
}

const usual = [...titles, ...descriptions].filter((name) => name !== 'alt');

/** An element with the address of a picture, perhaps with what stands for it, and nothing else to read. */
function imageOf(element: ElementNode, env: RenderEnv): Image | undefined {
  const [url, alt = ''] = [env.text(element, ['src']), env.text(element, ['alt'])];
  const isFilm = /video|audio|player|frame|embed/i.test(element.name ?? '');
  if (!url || isFilm || env.text(element, usual)) return undefined;
  if (!alt && !isPicture.test(url)) return undefined;
  return { type: 'image', url: env.url(url), alt };
}

/** What an element without children says: a picture, a command, or its title and what is said of it. */
export function childless(
  element: ElementNode,
  env: RenderEnv,
  { titled, title }: { titled: string | undefined; title: PhrasingContent[] | undefined },
): RootContent[] {
  if (/install/i.test(element.name ?? '') && env.text(element, packages))
    return packageCommand.render(element, { as: 'package-command', packages, dev }, env);
  const image = imageOf(element, env);
  if (image) return env.flow ? [paragraph([image])] : [image];
  const described = descriptions.find((name) => env.text(element, name));
  const shown = shownBy(
    element,
    env,
    [titled, described].flatMap((name) => name ?? []),
    usual,
  );
  const words = env.text(element, described);
  const source = env.flow && words && !title ? sourceOf(element, words.trim()) : undefined;
  const said = source ? [source] : proseOf(element, title, env);
  return [...said, ...attributeContent(element, shown, env)];
}

/** Attributes by which components for installing say what: `<InstallPackages packages="a b"/>`. */
const packages: Names = ['packages', 'package', 'pkg', 'packageName'];
const dev: Names = ['dev', 'saveDev'];

/** Words that are a command by how they begin, or code by what the component is called. */
function sourceOf({ name }: ElementNode, words: string): Code | undefined {
  if (isTyped('text', words.split('\n', 1)[0]!)) return code(words, 'sh');
  const isCode = /(?:Snippet|CodeBlock|Command)$/.test(name ?? '') && !sentence.test(words);
  return isCode ? code(words) : undefined;
}

const sentence = /^\p{Lu}.*[.!?]$/su;

/** A component without children says what it says in its attributes. */
function proseOf(
  element: ElementNode,
  title: ReturnType<RenderEnv['prose']>,
  env: RenderEnv,
): RootContent[] {
  const description = env.prose(element, descriptions);
  const file = title || description ? fileOf(element, env) : undefined;
  const film = file?.type === 'link' ? file.url : undefined;
  const url = destinationOf(element, env);
  const to = url ? env.url(url) : film;
  const words = title ?? (film && !url ? description : undefined);
  const lead = to ? givenLink(to, words) : title && strong(title);
  const rest = words === description ? undefined : description;
  const parts = lead ? [lead, ...(rest ? [text(': '), ...rest] : [])] : rest;
  if (!parts) return [];
  return env.flow ? [paragraph(parts)] : parts;
}
