import type { MdxJsxAttribute } from 'mdast-util-mdx';

/** What a tag says, as the syntax that it belongs to reads it. */
export interface TagHead {
  name: string;
  role: 'open' | 'close' | 'alone';
  attributes: MdxJsxAttribute[];
}

export interface Tag extends TagHead {
  /** Index of its line and its place there. */
  index: number;
  from: number;
  to: number;
  /** The tag as written. */
  source: string;
  /** Whether it stands in a fence, indented code or a code span. */
  code: boolean;
  /** The tag that closes it, or that it closes. */
  partner?: Tag;
  /** Whether it stands on lines of its own although it holds nothing. */
  block?: boolean;
}

/** How a syntax of tags is read and what becomes of its tags. */
export interface TagSyntax {
  /** A tag, from its `{{` or `{%` to the same end; the first group that matched is its inside. Sticky. */
  pattern: RegExp;
  /** Marks with which a tag begins and ends, for tags over several lines. */
  opening: RegExp;
  closing: string;
  /** Whether the lines of a tag that begins so stay apart, by U+2028, blank ones among them. */
  keepsLines?(start: string): boolean;
  /** Whether a pair in a list item goes on in it, however little its body is indented. */
  holdsItems?: boolean;
  /** Whether a tag on a line of its own is a block, so that it never goes on in the line below: any, or one above another. */
  blocks?: 'all' | 'stacked';
  read(inside: string, source: string): TagHead | undefined;
  /** Text that stands for a tag where no element can stand: in code, link targets, attributes. Undefined leaves it. */
  asText(tag: Tag): string | undefined;
  /** Whether a tag stands for its text where it is in the address of a link. */
  addresses?(tag: Tag): boolean;
  /** The text of a tag in an attribute of HTML, where the site's settings tell it. */
  textInTag?(tag: Tag): string | undefined;
  /** Whether a tag in code stands for its text, unless the page closes one of its name. */
  runsInCode?(tag: Tag): boolean;
  /** Replaces a tag by text everywhere (`''` takes it out); undefined makes it an element. */
  replace?(tag: Tag): string | undefined;
  /**
   * The attributes of a pair whose body, given as lines, is code and not Markdown; the body itself
   * becomes the attribute `code`. Undefined where it is Markdown.
   */
  codeOf?(tag: Tag, body: readonly string[]): readonly MdxJsxAttribute[] | undefined;
  /** Whether what a pair holds within one line is code, too. */
  isTemplate?(tag: Tag): boolean;
  /** Whether a pair is removed with its content. */
  drops?(tag: Tag): boolean;
  /** Whether the content of a pair is text as written, including tags. */
  quotes?(tag: Tag): boolean;
}
