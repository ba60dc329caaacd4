import type { DocumentDependencies } from '../contract/record.ts';
import type { Included } from '../document/document.ts';
import { hashOf } from '../files/hash.ts';
import type { IncludeReader } from '../includes/include.ts';

/** Reads includes, and remembers what each document got. */
export interface RecordingIncludes {
  read(specifier: string, from: string): Included;
  /** The files read or looked for since the last call. */
  taken(): DocumentDependencies['includes'];
}

export function recordingIncludes(reader: IncludeReader): RecordingIncludes {
  const hashes = new Map<string, string>();
  return {
    read(specifier, from) {
      const included = reader.read(specifier, from);
      if (included.ok) hashes.set(included.path, hashOf(included.text));
      return included;
    },
    taken() {
      const taken = reader.looked().map(([path, failure]): [string, string] => {
        const fault = failure === undefined || failure === 'missing' ? '' : failure;
        return [path, hashes.get(path) ?? fault];
      });
      hashes.clear();
      return taken;
    },
  };
}
