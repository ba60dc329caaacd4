import { Opaque, Unknown, unknown, type Value } from '../static/value.ts';

/** A value that Vue watches: `.value` in scripts, the value itself in templates. */
export class Ref extends Opaque {
  #work: () => Value;

  constructor(work: () => Value) {
    super();
    this.#work = work;
  }

  get current(): Value {
    return this.#work();
  }

  override setMember(name: string, value: Value): void {
    if (name === 'value' && !(value instanceof Unknown)) this.#work = () => value;
  }

  override member(name: string): Value {
    return name === 'value' ? this.current : unknown;
  }
}
