import type { HostMessage, TurnAsked, TurnGiven } from '../protocol.ts';

interface Line {
  taken: number;
  readonly waiting: (() => void)[];
}

/** What hears the worker of one batch. */
export interface TurnCounter {
  hear(message: TurnAsked | TurnGiven): void;
  /** Gives back what the worker has. */
  close(): void;
}

/** Gives turns of stages to all workers of a pool: so many at once, first come, first served. */
export class TurnDesk {
  readonly #lines = new Map<string, Line>();

  open(send: (message: HostMessage) => void): TurnCounter {
    const held = new Map<number, string>();
    let closed = false;
    const give = (id: number) => {
      const stage = held.get(id);
      if (held.delete(id)) this.#give(stage!);
    };
    return {
      hear: (message) => {
        const { id } = message;
        if (message.turn === 'give') return give(id);
        this.#take(message, () => {
          held.set(id, message.stage);
          if (closed) give(id);
          else send({ granted: id });
        });
      },
      close() {
        closed = true;
        for (const id of [...held.keys()]) give(id);
      },
    };
  }

  #take({ stage, limit }: TurnAsked, granted: () => void): void {
    const line = this.#lines.get(stage) ?? { taken: 0, waiting: [] };
    this.#lines.set(stage, line);
    if (line.taken >= limit) {
      line.waiting.push(granted);
      return;
    }
    line.taken++;
    granted();
  }

  #give(stage: string): void {
    const line = this.#lines.get(stage)!;
    const next = line.waiting.shift();
    if (next === undefined) line.taken--;
    else next();
  }
}
