import { writeFileSync } from 'node:fs';
import type {
  Corpus,
  CorpusFinding,
  CorpusPage,
  NavigationSection,
  NewPage,
} from '../../../transforms/corpus-stage.ts';
import type { Message } from '../../contract/message.ts';
import { loadTokenizer } from '../../document/count-tokens.ts';
import { isOutputPath } from '../../files/output-path.ts';
import { type Pieces, writePieces } from '../../files/text-file.ts';
import type { CorpusRun, MadeFile, StageYield } from './corpus-run.ts';

/** The corpus as one attempt of a stage has it; what it makes counts when the attempt succeeds. */
export class CorpusView implements Corpus, StageYield {
  readonly files: MadeFile[] = [];
  readonly findings: Message[] = [];
  readonly #run: CorpusRun;
  readonly #stage: string;
  /** What stages before it have added. */
  readonly #added: readonly MadeFile[];

  constructor(run: CorpusRun, stage: string, added: readonly MadeFile[]) {
    this.#run = run;
    this.#stage = stage;
    this.#added = added;
  }

  get title(): string {
    return this.#run.title;
  }

  get description(): string | undefined {
    return this.#run.options.publication?.settings.description;
  }

  get sections(): readonly NavigationSection[] {
    return this.#run.options.publication?.sections ?? [];
  }

  get totals(): Corpus['totals'] {
    return structuredClone(this.#run.options.contents.context);
  }

  async *pages(): AsyncGenerator<CorpusPage> {
    yield* this.#run.pages(this.#added);
  }

  tokenCounter(): Promise<(text: string) => number> {
    return loadTokenizer(this.#run.options.settings.tokenizer);
  }

  async write(out: string, content: string | Uint8Array | Pieces): Promise<void> {
    checkPlace(out);
    const finished = this.#run.scratchFile();
    if (typeof content === 'string' || content instanceof Uint8Array) {
      writeFileSync(finished, content);
    } else await writePieces(finished, content);
    this.files.push({ out, finished });
  }

  async addPage(page: NewPage): Promise<void> {
    const { out, title } = page;
    checkPlace(out);
    if (!out.endsWith('.mdc')) throw new Error(`the page ${out} does not end in .mdc`);
    if (typeof title !== 'string' || title === '') throw new Error(`the page ${out} has no title`);
    const { newPage } = await import('./new-page.ts');
    const { settings } = this.#run.options;
    const count = await loadTokenizer(settings.tokenizer);
    const { text, line, context } = newPage(page, { stage: this.#stage, settings, count });
    const finished = this.#run.scratchFile();
    writeFileSync(finished, text);
    this.files.push({ out, finished, page: { line, context } });
  }

  report({ path = '.', ...finding }: CorpusFinding): void {
    this.findings.push({ path, ...finding });
  }
}

function checkPlace(out: unknown): void {
  if (typeof out === 'string' && isOutputPath(out)) return;
  throw new Error(
    `${JSON.stringify(out)} is not a path of an output: relative to the output folder, with forward slashes, and nothing hidden`,
  );
}
