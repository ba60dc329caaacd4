// Preloaded into each measured process: tells its processor time and peak memory when it ends.
const { isMainThread } = require('node:worker_threads');

if (isMainThread && process.env.BENCH_USAGE) {
  const file = process.env.BENCH_USAGE;
  // Processes that this one starts are its own affair.
  delete process.env.BENCH_USAGE;
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const usage = { cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMb: maxRSS / 1024 };
    require('node:fs').writeFileSync(file, JSON.stringify(usage));
  });
}
