/** Stands for `src/files/dist-folder.ts` in tests: the built files of the project that the test belongs to. */
export function distFolder(): string {
  return process.env.CONTEXTOR_DIST!;
}
