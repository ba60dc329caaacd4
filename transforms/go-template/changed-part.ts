import { Part, unknown, type Value } from './values.ts';

/** The text of another page, which a template changes before it is read. */
export class ChangedPart extends Part {
  readonly change: (text: string) => string;

  constructor(part: Part, change: (text: string) => string) {
    super(part.source, part.as, part.language);
    this.change = part instanceof ChangedPart ? (text) => change(part.change(text)) : change;
  }
}

/** Whether a value takes the place of another one where nothing tells that it is given: a change may lose a part. */
export const settles = (value: Value): boolean =>
  value !== unknown && !(value instanceof ChangedPart);
