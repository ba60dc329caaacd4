/** Gives turns to the attempts of stages that declare `concurrency`, over all runs. */
export interface Turns {
  /**
   * Waits for a turn of a stage.
   *
   * @param limit how many turns of this stage there may be at once
   * @returns what gives the turn back
   */
  take(stage: string, limit: number): Promise<() => void>;
}

/** Turns within this graph, first come, first served. */
export function localTurns(): Turns {
  const taken = new Map<string, number>();
  const waiting = new Map<string, (() => void)[]>();
  const giveBack = (stage: string) => {
    const next = waiting.get(stage)?.shift();
    if (next === undefined) taken.set(stage, taken.get(stage)! - 1);
    else next();
  };
  return {
    async take(stage, limit) {
      const now = taken.get(stage) ?? 0;
      if (now < limit) taken.set(stage, now + 1);
      else {
        const queue = waiting.get(stage) ?? [];
        waiting.set(stage, queue);
        await new Promise<void>((resolve) => queue.push(resolve));
      }
      return () => giveBack(stage);
    },
  };
}
