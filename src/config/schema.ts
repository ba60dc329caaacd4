import * as z from 'zod';
import { isAddress, isRepository } from '../contract/address.ts';
import { profiles } from '../contract/savings.ts';
import { ignoredFindings, ruleLevels } from './finding-settings.ts';
import { checkText, tokenizer } from './formats.ts';
import { agentFiles, builtSite, bundle } from './publishing-settings.ts';
import { savingSettings, thresholds, variants } from './saving-settings.ts';
import { dialectNames, sourceSetting } from './source-entry.ts';
import { stageEntry } from './stage-schema.ts';

const count = z.int().min(1);
const globs = z.array(z.string());
const renderingSpec = z.union([z.string(), z.looseObject({ as: z.string() })]);
const renderingTable = z.record(z.string(), renderingSpec);

/**
 * The one schema of the configuration: types, validation, defaults and the published JSON Schema
 * come from here. Descriptions become the reference page.
 */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  src: sourceSetting
    .default('docs')
    .describe(
      'Folder of the documentation sources, relative to the configuration file; or a list of sources, see docs/sources.md.',
    ),
  out: z
    .string()
    .default('.contextor')
    .describe(
      'Folder for the output; not inside the source folder, unless that is the project itself and this folder is hidden.',
    ),
  include: globs
    .default(['**/*.{md,mdx,markdown,mdoc}'])
    .describe('Globs of the documents, relative to `src`.'),
  exclude: globs.default([]).describe('Globs of documents to leave out, relative to `src`.'),
  repo: z
    .string()
    .check(checkText(isRepository, 'must be owner/name or the URL of a repository'))
    .optional()
    .describe('The repository, `owner/name` or its URL; used for names and links.'),
  ref: z.string().optional().describe('Branch, tag or commit for links into the repository.'),
  topics: z.array(z.string()).default([]).describe('Topics for every document.'),
  license: z.string().optional().describe('Licence of the sources, for `frontmatter: mdc-1.0`.'),
  baseUrl: z
    .string()
    .check(
      checkText(isAddress, 'must be an address with its scheme, such as https://example.com/docs'),
    )
    .optional()
    .describe('URL under which the site serves the root of `src`.'),
  links: z
    .enum(['files', 'site'])
    .default('files')
    .describe(
      'Where links to pages of the output lead: to the files of the output, or to the site (with `baseUrl`) or the repository (with `repo` and `ref`).',
    ),
  profile: z
    .enum(profiles)
    .default('balanced')
    .describe('How much is shortened: nothing, long blocks, or more.'),
  dialect: z.enum(dialectNames).default('auto').describe('Documentation framework of the sources.'),
  layout: z
    .enum(['tree', 'flat'])
    .default('tree')
    .describe('Mirror the source tree, or one flat folder.'),
  frontmatter: z
    .enum(['default', 'mdc-1.0', 'minimal', 'none'])
    .default('default')
    .describe('Front matter of the output.'),
  parser: z
    .enum(['auto', 'native', 'remark'])
    .default('auto')
    .describe('Markdown parser; both give the same output.'),
  unknownComponents: z
    .enum(['unwrap', 'keep', 'drop', 'error'])
    .default('unwrap')
    .describe('What to do with components that no table knows.'),
  components: renderingTable
    .default({})
    .describe('Renderings of components, by name, added to the dialect; see docs/dialects.md.'),
  containers: renderingTable
    .default({})
    .describe('Renderings of containers, by name, in the same way.'),
  macros: renderingTable
    .default({})
    .describe('Renderings of shortcodes, tags and macros, by name, in the same way.'),
  partials: globs
    .optional()
    .describe("Files that are only included by others; replaces the dialect's own list."),
  aliases: z
    .record(z.string(), z.string())
    .default({})
    .describe('Import aliases, such as `@components/*` -> `components/*`.'),
  mayInclude: globs
    .optional()
    .describe(
      'Globs of files, relative to `src`, that documents may include although they are hidden, a key, or in `node_modules`.',
    ),
  savings: savingSettings
    .default({})
    .describe(
      'Named savings, each on, off or with a value; the profile sets the rest, see docs/profiles.md.',
    ),
  rules: ruleLevels
    .default({})
    .describe(
      'How severe the findings of a rule are; what fails a document stays an error. An `error` makes the run exit with 1. What to do about each is in docs/troubleshooting.md.',
    ),
  ignore: ignoredFindings
    .default({})
    .describe(
      'Findings to ignore, by rule: globs of what they are about (the target of a link, the name of a component) or of the documents.',
    ),
  baseline: z
    .string()
    .optional()
    .describe(
      'File of known findings, which are counted but not reported; `contextor baseline` writes it.',
    ),
  variants: variants.default({}).describe('Which of several variants of the same text to keep.'),
  compress: thresholds.default({}).describe('Thresholds of the compress stage.'),
  transforms: z
    .array(stageEntry)
    .default([])
    .describe('Your own stages: modules by path or name, or remark plugins; see docs/stages.md.'),
  merge: z
    .unknown()
    .optional()
    .describe(
      'Merge spec of the document graph, see docs/merging.md: an object, or the path of a module that exports one.',
    ),
  parallel: z
    .boolean()
    .default(true)
    .describe('Use several workers; false: at most one, for large documents and your own stages.'),
  executor: z
    .enum(['threads', 'processes', 'inline', 'bullmq'])
    .default('threads')
    .describe(
      'Where documents are transformed; `inline` has no workers, so signals wait for the current document.',
    ),
  maxWorkers: z
    .union([z.literal('auto'), count])
    .default('auto')
    .describe('Number of workers; with two, the main thread may be one of them.'),
  batchSize: count
    .default(50)
    .describe('Documents in a batch; more if one of your stages waits for several at once.'),
  memoryLimitMb: count.default(512).describe('Memory for documents in flight, in MB.'),
  parallelTransforms: z
    .boolean()
    .default(true)
    .describe(
      'Run independent stages of a document concurrently; false runs them in declared order.',
    ),
  cpuIntensiveThreshold: count
    .default(1024 * 1024)
    .describe('Documents with more bytes are dispatched first and alone.'),
  // Two workers against one thread, medians of 5: 1.15 of its time at 0.2 MB, 1.03 at 0.4 and 0.5 MB,
  // 0.96 at 1 MB, 0.88 at 1.4 MB (react.dev and starlight, parts of the tree); always 16 to 43 % more CPU.
  inlineThreshold: count
    .default(524_288)
    .describe('Builds with fewer source bytes run without a pool.'),
  documentLimitMb: count
    .default(32)
    .describe(
      'Larger documents fail before they are read; real pages have less than one megabyte.',
    ),
  documentTimeoutMs: count
    .default(60_000)
    .describe('Time limit for one document of up to 8 MiB; a larger one gets proportionally more.'),
  cache: z
    .boolean()
    .default(true)
    .describe('Keep results of unchanged documents in a cache outside the output.'),
  strict: z.boolean().default(false).describe('Warnings make the run exit with 1.'),
  llmsTxt: z.boolean().default(false).describe('Write llms.txt.'),
  search: z
    .union([
      z.boolean(),
      z.strictObject({
        locale: z.string().describe('Language of pages outside locale folders; default: `en`.'),
      }),
    ])
    .default(false)
    .describe(
      'Write `chunks.jsonl` and `search.idx`, which `search`, `pack` and `mcp` read; see docs/ask.md.',
    ),
  llmsFullTxt: z.boolean().default(false).describe('Write llms-full.txt.'),
  site: z
    .union([z.string(), builtSite])
    .optional()
    .describe(
      'Folder of the built site, relative to the configuration file: each page gets a Markdown twin there, with llms.txt and an index of skills; see docs/site.md.',
    ),
  title: z.string().optional().describe('Title of the documentation, for llms.txt and bundles.'),
  description: z.string().optional().describe('One line about the documentation, for llms.txt.'),
  tokenizer: tokenizer
    .default('o200k_base')
    .describe(
      'How tokens are counted: a vocabulary, `{ name, factor, of }` for a multiple of its count, or `{ name, charactersPerToken }`; see docs/output.md.',
    ),
  tokenBudget: count
    .optional()
    .describe('Total tokens that the output may have; if it has more, the run exits with 1.'),
  bundles: z
    .record(z.string(), bundle)
    .default({})
    .describe(
      'Named sets of documents, each written as one file or, with a token limit, as several; see docs/publishing.md.',
    ),
  package: z
    .strictObject({
      optional: globs
        .optional()
        .describe(
          'Globs of the pages that stay out; default: those of `site.optional`, else blogs, changelogs, and pages about the project.',
        ),
    })
    .optional()
    .describe('What `contextor package` leaves out; see docs/package.md.'),
  deps: globs
    .default([])
    .describe(
      'Installed packages whose docs `contextor deps` may read: names, or globs such as `@acme/*`; nothing of them is run; see docs/package.md.',
    ),
  agents: agentFiles.default({}).describe('Files for coding agents; see docs/publishing.md.'),
});
