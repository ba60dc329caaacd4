import type { Redis } from 'ioredis';
import { disagreement } from './agreement.ts';
import { type BuildWorker, type BuildWorkerOptions, startBuildWorker } from './build-worker.ts';
import type { Lifeline } from './lifeline.ts';
import {
  type Agreement,
  type BuildSetup,
  buildKeys,
  buildsKey,
  producerSilenceMs,
} from './protocol.ts';

interface ParticipationOptions extends Omit<BuildWorkerOptions, 'build' | 'setup'> {
  /** What this installation brings to a build. */
  agreement: Agreement;
}

/** How often a setup that cannot be used is tried. */
const tries = 3;

/** The builds that a worker takes part in. */
export class Participation {
  readonly #options: ParticipationOptions;
  readonly #joined = new Map<string, BuildWorker>();
  readonly #refused = new Set<string>();
  readonly #failures = new Map<string, number>();
  /** Since when builds gave no sign of life. */
  readonly #silentSince = new Map<string, number>();

  constructor(options: ParticipationOptions) {
    this.#options = options;
  }

  /** Joins builds that have begun, and leaves those that have ended. */
  async look(): Promise<void> {
    const { lifeline } = this.#options;
    const { redis } = lifeline;
    const builds = await lifeline.ask(() => redis.smembers(buildsKey));
    const alive = new Set<string>();
    for (const build of builds) {
      const found = await lifeline.ask(() => redis.exists(buildKeys(build).alive));
      if (found === 1) alive.add(build);
      else await this.#silent(build);
    }
    for (const [build, part] of this.#joined) {
      if (alive.has(build)) continue;
      this.#joined.delete(build);
      await part.close(true);
      this.#options.say(`Build ${build} has ended.`);
    }
    for (const build of alive) {
      this.#silentSince.delete(build);
      if (!this.#joined.has(build) && !this.#refused.has(build)) await this.#try(build);
    }
    this.#forgetAllBut(builds);
  }

  /** Leaves all builds. */
  async end(): Promise<void> {
    await Promise.all([...this.#joined.values()].map((part) => part.close()));
  }

  /** Others write the setups: an invalid one only costs its own build. */
  async #try(build: string): Promise<void> {
    try {
      await this.#join(build);
    } catch (error) {
      if (this.#options.lifeline.signal.aborted) throw error;
      const failures = (this.#failures.get(build) ?? 0) + 1;
      this.#failures.set(build, failures);
      if (failures < tries) return;
      const { message } = error as Error;
      await this.#refuse(build, `its setup cannot be used (${message})`);
    }
  }

  async #join(build: string): Promise<void> {
    const { lifeline, agreement, say } = this.#options;
    const text = await lifeline.ask(() => lifeline.redis.get(buildKeys(build).setup));
    if (text === null) return;
    const setup = JSON.parse(text) as BuildSetup;
    const difference = disagreement(setup.agreement, agreement);
    if (difference !== undefined) return this.#refuse(build, difference);
    this.#joined.set(build, await startBuildWorker({ ...this.#options, build, setup }));
    say(`Working for build ${build}.`);
  }

  /** Takes no part in a build, and says so on both sides. */
  async #refuse(build: string, why: string): Promise<void> {
    const { lifeline, name, say } = this.#options;
    this.#refused.add(build);
    const reason = `Worker ${name} does not take part: ${why}.`;
    say(reason);
    const { alive, refusals } = buildKeys(build);
    await lifeline.redis.eval(pushWhileAlive, 2, alive, refusals, reason);
  }

  /** Removes what a build left whose producer has been silent for long; it may have been Redis that was away. */
  async #silent(build: string): Promise<void> {
    const since = this.#silentSince.get(build) ?? performance.now();
    this.#silentSince.set(build, since);
    if (performance.now() - since < producerSilenceMs) return;
    const removed = await removeBuild(this.#options.lifeline.redis, build);
    this.#options.say(`Removed ${removed} keys that the dead build ${build} left in Redis.`);
  }

  #forgetAllBut(builds: readonly string[]): void {
    const known = new Set(builds);
    for (const kept of [this.#refused, this.#failures, this.#silentSince]) {
      for (const build of [...kept.keys()]) if (!known.has(build)) kept.delete(build);
    }
  }
}

/** Pushes to a list while its build lives: what came later would stay for ever. */
const pushWhileAlive =
  "if redis.call('exists', KEYS[1]) == 1 then redis.call('rpush', KEYS[2], ARGV[1]) end";

/** Removes all that a build has in Redis; gives the number of keys. */
export async function removeBuild(redis: Redis, build: string): Promise<number> {
  let removed = 0;
  for await (const keys of redis.scanStream({
    match: `${buildKeys(build).prefix}:*`,
    count: 500,
  })) {
    if (keys.length > 0) removed += await redis.unlink(...(keys as string[]));
  }
  await redis.srem(buildsKey, build);
  return removed;
}

/** Removes what builds left whose producer died; gives how many builds and keys that were. */
export async function removeDeadBuilds(redis: Redis): Promise<{ builds: number; keys: number }> {
  const found = { builds: 0, keys: 0 };
  for (const build of await redis.smembers(buildsKey)) {
    if ((await redis.exists(buildKeys(build).alive)) === 1) continue;
    found.builds += 1;
    found.keys += await removeBuild(redis, build);
  }
  return found;
}

/** Gives a sign of life until it is stopped. */
export async function keepAlive(lifeline: Lifeline, build: string): Promise<() => void> {
  const { alive } = buildKeys(build);
  const sign = () => lifeline.redis.set(alive, '1', 'PX', producerSilenceMs);
  await lifeline.ask(sign);
  const timer = setInterval(() => void sign().catch(() => {}), producerSilenceMs / 3);
  return () => clearInterval(timer);
}
