import { join } from 'node:path';
import type { Emitted } from '../emitter/compare.ts';
import { explainedError } from '../emitter/emit.ts';
import type { Output } from '../emitter/output.ts';
import { ContextorError } from '../errors.ts';
import { type Pieces, writePieces } from '../text-file.ts';

/** Puts files about all documents into the output folder, and notes what that changed. */
export interface OutputWriter {
  emit(out: string, text: string): Promise<void>;
  /** Puts a file there that is written piece by piece. */
  emitPieces(out: string, pieces: Pieces): Promise<void>;
  /** Takes a finished file of the output's scratch folder. */
  adopt(finished: string, out: string): void;
  /** Leaves a file as it is. */
  keep(out: string): void;
}

export interface WriterOptions {
  outRoot: string;
  note: (out: string, emitted: Emitted) => void;
}

export function outputWriter(output: Output, { outRoot, note }: WriterOptions): OutputWriter {
  const adopt = (finished: string, out: string) => {
    try {
      note(out, output.adopt(finished, out));
    } catch (error) {
      throw sharedFileError(out, error);
    }
  };
  return {
    adopt,
    keep: (out) => note(out, 'unchanged'),
    async emit(out, text) {
      const emitted = await output.emit(out, text).catch((error) => {
        throw sharedFileError(out, error);
      });
      note(out, emitted);
    },
    async emitPieces(out, pieces) {
      const finished = join(output.scratch, `${out.replaceAll('/', '-')}.tmp`);
      await writePieces(finished, pieces).catch((error) => {
        throw sharedFileError(out, explainedError(error, outRoot));
      });
      adopt(finished, out);
    },
  };
}

/** Without the index or the manifest there is no output; a document can be missing. */
function sharedFileError(out: string, cause: unknown): unknown {
  if (cause instanceof ContextorError) return cause;
  return new ContextorError(`${out} cannot be written: ${(cause as Error).message}`, {
    code: 'OUT_NOT_WRITABLE',
    remedy: 'Remove what stands in its place, or choose another folder with --out.',
    cause,
  });
}
