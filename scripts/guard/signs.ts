import type { Random } from '../fuzz/random.ts';

/** What opens, closes or stands for something on a line. */
const signs = [
  ...['[', ']', '![', '](', '](a)', '[a](b)', '[a]', '[]', '[^a]', '*', '**', '_', '__', '***'],
  ...['~', '~~', '`', '``', '<', '>', '<a>', '</a>', '<a/>', '<!--', '-->', '<?', '<a b="', '<>'],
  ...['&amp;', '&#1;', '&', '\\', '\\[', '"', "'", '(', ')', '|', '!', ':', '@', 'a@b.c', 'www.a'],
  ...['http://', 'http://a.b(', '{a}', '$', '=', '#', '- ', '> ', '1. ', '[ ] ', 'import a', '^'],
] as const;

const fillers = [
  '',
  '',
  ' ',
  'a',
  'a ',
  ' a',
  '.',
  'é',
  '\n',
  ' \n',
  'a\n',
  '  \n',
  '\\\n',
  '\n\n',
] as const;

/** What stands before them, so that they seem to stand elsewhere than they do. */
const begins = [
  ...['', '', 'a\n', '# ', '- ', '> ', '1. ', 'a|b\n--\n', '|a|\n|-|\n|', '- ~~~\n', '* * * ~~~\n'],
  ...['> ```\nb\n', '[', '*', '`', '<a>', '<div>\n', '<A>\n', '{/* */}\n', '[^a]: ', '[a]: /b "'],
] as const;

/** A text of up to some 300 kB that repeats signs. */
export function signsOf(random: Random): string {
  const unit = Array.from(
    { length: 1 + random.below(3) },
    () => random.pick(signs) + random.pick(fillers),
  ).join('');
  const length = 10 ** (3 + random.next() * 2.5);
  const text = unit.repeat(Math.ceil(length / unit.length));
  const row = random.next() < 0.3 ? 10 ** (1 + random.next() * 3) : length;
  const lines = text.match(new RegExp(`[^]{1,${Math.ceil(row)}}`, 'g')) ?? [];
  const end =
    random.next() < 0.5 ? random.pick(signs).repeat(Math.ceil(random.next() * 1_000)) : '';
  return `${random.pick(begins)}${lines.join('\n')}${end}\n`;
}
