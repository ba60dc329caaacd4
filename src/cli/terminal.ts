import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { slashed } from '../files/source-name.ts';
import type { CliIo, Output } from './command.ts';

type Picocolors = typeof import('picocolors');
type Colors = ReturnType<Picocolors['createColors']>;

/** Writes for people, to stderr, so that stdout stays free for content. */
export interface Terminal {
  colors: Colors;
  /** Whether lines may be redrawn. */
  interactive: boolean;
  /** Width in columns. */
  width: number;
  line(text?: string): void;
}

/** The stream and the code for colours are opened and loaded when something is printed. */
export function createTerminal(io: CliIo, options: { color?: boolean | undefined }): Terminal {
  const { env } = io;
  let colors: Colors | undefined;
  const makeColors = () => {
    const { createColors }: Picocolors = createRequire(import.meta.url)('picocolors');
    return createColors(wantsColor(io.stderr, env, options.color));
  };
  return {
    get colors() {
      colors ??= makeColors();
      return colors;
    },
    get interactive() {
      return io.stderr.isTTY === true && env.TERM !== 'dumb' && !env.CI;
    },
    get width() {
      return io.stderr.columns ?? 80;
    },
    line: (text = '') => void io.stderr.write(`${withoutCommands(text)}\n`),
  };
}

/** The option wins over FORCE_COLOR, which wins over NO_COLOR, which wins over the terminal. */
function wantsColor(stream: Output, env: CliIo['env'], option: boolean | undefined): boolean {
  if (option === false) return false;
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: term } = env;
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  if (no !== undefined && no !== '') return false;
  return stream.isTTY === true && term !== 'dumb';
}

/** A line that begins so is a command to GitHub Actions; names and texts of documents may. */
export const withoutCommands = (text: string): string =>
  text.replace(/^(\s*)(?=::|##\[)/gm, '$1\\');

/** JSON for programs; it may be printed to a terminal, too. */
export const jsonText = (value: unknown): string =>
  `${printable(JSON.stringify(value, null, 2))}\n`;

/** Without the control characters of file names and messages, which would act on a terminal. */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Where something was found. */
interface Spot {
  /** Relative to a root. */
  path: string;
  line?: number;
  column?: number;
}

/** `docs/guide.md:3:1`, relative to the working folder, so that a terminal can open it. */
export function placeOf(
  { path, line, column }: Spot,
  { cwd, root }: { cwd: string; root: string },
): string {
  const file = slashed(relative(cwd, join(root, path)));
  return [file, line, column].filter((part) => part !== undefined).join(':');
}
