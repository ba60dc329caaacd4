import type { PhrasingContent, Root, RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import type { SavingName, SavingValue } from '../../src/contract/savings.ts';
import type { Document, Report } from '../../src/document/document.ts';
import type { StaticValue } from '../static-value.ts';

/** A rendering's options as the table or the user gave them. */
export type Spec = { readonly as: string } & Readonly<Record<string, unknown>>;

/** What a table says of an element: the rendering and its options. */
export interface Entry {
  readonly spec: Spec;
  readonly definition: RenderingDefinition;
}

/** An element, and what the tables say of it. */
export interface Child {
  element: ElementNode;
  entry: Entry | undefined;
}

/**
 * What a rendering may ask while it renders one element.
 *
 * Children come back rendered; an element that stands in a line of text gets its children as they
 * are in that line.
 */
export interface RenderEnv {
  readonly document: Document;
  /** Path of this file: that of the document, or of a file that it includes. */
  readonly path: string;
  /** The element stands where blocks stand, not within a line. */
  readonly flow: boolean;
  /** The nodes that the element stands among, itself included. */
  readonly siblings: readonly RootContent[];
  /** The names of the fields that enclose the element, the nearest last. */
  readonly fields: readonly string[];
  /** How many alerts enclose the element. */
  readonly alerts: number;
  /** The children, as blocks or as parts of a line, as the place requires. */
  children(element: ElementNode): RootContent[];
  /** The children as blocks. */
  blocks(element: ElementNode): RootContent[];
  /** The children as parts of one line. */
  line(element: ElementNode): PhrasingContent[];
  /** The child elements, with what the tables say of each. */
  elements(element: ElementNode): Child[];
  entry(element: ElementNode): Entry | undefined;
  /** Renders other nodes in place of the children. */
  render(nodes: readonly RootContent[]): RootContent[];
  /** What an expression among the children stands for, not rendered yet. */
  expand(source: string): RootContent[];
  /** The static value of an attribute; `true` where it has none; undefined where it is absent or not static. */
  attribute(element: ElementNode, name: string): StaticValue | undefined;
  /** The first of the attributes that reads as text, as a string. */
  text(element: ElementNode, names: Names | undefined): string | undefined;
  /** The first of the attributes that is prose, as Markdown or JSX, rendered. */
  prose(element: ElementNode, names: Names | undefined): PhrasingContent[] | undefined;
  /** A static value as prose. */
  valueProse(value: StaticValue | undefined): PhrasingContent[] | undefined;
  /** A static value as blocks. */
  valueBlocks(value: StaticValue): RootContent[];
  /** Reports a finding at a node of this file, by default the element; of an included file, at its include. */
  report(report: Report): void;
  /** Parses a text that an element is given, or is made into; not rendered yet. */
  parse(source: string, from?: string): Root;
  /** Markdown of one line, rendered. */
  inline(markdown: string): PhrasingContent[];
  /** The file that a name of this file is imported from, and what it is called there: `default`, `*` or a name. */
  imported(name: string): { path: string; text: string; name: string } | undefined;
  /** The text of the children as code: indentation and line breaks kept, expressions folded. */
  code(element: ElementNode): string;
  /** A URL of this file as the document that includes it must write it. */
  url(url: string): string;
  /** Whether text stands beside the span or element that holds this one. */
  readonly beside: boolean;
  /** Reads and renders a file in place of the element. */
  include(element: ElementNode, request: IncludeRequest): RootContent[];
  /** What becomes of an element that no table knows; it is counted and reported. */
  unknown(element: ElementNode): RootContent[];
  /** Notes what the site's own template of an element shows that only a build of the site would tell. */
  lose(element: ElementNode, sources: readonly string[]): void;
  /** Notes those of the attributes whose values only a build of the site would tell. */
  loseUnknown(element: ElementNode, names: Names | undefined): void;
  /** Value of a savings rule under the profile and the configuration. */
  rule(name: SavingName): SavingValue;
  /** Counts what a rule leaves out. */
  save(name: SavingName, nodes: readonly RootContent[]): void;
  /** Runs something with a field's name among `fields`. */
  within<T>(field: string, run: () => T): T;
}

/** One attribute name, or several in the order in which they are tried. */
export type Names = string | readonly string[];

export interface IncludeRequest {
  path: string;
  /** Name of a region or section of the file. */
  region?: string | undefined;
  /** Whether all regions of one name are one part. */
  joins?: boolean | undefined;
  /** Whether the whole file is shown where it has no such region. */
  whole?: boolean | undefined;
  empty?: boolean | undefined;
  /** Line ranges such as `2-5,7` or `3,` (from line 3). */
  lines?: string | undefined;
  /** Texts in the file after which the part begins, and before which it ends. */
  after?: string | undefined;
  before?: string | undefined;
  /** Whether the file is Markdown whatever its ending. */
  isMarkdown?: boolean | undefined;
  /** Whether the file becomes a part of the text before this is read as Markdown: lists at its ends go on. */
  inText?: boolean | undefined;
  /** What the file says where it is a template. */
  fill?: ((text: string) => string) | undefined;
  /** Language of the fence where the file is code; `md` includes it as prose. */
  lang?: string | undefined;
  /** Meta of the fence where the file is code. */
  meta?: string | undefined;
  /** Bold line above included code. */
  label?: string | undefined;
  /** Values that the included file may use by name. */
  props?: ReadonlyMap<string, StaticValue>;
}

type Rendering<S extends Spec = Spec> = (
  element: ElementNode,
  spec: S,
  env: RenderEnv,
) => RootContent[];

/** What an option of a rendering takes; user tables are checked against it. */
export type OptionKind = keyof OptionValues;

export interface RenderingDefinition {
  readonly options: Readonly<Record<string, OptionKind>>;
  readonly render: Rendering;
}

interface OptionValues {
  text: string;
  names: Names;
  flag: boolean;
  number: number;
  map: Readonly<Record<string, string>>;
  list: readonly string[];
}

type OptionKinds = Readonly<Record<string, OptionKind>>;

/** The options of a rendering, as their kinds say. */
export type OptionsOf<Kinds extends OptionKinds> = {
  readonly [Name in keyof Kinds]?: OptionValues[Kinds[Name]] | undefined;
};

/** Ties a rendering to the types of its options. */
export function defineRendering<const Kinds extends OptionKinds>(
  options: Kinds,
  render: Rendering<Spec & OptionsOf<Kinds>>,
): RenderingDefinition {
  return { options, render: render as Rendering };
}

export const namesOf = (names: Names | undefined): readonly string[] =>
  names === undefined ? [] : typeof names === 'string' ? [names] : names;

/** Whether one of the attributes says yes: as a word alone, or as "true". */
export const isSet = (element: ElementNode, names: Names | undefined, env: RenderEnv): boolean =>
  namesOf(names).some((name) => {
    const value = env.attribute(element, name);
    return value === true || value === 'true';
  });
