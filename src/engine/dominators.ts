/**
 * For each stage and join, by its number, the nearest one that all ways to it lead through: a tree,
 * whose root is the beginning of the run. `#jumps` leads up in steps that double, so that two numbers
 * of any depth find where their ways meet in a logarithm of steps.
 */
export class Dominators {
  readonly #parents: number[] = [];
  readonly #jumps: number[] = [];
  readonly #depths: number[] = [];

  /** @param node numbers are added one after the other, from 0 */
  add(node: number, parent: number | undefined): void {
    const above = parent ?? root;
    const jump = this.#jump(above);
    const isEven =
      this.#depth(above) - this.#depth(jump) === this.#depth(jump) - this.#depth(this.#jump(jump));
    this.#parents[node] = above;
    this.#jumps[node] = isEven ? this.#jump(jump) : above;
    this.#depths[node] = this.#depth(above) + 1;
  }

  /** The nearest that all ways to these lead through; undefined: the beginning. */
  of(nodes: readonly number[]): number | undefined {
    const [first = root, ...others] = nodes;
    const common = others.reduce((one, other) => this.#meet(one, other), first);
    return common === root ? undefined : common;
  }

  #meet(first: number, second: number): number {
    const depth = Math.min(this.#depth(first), this.#depth(second));
    let one = this.#lift(first, depth);
    let other = this.#lift(second, depth);
    while (one !== other) {
      const far = this.#jump(one) !== this.#jump(other);
      one = far ? this.#jump(one) : this.#parents[one]!;
      other = far ? this.#jump(other) : this.#parents[other]!;
    }
    return one;
  }

  #lift(node: number, depth: number): number {
    let at = node;
    while (this.#depth(at) > depth) {
      at = this.#depth(this.#jump(at)) >= depth ? this.#jump(at) : this.#parents[at]!;
    }
    return at;
  }

  #jump(node: number): number {
    return this.#jumps[node] ?? root;
  }

  #depth(node: number): number {
    return this.#depths[node] ?? 0;
  }
}

const root = -1;
