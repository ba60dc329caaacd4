import type { Code, Image, PhrasingContent, RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { code, givenLink, paragraph, strong, text } from '../nodes.ts';
import { ownLabel } from '../renderings/content.ts';
import { packageCommand } from '../renderings/package-command.ts';
import type { Names, RenderEnv } from '../renderings/rendering.ts';
import { attributeContent, shownBy } from './attribute-content.ts';
import { isTyped } from './attributes.ts';
import { givenTable } from './given-tables.ts';
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

/** Attributes by which components name a picture, the one for light pages first. */
const pictures: Names = ['src', 'srcLight', 'lightSrc', 'srcDark', 'darkSrc'];

const saysMore = (element: ElementNode, env: RenderEnv): boolean =>
  env.text(element, usual) !== undefined;

/**
 * The picture that an element has the address of, perhaps with what stands for it. Beside a title or a caption an
 * address may be that of anything else, and the picture of what leads elsewhere is an ornament.
 */
function imageOf(element: ElementNode, env: RenderEnv): Image | undefined {
  const [url, alt = ''] = [env.text(element, pictures), env.text(element, ['alt'])];
  const isFilm = /video|audio|player|frame|embed/i.test(element.name ?? '');
  if (!url || isFilm) return undefined;
  const isSure = isPicture.test(url);
  const isShown = saysMore(element, env)
    ? isSure && env.flow && destinationOf(element, env) === undefined
    : isSure || alt !== '';
  return isShown ? { type: 'image', url: env.url(url), alt } : undefined;
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
  if (image && !saysMore(element, env)) return env.flow ? [paragraph([image])] : [image];
  // What stands for a picture is in it.
  const names = image ? descriptions.filter((name) => name !== 'alt') : descriptions;
  const described = names.find((name) => env.text(element, name));
  const shown = shownBy(
    element,
    env,
    [titled, described, image && 'alt'].flatMap((name) => name ?? []),
    usual,
  );
  const words = env.text(element, described);
  const source = env.flow && words && !title ? sourceOf(element, words.trim()) : undefined;
  const said = source ? [source] : proseOf(element, { titled, title, names }, env);
  const above = image ? [paragraph([image])] : [];
  const table = givenTable(element, env);
  for (const name of table?.names ?? []) shown.add(name);
  return [...above, ...said, ...(table?.nodes ?? []), ...attributeContent(element, shown, env)];
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
  {
    titled,
    title,
    names,
  }: { titled: string | undefined; title: ReturnType<RenderEnv['prose']>; names: Names },
  env: RenderEnv,
): RootContent[] {
  const description = env.prose(element, names);
  const file = title || description ? fileOf(element, env) : undefined;
  const film = file?.type === 'link' ? file.url : undefined;
  const url = destinationOf(element, env);
  const to = url ? env.url(url) : film;
  const words = title ?? (film && !url ? description : undefined);
  const lead = to ? givenLink(to, words) : title && strong(ownLabel(element, titled, env) ?? title);
  const rest = words === description ? undefined : description;
  const parts = lead ? [lead, ...(rest ? [text(': '), ...rest] : [])] : rest;
  if (!parts) return [];
  return env.flow ? [paragraph(parts)] : parts;
}
