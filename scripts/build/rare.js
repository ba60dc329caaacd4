import { join } from 'node:path';
import { build } from 'rolldown';
import { bundling } from '../bundling.js';
import { packages, rare, rareFile } from './packages.js';

/** The packages that few documents need. Gives the files that were built in. */
export async function buildRare(folder) {
  const built = await Promise.all(
    Object.keys(rare).map((input) =>
      build({
        ...bundling,
        ...packages,
        // The parser of TypeScript extends the acorn that it is given.
        resolve: { alias: { ...packages.resolve.alias, acorn: false } },
        input,
        output: {
          file: join(folder, rareFile(input)),
          format: 'cjs',
          charset: 'ascii',
          codeSplitting: false,
          minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
        },
      }),
    ),
  );
  return built.flatMap(({ output: [file] }) =>
    Object.keys(file.modules).filter((id) => !id.startsWith('\0')),
  );
}
