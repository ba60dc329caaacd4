import { join } from 'node:path';
import { resolveDialect } from '../transforms/dialects/index.ts';
import { dialectByEnding } from '../transforms/dialects/records.ts';
import { resolveSettings } from './config/resolve.ts';
import type { Config, Settings } from './config/settings.ts';
import type { Message } from './contract/message.ts';
import { decodeSource } from './document/decode.ts';
import type { Syntax } from './document/document.ts';
import type { Provenance, StageKind, StageReport } from './engine/index.ts';
import { ContextorError } from './errors.ts';
import { outputPath } from './files/output-path.ts';
import { byPath, isInSource, nameInSource, sourceName, sourceOf } from './files/source-name.ts';
import { createDocument } from './job/create-document.ts';
import { timeLimit, timeoutError } from './job/deadline.ts';
import { failureOf } from './job/graph.ts';
import { Messages, reasonOf } from './job/messages.ts';
import { droppedBy, type Prepared, prepare, wholeText } from './job/process.ts';
import { withState } from './job/run-state.ts';
import { Stopwatch } from './job/stopwatch.ts';
import { derivedAmong } from './loader/derived.ts';
import { discoverSources } from './loader/discover-sources.ts';
import { tooLarge } from './loader/faults.ts';
import { faultOfFile, readOneFile } from './loader/one-file.ts';
import { type Plan, planDocuments, planOne, withSite } from './loader/plan.ts';
import { workerSetup } from './loader/setup.ts';
import { HeldTooLong, holdFor } from './pool/host/watchdog.ts';
import { scanSite } from './site/scan.ts';
import { lastDropped } from './until-settled.ts';

/** Settings for one text, as in a configuration, and its place among the documents. */
export interface TransformOptions extends Config {
  /**
   * Path of the document relative to the source root, or to the folder that holds several sources; a
   * path in none of them counts as one in the first. The ending `.mdx` means MDX. Default `document.mdx`.
   */
  path?: string;
  /** Absolute folder that relative paths start from. Default: the working folder of the process. */
  cwd?: string;
}

/** What became of one text. */
export interface TransformResult {
  /** The whole `.mdc`; undefined where the document failed or was left out. */
  text: string | undefined;
  /** The stage that left the document out, and why. */
  dropped: { stage: string; reason: string } | undefined;
  /** What the stages contributed, merged: title, outline, links, tokens. */
  context: Readonly<Record<string, unknown>>;
  messages: readonly Message[];
}

/**
 * Turns the text of one document into `.mdc`, without reading or writing it. Links are resolved
 * against the source folder where there is one.
 *
 * @throws ContextorError if a setting is wrong; what is wrong with the document is in `messages`
 * @example
 * const { text } = await transform('# Hello\n\n<Tip>World</Tip>\n', { path: 'hello.mdx' });
 */
export async function transform(
  text: string,
  { path = 'document.mdx', cwd = process.cwd(), ...config }: TransformOptions = {},
): Promise<TransformResult> {
  const settings = resolveSettings(config, { cwd });
  const { output, dropped, context, messages } = await inspect(settings, { path, text });
  return { text: output, dropped, context, messages };
}

/** All that can be known of the way of one document. */
export interface Inspection {
  path: string;
  /** Output path relative to the output root. */
  out: string;
  dialect: { name: string; why: string };
  syntax: Syntax | undefined;
  source: string;
  /** The whole `.mdc`; undefined where the document failed or was left out. */
  output: string | undefined;
  /** The stage that left the document out, and why. */
  dropped: { stage: string; reason: string } | undefined;
  stages: readonly InspectedStage[];
  context: Readonly<Record<string, unknown>>;
  provenance: Provenance;
  messages: readonly Message[];
  /** Milliseconds of what goes before and after the stages: `read`, `parse`. */
  times: Readonly<Record<string, number>>;
}

interface InspectedStage extends Pick<StageReport, 'status' | 'durationMs' | 'reason'> {
  name: string;
  kind: StageKind;
  /** What it contributed. */
  data: Readonly<Record<string, unknown>> | undefined;
  error: string | undefined;
}

interface InspectOptions {
  /** Path of the document relative to the source root, forward slashes. */
  path: string;
  /** Replaces the text of the file. */
  text?: string;
}

/** Takes one document through all stages and keeps what they say. */
export async function inspect(
  settings: Settings,
  { path: asked, text }: InspectOptions,
): Promise<Inspection> {
  const known = await planFor(settings, text);
  const path = pathInSources(known, asked);
  const alone = known.outputs.size === 0;
  const plan = text === undefined || alone ? known : withPage(known, { path, text });
  const source = sourceOf(plan.sources, path);
  const inner = nameInSource(source.folder, path);
  const ofEnding = dialectByEnding(inner);
  const watch = new Stopwatch();
  const messages = new Messages(path);
  const made = text ?? derivedAmong(source.pages).get(inner)?.text;
  const fault =
    made === undefined
      ? faultOfFile(inner, { ...source, ...source.settings }, settings)
      : tooLarge([{ path, bytes: Buffer.byteLength(made) }], settings).get(path);
  if (fault !== undefined) messages.add(fault);
  const bytes = () =>
    made === undefined ? readOneFile(join(source.sourceRoot, inner)) : Buffer.from(made);
  const read = () => watch.time('read', () => decodeSource(bytes(), inner));
  const given = fault === undefined ? read() : { text: '', messages: [] };
  messages.lineOf = given.lineOf;
  for (const message of given.messages) messages.add(message);
  const inspection: Inspection = {
    path,
    out: outputPath(inner, source.settings),
    dialect: ofEnding ? { name: ofEnding, why: 'from the ending of its name' } : source.dialect,
    syntax: undefined,
    source: given.text,
    output: undefined,
    dropped: undefined,
    stages: [],
    context: {},
    provenance: {},
    messages: [],
    times: watch.stages,
  };
  if (fault !== undefined) return { ...inspection, messages: messages.sorted() };
  const prepared = await prepare(workerSetup(settings, plan));
  try {
    await runStages(inspection, { inner, prepared, settings, messages, watch });
  } catch (error) {
    messages.add({ severity: 'error', ...reasonOf(error) });
  }
  const sure = messages.sorted(given.text).filter(({ rule }) => !(alone && linkRules.has(rule)));
  return { ...inspection, messages: sure };
}

interface Running {
  prepared: Prepared;
  settings: Settings;
  /** Path in its source. */
  inner: string;
  messages: Messages;
  watch: Stopwatch;
}

/** Runs the stages and notes what they say, as far as they come; throws what failed. */
async function runStages(
  inspection: Inspection,
  { prepared, settings, inner, messages, watch }: Running,
): Promise<void> {
  const { graph, own } = prepared;
  const { path, source: text } = inspection;
  const bench = sourceOf(prepared.sources, path).makeBench();
  const { document, running } = inTime(settings, text, () => {
    const document = withState(createDocument({ path: inner, text, bench, messages, watch }));
    return { document, running: graph.run(document, { parallel: settings.parallelTransforms }) };
  });
  const run = await running;
  const reports = run.stages as Record<string, StageReport>;
  inspection.syntax = document.syntax;
  inspection.stages = graph.stages.map(({ name, kind }) => stageOf(name, kind, reports[name]!));
  inspection.context = run.context;
  inspection.provenance = run.provenance;
  if (run.error !== undefined) throw failureOf(run, settings.cwd);
  inspection.dropped = droppedBy(document, own);
  const left = messages.failed || inspection.dropped !== undefined;
  if (!left) inspection.output = wholeText(document, run.context);
}

/** A path in none of several sources is that of a text in the first. */
function pathInSources({ sources }: Plan, path: string): string {
  if (sources.some(({ folder }) => isInSource(folder, path))) return path;
  return sourceName(sources[0]!.folder, path);
}

/** One document is built without a worker, so its time limit is kept in this thread. */
function inTime<T>({ documentTimeoutMs }: Settings, text: string, step: () => T): T {
  const limit = timeLimit(documentTimeoutMs, Buffer.byteLength(text));
  try {
    return holdFor(limit, step);
  } catch (error) {
    throw error instanceof HeldTooLong ? timeoutError(limit) : error;
  }
}

/** Where no other page is known, no link can be called broken. */
const linkRules: ReadonlySet<string> = new Set(['broken-link', 'broken-anchor']);

/** The plan of all documents of a source folder; what the last build dropped is not a page. */
export async function planBuild(settings: Settings): Promise<Plan> {
  const documents = await planDocuments(settings, await discoverSources(settings));
  const dropped = settings.transforms.length === 0 ? [] : lastDropped(settings.outRoot).keys();
  return withSite(documents, undefined, new Set(dropped));
}

/** A text from elsewhere needs no source folder. */
async function planFor(settings: Settings, text: string | undefined): Promise<Plan> {
  try {
    return await planBuild(settings);
  } catch (error) {
    const code = error instanceof ContextorError ? error.code : undefined;
    if (text === undefined || (code !== 'SOURCE_MISSING' && code !== 'NO_DOCUMENTS')) throw error;
    return planOne(settings);
  }
}

/** The page as its text has it now, which may not have been saved yet. */
function withPage(plan: Plan, { path, text }: { path: string; text: string }): Plan {
  const source = sourceOf(plan.sources, path);
  const { folder, sourceRoot, dialect, settings, site } = source;
  const inner = nameInSource(folder, path);
  const [page] = scanSite({
    sourceRoot,
    paths: [inner],
    dialect: resolveDialect(dialect.name, settings),
    settings,
    readFile: () => decodeSource(Buffer.from(text), inner).text,
    outputPath: (own) => outputPath(own, settings),
  }).pages;
  const others = [...site.pages].filter((other) => other.path !== inner);
  const changed = { ...source, site: { ...site, pages: [...others, page!].sort(byPath) } };
  return { ...plan, sources: plan.sources.map((one) => (one === source ? changed : one)) };
}

function stageOf(name: string, kind: StageKind, report: StageReport): InspectedStage {
  const { status, durationMs, reason, data, error } = report;
  return { name, kind, status, durationMs, reason, data, error: error?.message };
}
