import type { Construct, Extension, Resolver, TokenizeContext } from 'micromark-util-types';

/** The line ends of micromark. */
const codes = [-5, -4, -3] as const;

/** The construct of micromark for line ends in a paragraph. */
function ofMicromark({ parser }: TokenizeContext): Construct {
  const known = codes.flatMap((code) => parser.constructs.text?.[code] ?? []);
  return known.find(({ name }) => name === 'lineEnding')!;
}

/** Joins the texts at the end of a line; micromark does so at last, and moves all behind each time. */
const resolveTo: Resolver = (events) => {
  const isIndented = events.at(-1)![1].type === 'linePrefix';
  // Each of the two, the end and the blanks behind it, begins and is over.
  const end = events.length - (isIndented ? 4 : 2);
  let begin = end;
  while (events[begin - 1]?.[1].type === 'data') begin--;
  const text = events[begin]![1];
  if (end - begin > 2) {
    text.end = events[end - 1]![1].end;
    events.splice(begin + 2, end - begin - 2);
  }
  return events;
};

const lineEnd: Construct = {
  name: 'lineEnd',
  resolveTo,
  tokenize(effects, ok, nok) {
    return ofMicromark(this).tokenize.call(this, effects, ok, nok);
  },
};

/** Paragraphs in time that grows with their lines and not with their square. */
export const lineEnds: Extension = {
  text: Object.fromEntries(codes.map((code) => [code, lineEnd])),
};
