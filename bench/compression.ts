// What each saving of `compact` takes away and what it saves, one by one, over nothing left out; and
// what `contextor package` does, which leaves out more:
// npm run bench:compression -- DIR...
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { build } from '../src/build.ts';
import { resolveSettings } from '../src/config/resolve.ts';
import type { Settings } from '../src/config/settings.ts';
import { type SavingName, type SavingValue, savingBy, savings } from '../src/contract/savings.ts';
import { searchText } from '../src/mcp/answers.ts';
import { textSettings } from '../src/package-docs.ts';
import { evaluate } from '../src/search/eval/evaluate.ts';
import { factsOf } from './compression/facts.ts';

const names = Object.keys(savings) as SavingName[];
const scratch = mkdtempSync(join(tmpdir(), 'contextor-compression-'));
try {
  for (const folder of process.argv.slice(2)) await measure(resolve(folder));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function measure(src: string): Promise<void> {
  const settings = resolveSettings({ src, profile: 'compact' }, { cwd: scratch });
  const off = Object.fromEntries(names.map((name) => [name, false]));
  const outputs: Record<string, string> = { nothing: await written(settings, 'nothing', off) };
  for (const name of names) {
    const value: SavingValue = savingBy(name, 'compact');
    outputs[name] = await written(settings, name, { ...off, [name]: value });
  }
  outputs.compact = await written(settings, 'compact', {});
  for (const whole of [false, true]) {
    const name = whole ? 'package --whole' : 'package';
    const text = textSettings(settings, whole);
    outputs[name] = await written({ ...settings, ...text }, name, text.savings);
  }
  const { nothing, ...rest } = outputs as { nothing: string } & Record<string, string>;
  const asked = await evaluate({ questions: nothing, outputs, asText: searchText });
  const base = { tokens: tokensOf(nothing), quality: asked.outputs.nothing! };
  console.log(`${basename(src)}: ${base.tokens} tokens, ${asked.questions.asked} questions`);
  console.log('saving | tokens | facts kept | page MRR | section Hit@5');
  for (const [name, dir] of Object.entries(rest)) {
    const { page, section } = asked.outputs[name]!;
    const saved = 1 - tokensOf(dir) / base.tokens;
    if (saved === 0) continue;
    console.log(
      [
        name,
        `-${percent(saved)}`,
        percent(factsOf(dir, nothing)),
        signed(page.mrr - base.quality.page.mrr),
        signed(section.hit5 - base.quality.section.hit5),
      ].join(' | '),
    );
  }
}

/** Builds with the limits of `compact` and these savings; gives the folder. */
async function written(
  settings: Settings,
  name: string,
  chosen: Readonly<Record<string, SavingValue>>,
): Promise<string> {
  const outRoot = join(scratch, `${basename(settings.sourceRoot)}-${name}`);
  const quiet = { cache: false, llmsTxt: false, llmsFullTxt: false, bundles: {}, agents: {} };
  await build({ ...settings, ...quiet, outRoot, search: true, savings: chosen });
  return outRoot;
}

function tokensOf(dir: string): number {
  return JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')).totals.tokens.after;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function signed(change: number): string {
  return (change > 0 ? '+' : '') + change.toFixed(3);
}
