import type { RootContent } from 'mdast';
import { Opaque, type ValueMap } from '../static/value.ts';

/** A Markdown file as a component. */
export class Partial extends Opaque {
  readonly specifier: string;
  readonly from: string;

  constructor(specifier: string, from: string) {
    super();
    this.specifier = specifier;
    this.from = from;
  }

  /** The element that stands for it where a component shows it. */
  element(props: ValueMap = new Map()): RootContent {
    const attributes = [...props].flatMap(([name, value]) =>
      typeof value === 'string' ? [{ type: 'mdxJsxAttribute' as const, name, value }] : [],
    );
    return {
      type: 'mdxJsxFlowElement',
      name: 'Partial',
      attributes,
      children: [],
      data: { partial: { path: this.specifier, from: this.from } },
    };
  }

  override get type(): 'function' {
    return 'function';
  }
}
