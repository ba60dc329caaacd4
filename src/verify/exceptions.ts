import { kind } from './source/syntax-rules.ts';
import type { Tag } from './source/tag.ts';

/** Fences whose body is a document of the page's own syntax, not code. */
export const documentFences = new Set(['mdx-code-block']);

/** A loss that is meant: an element that a rule leaves out with its content. */
interface ElementException {
  name: string;
  reason: string;
  applies(tag: Tag): boolean;
}

const named =
  (...names: string[]) =>
  (tag: Tag) =>
    names.includes(tag.name);
const attribute = (tag: Tag, name: string) =>
  tag.attributes.find((candidate) => candidate.name === name)?.value;

const shareForm =
  /^https?:\/\/(?:www\.)?(?:(?:twitter|x)\.com\/(?:intent|share)|bsky\.app\/intent|reddit\.com\/submit|(?:\w+\.)?facebook\.com\/share|linkedin\.com\/shar)/;

export const elementExceptions: readonly ElementException[] = [
  {
    name: 'include-path',
    reason: 'The text of `<include>` is the path of a file, whose content takes its place.',
    applies: named('include'),
  },
  { name: 'drawing', reason: 'Inline SVG is decoration.', applies: named('svg') },
  {
    name: 'head',
    reason: '`<head>` is for search engines and browsers, not for readers.',
    applies: named('head', 'Head'),
  },
  {
    name: 'share-links',
    reason: 'Links to the share forms of social networks belong to the site, not to the page.',
    applies: (tag) => tag.attributes.some(({ value }) => shareForm.test(value)),
  },
  {
    name: 'fallback',
    reason: 'Only browsers that cannot play a video or a frame show its content.',
    applies: named('video', 'audio', 'iframe', 'object'),
  },
  {
    name: 'runtime-list',
    reason: 'An element with `v-for` is repeated over data that only the running site has.',
    applies: (tag) => attribute(tag, 'v-for') !== undefined,
  },
  {
    name: 'condition',
    reason: 'An element with `v-if` or `v-else` is shown only where its condition is met.',
    applies: (tag) => tag.attributes.some(({ name }) => /^v-(?:if|else)/.test(name)),
  },
  {
    name: 'demo',
    reason: 'Form controls in a page are live demos; they work only in the browser.',
    applies: named('button', 'select', 'textarea', 'form'),
  },
];

/** A loss that is meant: an attribute whose words the page holds already, or that names no content. */
interface AttributeException {
  name: string;
  reason: string;
  applies(tag: Tag, attribute: Tag['attributes'][number], following: string): boolean;
}

export const attributeExceptions: readonly AttributeException[] = [
  {
    name: 'no-request-body',
    reason: 'docusaurus-openapi-docs shows nothing of the body of a request that has none.',
    applies: (tag) =>
      tag.name === 'RequestSchema' && attribute(tag, 'body')?.trim() === 'undefined',
  },
  {
    name: 'repeated-label',
    reason: 'A label with the same words as the beginning of its element appears once.',
    applies: (_tag, { value }, following) =>
      following.replace(/^(?:#{1,6}\s+)?[*_]{0,3}/, '').startsWith(value.trim()),
  },
  {
    name: 'label-of-a-badge',
    reason:
      'A label beside the words that a badge holds is for screen readers, a title for who points at it.',
    applies: (tag, { name }, following) =>
      /(?:[Bb]adge|StatusLabel)$/.test(tag.name) &&
      (name === 'label' || name === 'title') &&
      /^[\p{L}\p{N}]/u.test(following),
  },
  {
    name: 'alert-title',
    reason: 'A title that is the name of the box (Note, Warning) is replaced by the box itself.',
    applies: (_tag, { name, value }) => name === 'title' && kind.test(value),
  },
  {
    name: 'name-of-a-key',
    reason: 'The title of a key says what its sign is called: `<kbd title="Command">⌘</kbd>`.',
    applies: (tag, { name }, following) =>
      tag.name === 'kbd' && name === 'title' && /^[^\p{L}\p{N}<]+</u.test(following),
  },
  {
    name: 'second-theme',
    reason:
      'The image of the dark theme repeats the one of the light theme; its text appears once.',
    applies: (tag, { name }) =>
      name === 'alt' && /(?=.*\bhidden\b).*\bdark:/.test(attribute(tag, 'className') ?? ''),
  },
  {
    name: 'alt-of-a-link',
    reason: '`alt` is for pictures; on a link, no reader sees it.',
    applies: (tag, { name }) => tag.name === 'a' && name === 'alt',
  },
  {
    name: 'title-of-a-place',
    reason:
      'The title of a place in a page, `<a name>`, is shown where the pointer rests on nothing.',
    applies: (tag, { name }) =>
      tag.name === 'a' && name === 'title' && attribute(tag, 'href') === undefined,
  },
  {
    name: 'address-title',
    reason: 'The title of a link that is a part of its address adds nothing.',
    applies: (tag, { name, value }) =>
      tag.name === 'a' && name === 'title' && attribute(tag, 'href')?.includes(value) === true,
  },
  {
    name: 'head-of-the-page',
    reason:
      'What `Meta`, `Seo` or an own component of nothing but `<Head>` is told stands in the head of a page, or says where a Storybook lists it; an own component that gives `null` shows nothing.',
    applies: (tag) => /^(?:Meta|SEO|Seo)$/.test(tag.name),
  },
  {
    name: 'link-title',
    reason: 'The title of a link with a text of its own repeats where it leads.',
    applies: (tag, { name }) =>
      name === 'title' && /^(?:ScrimbaLink|VueSchoolLink|BoxLink)$/.test(tag.name),
  },
];

/** A loss that is meant: a line that belongs to the site and not to the page. */
export const lineExceptions = [
  {
    name: 'boilerplate',
    reason: 'A line of nothing but a link "Edit this page", "Previous" or "Next" is navigation.',
    pattern:
      /^\W*\[\W*(?:(?:edit|improve) (?:this|the) (?:page|doc)[^\]]*|(?:previous|prev|next)(?:\W[^\]]*)?)\]\([^()\s]*\)\W*$/i,
  },
] as const;
