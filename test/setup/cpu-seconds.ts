/** The CPU time that some work takes, in seconds: what else the machine does has next to no part in it. */
export async function cpuSeconds(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** How much more CPU time four times the work takes: 4 where it is linear, 16 where it is quadratic. */
export async function growth(work: (scale: number) => unknown): Promise<number> {
  const once = [];
  for (let round = 0; round < 2; round++) once.push(await cpuSeconds(() => work(1)));
  // Below this, what is measured is the collector of garbage.
  const least = Math.max(0.04, Math.min(...once));
  let ratio = Number.POSITIVE_INFINITY;
  // The collector may have the garbage of other tests to see to: the best of six tries counts.
  for (let round = 0; round < 6 && ratio > 6; round++) {
    ratio = Math.min(ratio, (await cpuSeconds(() => work(4))) / least);
  }
  return ratio;
}
