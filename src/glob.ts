import picomatch from 'picomatch';

/** What repeats choices, or has many stars in one name: to find that it does not fit may take years. */
const isSlow = /[+*]\(|[({[].*\+|(?:\*+[^*/]+){3}\*/;
/** Signs that may each stand for texts of any length. */
const signs = /\*+|[({]/;

const isUsual = (glob: string): boolean =>
  /^.{1,500}$/.test(glob) && glob.split(signs).length <= 6 && !isSlow.test(glob);

/** Whether a path fits one of the patterns of a project; empty, very long and slow ones fit nothing. */
export const fitting = (globs: readonly string[]): ((path: string) => boolean) =>
  picomatch(globs.filter(isUsual));
