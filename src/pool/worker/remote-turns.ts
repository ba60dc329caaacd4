import type { Turns } from '../../engine/index.ts';
import type { HostMessage, TurnAsked, TurnGiven } from '../protocol.ts';

/** Turns that the host gives, over all its workers. */
export class RemoteTurns implements Turns {
  readonly #waiting = new Map<number, () => void>();
  #send: (message: TurnAsked | TurnGiven) => void = () => {};
  #ids = 0;

  /** The host of the next batch hears this. */
  use(send: (message: TurnAsked | TurnGiven) => void): void {
    this.#send = send;
  }

  hear({ granted }: HostMessage): void {
    this.#waiting.get(granted)?.();
    this.#waiting.delete(granted);
  }

  async take(stage: string, limit: number): Promise<() => void> {
    const id = this.#ids++;
    const send = this.#send;
    const granted = new Promise<void>((resolve) => this.#waiting.set(id, resolve));
    send({ turn: 'take', id, stage, limit });
    await granted;
    return () => send({ turn: 'give', id });
  }
}
