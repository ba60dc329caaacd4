import { Callable, callBack, fn, Opaque, type Value, type ValueMap } from '../static/value.ts';

/** What a schema makes of a value. */
type Make = (value: Value) => Value;

const same: Make = (value) => value;

/** A schema of Zod, of which only what it changes matters here: defaults, and what `transform` makes. */
class Schema extends Opaque {
  readonly #make: Make;
  readonly #shape: ValueMap | undefined;

  constructor(make: Make = same, shape?: ValueMap) {
    super();
    this.#make = make;
    this.#shape = shape;
  }

  make(value: Value): Value {
    return this.#make(value);
  }

  override member(name: string): Value {
    if (/^(?:safeParse|parse)(?:Async)?$/.test(name)) {
      return fn((value) => {
        const data = this.make(value);
        return name.startsWith('safe')
          ? new Map<string, Value>([
              ['success', true],
              ['data', data],
            ])
          : data;
      });
    }
    if (name === 'default' || name === 'prefault') {
      return fn((given) => {
        const otherwise = () => (given instanceof Callable ? callBack(given) : given);
        return new Schema((value) => (value === undefined ? otherwise() : this.make(value)));
      });
    }
    if (name === 'transform') {
      return fn((work) => new Schema((value) => callBack(work, this.make(value))));
    }
    if (name === 'extend' || name === 'merge') {
      return fn((more) => {
        const shape = more instanceof Schema ? more.#shape : more;
        return objectOf(new Map([...(this.#shape ?? []), ...(shape instanceof Map ? shape : [])]));
      });
    }
    // `optional`, `nullable`, `min(1)`, `or(…)`, `strict`: what it accepts stays as it is.
    return fn(() => this);
  }
}

/** The members that have no schema of their own stay, too. */
function objectOf(shape: ValueMap): Schema {
  const make: Make = (value) => {
    if (!(value instanceof Map)) return value;
    const made: ValueMap = new Map(value);
    for (const [key, schema] of shape) {
      const part = schema instanceof Schema ? schema.make(value.get(key)) : value.get(key);
      if (part !== undefined) made.set(key, part);
    }
    return made;
  };
  return new Schema(make, shape);
}

/** `z`: https://zod.dev/api */
class Zod extends Opaque {
  override member(name: string): Value {
    return fn((shape) =>
      /^(?:strict|loose)?object$/i.test(name) && shape instanceof Map
        ? objectOf(shape)
        : new Schema(),
    );
  }
}

export const zod: Value = new Zod();
