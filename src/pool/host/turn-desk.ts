import { localTurns, type Turns } from '../../engine/turns.ts';
import type { HostMessage, TurnAsked, TurnGiven } from '../protocol.ts';

/** What hears the worker of one batch. */
interface TurnCounter {
  hear(message: TurnAsked | TurnGiven): void;
  /** Gives back what the worker has. */
  close(): void;
}

/** Hands turns of stages to the workers of a pool, by messages. */
export class TurnDesk {
  readonly #turns: Turns;

  /** @param turns where they come from; default: so many at once in this pool */
  constructor(turns: Turns = localTurns()) {
    this.#turns = turns;
  }

  /** @param onIdle hears whether the worker waits for turns and has none */
  open(send: (message: HostMessage) => void, onIdle: (isIdle: boolean) => void): TurnCounter {
    const held = new Map<number, () => void>();
    let waiting = 0;
    let closed = false;
    const changed = () => {
      if (!closed) onIdle(waiting > 0 && held.size === 0);
    };
    const give = (id: number) => {
      const giveBack = held.get(id);
      if (held.delete(id)) giveBack!();
    };
    const take = async ({ id, stage, limit }: TurnAsked) => {
      waiting++;
      changed();
      held.set(id, await this.#turns.take(stage, limit));
      waiting--;
      changed();
      if (closed) give(id);
      else send({ granted: id });
    };
    return {
      hear(message) {
        if (message.turn === 'take') return void take(message);
        give(message.id);
        changed();
      },
      close() {
        closed = true;
        for (const id of [...held.keys()]) give(id);
      },
    };
  }
}
