import type { JsonObject } from '../json.ts';
import type { Joined } from './join.ts';
import { provenanceOf } from './provenance.ts';
import type { Provenance } from './types.ts';

/** A merged context; who made its values is worked out when somebody asks. */
export class Merged {
  /** The merged context, frozen deeply unless what it was made of is `trusted`. */
  readonly context: JsonObject;
  /** Until it is asked: it holds all that was merged. */
  #origins: Joined['origins'] | undefined;
  #provenance: Provenance | undefined;

  constructor({ context, origins }: Pick<Joined, 'context' | 'origins'>) {
    this.context = context;
    this.#origins = origins;
  }

  /** Maps each path of the context to the stages that made its value; none: it was there initially. */
  get provenance(): Provenance {
    this.#provenance ??= provenanceOf(this.context, this.#origins!());
    this.#origins = undefined;
    return this.#provenance;
  }
}
