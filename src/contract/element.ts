import type { MdxJsxAttribute, MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';

/**
 * Every construct that is not Markdown reaches the stages as one of these nodes, whatever its
 * syntax was: JSX, paired HTML, a container, a shortcode, a macro or a tag.
 */
export type ElementNode = MdxJsxFlowElement | MdxJsxTextElement;

/** Whether an attribute has a name, or one of a pattern; what is spread has none. */
export const isNamed = (one: ElementNode['attributes'][number], name: string | RegExp): boolean =>
  one.type === 'mdxJsxAttribute' &&
  (typeof name === 'string' ? one.name === name : name.test(one.name));

/** The first attribute of an element with a name, or with one of a pattern. */
export const attributeNamed = (
  { attributes }: Pick<ElementNode, 'attributes'>,
  name: string | RegExp,
): MdxJsxAttribute | undefined =>
  attributes.find((one) => isNamed(one, name)) as MdxJsxAttribute | undefined;

/** What such an attribute says, where that is written as a text. */
export function textNamed(
  element: Pick<ElementNode, 'attributes'>,
  name: string | RegExp,
): string | undefined {
  const value = attributeNamed(element, name)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** Which syntax an element was written in; it tells in which table of the dialect its name is looked up. */
export type ElementOrigin = 'jsx' | 'html' | 'container' | 'macro';

declare module 'mdast' {
  interface Data {
    /** Absent on elements that were JSX. */
    origin?: ElementOrigin;
    /** The id that an author gave a heading (`## Title {#id}`). */
    id?: string;
    /** On links and images that another file brought in: its path, relative to the source root. */
    source?: string;
    /** On elements that a component's source gave: their names are those of the framework. */
    made?: boolean;
    /** On elements that a component shows from a package of icons. */
    icon?: boolean;
    /** On elements that hold source of a component which shows nothing. */
    hollow?: boolean;
    /** On elements of a component that choose what others of it show: which components. */
    chooses?: number[];
    /** On blanks between words that a component's source has on lines of their own. */
    gap?: boolean;
    /** On elements that stand for a Markdown file which a component shows. */
    partial?: { path: string; from: string };
    /** On links and images: the elements that stand in their address, by what stands for each there. */
    calls?: ReadonlyMap<string, ElementNode>;
    /** Whether it is a link whose text is the address itself, with such elements in it. */
    isBare?: boolean;
    /** On code in which elements stand: its parts, in order. */
    parts?: readonly (string | { element: ElementNode; source: string })[];
    /** On code that a component shows: the lines of it that the page gave to the component. */
    ofPage?: string;
    /** On links that an attribute of a component gave, whose place in the site only the component knows. */
    given?: boolean;
    /** On links whose words are only the end of their path: the title of their page is better. */
    unnamed?: boolean;
    /** On paragraphs whose links have lost their targets: whether they held anything else. */
    unlinked?: 'all' | 'some';
    /** On what Vue shows as it is written, braces and all. */
    verbatim?: boolean;
    /** On what stands in a slot of Vue that names what its component gives it. */
    scoped?: boolean;
    /** On links that lead nowhere, and of which that was already reported. */
    reported?: boolean;
  }
}
