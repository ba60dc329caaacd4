// Random graphs of stages, built in several ways that may differ in time alone:
// npm run fuzz:stages -- [GRAPHS] [SEED]
import { stageRound } from './fuzz/stages.ts';

const perSite = 25;
const [graphs = 10_000, first = 1] = process.argv.slice(2).map(Number);
const totals = { graphs: 0, builds: 0, outcomes: {} as Record<string, number>, differences: 0 };

for (let seed = first; totals.graphs < graphs; seed++) {
  const round = await stageRound(seed, perSite);
  totals.graphs += round.graphs;
  totals.builds += round.builds;
  for (const [name, count] of Object.entries(round.outcomes)) {
    totals.outcomes[name] = (totals.outcomes[name] ?? 0) + count;
  }
  totals.differences += round.differences.length;
  for (const difference of round.differences) console.log(difference);
  if (seed % 20 === 0) console.error(`${totals.graphs} graphs, ${totals.differences} differences`);
}
console.log(JSON.stringify(totals));
process.exitCode = totals.differences === 0 ? 0 : 1;
