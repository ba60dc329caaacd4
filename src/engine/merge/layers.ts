import type { Json } from '../json.ts';

type Layer<Value> = ReadonlyMap<string, Value>;

type Whole<Value> = Readonly<Record<string, Value>>;

/**
 * The fields of a context, put together when somebody looks at it. What a join adds is a layer above
 * those that it was merged into; each layer holds more than twice what the next one holds, so that
 * contexts that grow field by field take n log n, where copies would take n².
 */
export class Layers<Value = Json> {
  #layers: readonly Layer<Value>[] | undefined;
  #whole: Whole<Value> | undefined;

  private constructor(layers: readonly Layer<Value>[] | undefined, whole?: Whole<Value>) {
    this.#layers = layers;
    this.#whole = whole;
  }

  /** @param fields frozen */
  static of<Value>(fields: Whole<Value>): Layers<Value> {
    return new Layers(undefined, fields);
  }

  /** All fields in one object, frozen. */
  get whole(): Whole<Value> {
    if (this.#whole === undefined) {
      const whole: { [key: string]: Value } = {};
      for (const layer of this.#layers!) for (const [key, value] of layer) whole[key] = value;
      this.#whole = Object.freeze(whole);
    }
    return this.#whole;
  }

  get(key: string): Value | undefined {
    if (this.#whole !== undefined) {
      return Object.hasOwn(this.#whole, key) ? this.#whole[key] : undefined;
    }
    return this.#layers!.findLast((layer) => layer.has(key))?.get(key);
  }

  /** The same with more fields, or with others in their place. */
  with(fields: Layer<Value>): Layers<Value> {
    this.#layers ??= [new Map(Object.entries(this.#whole!))];
    const layers = [...this.#layers];
    let above = fields;
    for (let below = layers.at(-1); below !== undefined; below = layers.at(-1)) {
      if (below.size > 2 * above.size) break;
      layers.pop();
      above = put(above, below);
    }
    return new Layers([...layers, above]);
  }
}

/** A field keeps the place where it first stood. */
function put<Value>(above: Layer<Value>, below: Layer<Value>): Layer<Value> {
  if (below.size === 0) return above;
  const both = new Map(below);
  for (const [key, value] of above) both.set(key, value);
  return both;
}
