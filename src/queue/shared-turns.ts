import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Turns } from '../engine/index.ts';
import type { Lifeline } from './lifeline.ts';
import type { BuildKeys } from './protocol.ts';

/** Milliseconds for which a worker that gives no sign keeps its turns and its places in line. */
export const turnLeaseMs = 5_000;
/** How often a worker looks whether it is its turn, in milliseconds. */
const lookMs = 20;

/** What this worker wants and has of the turns of one stage. */
interface Line {
  limit: number;
  /** By ticket: what hears that it is its turn. */
  waiting: Map<string, () => void>;
  held: Set<string>;
  /** Tickets to be given back. */
  done: Set<string>;
  wake: () => void;
}

function newLine(limit: number): Line {
  return { limit, waiting: new Map(), held: new Set(), done: new Set(), wake() {} };
}

/**
 * Turns of stages over all workers of a build. Each stage has a line in Redis, in which tickets stand
 * as they came; the first of them have a turn. Those of a worker that has given no sign for
 * `turnLeaseMs` go to others.
 */
export class SharedTurns implements Turns {
  readonly #lifeline: Lifeline;
  readonly #keys: BuildKeys;
  readonly #worker = randomUUID();
  readonly #lines = new Map<string, Line>();
  #tickets = 0;

  constructor(lifeline: Lifeline, keys: BuildKeys) {
    this.#lifeline = lifeline;
    this.#keys = keys;
  }

  async take(stage: string, limit: number): Promise<() => void> {
    const line = this.#lines.get(stage) ?? newLine(limit);
    const ticket = `${this.#worker} ${this.#tickets++}`;
    const turn = new Promise<void>((resolve) => line.waiting.set(ticket, resolve));
    if (this.#lines.has(stage)) line.wake();
    else void this.#serve(stage, line);
    await turn;
    return () => {
      line.held.delete(ticket);
      line.done.add(ticket);
      line.wake();
    };
  }

  /** Until nobody here wants or has a turn, or the work ends: who still waits then needs none. */
  async #serve(stage: string, line: Line): Promise<void> {
    const { signal, hear } = this.#lifeline;
    const { waiting, held, done } = line;
    this.#lines.set(stage, line);
    do {
      const woken = new AbortController();
      line.wake = () => woken.abort();
      // What cannot be asked now may be asked at the next look.
      await this.#look(stage, line).catch(hear);
      const pause = waiting.size > 0 ? lookMs : turnLeaseMs / 5;
      await sleep(pause, undefined, { signal: woken.signal }).catch(() => {});
    } while (waiting.size + held.size + done.size > 0 && !signal.aborted);
    this.#lines.delete(stage);
  }

  /** Tells Redis what this worker has, wants and gives back; hears whose turn it is. */
  async #look(stage: string, { limit, waiting, held, done }: Line): Promise<void> {
    const { redis } = this.#lifeline;
    const given = [...done];
    const wanted = [...held, ...waiting.keys()];
    const keys = [this.#keys.line(stage), this.#keys.lease(this.#worker)];
    const values = [this.#keys.lease(''), limit, turnLeaseMs, given.length, ...given, ...wanted];
    const turns = await this.#lifeline.ask(() => redis.eval(script, 2, ...keys, ...values));
    for (const ticket of given) done.delete(ticket);
    for (const ticket of turns as string[]) {
      const begin = waiting.get(ticket);
      if (begin === undefined) continue;
      waiting.delete(ticket);
      held.add(ticket);
      begin();
    }
  }
}

/**
 * Takes tickets out of a line and puts others at its end, unless they stand in it; gives those that
 * have a turn. A ticket begins with the worker that it belongs to, and goes with that worker's lease.
 */
const script = `
local line, own = KEYS[1], KEYS[2]
local leases, limit, lease, given = ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4])
redis.call('set', own, '1', 'px', lease)
for at = 5, 4 + given do redis.call('zrem', line, ARGV[at]) end
local last = tonumber(redis.call('zrange', line, -1, -1, 'withscores')[2] or 0)
for at = 5 + given, #ARGV do
  last = last + redis.call('zadd', line, 'nx', last + 1, ARGV[at])
end
redis.call('pexpire', line, lease)
local turns = {}
for _, ticket in ipairs(redis.call('zrange', line, 0, -1)) do
  local worker = string.match(ticket, '^%S+')
  if redis.call('exists', leases .. worker) == 0 then redis.call('zrem', line, ticket)
  elseif #turns < limit then turns[#turns + 1] = ticket end
end
return turns`;
