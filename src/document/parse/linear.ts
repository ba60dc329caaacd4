import type { Construct, Extension, Resolver, TokenizeContext } from 'micromark-util-types';

// Constructs of micromark, each in time that grows with the text and not with its square.

/** The construct that micromark itself has for one of these characters. */
function ofMicromark(
  { parser }: TokenizeContext,
  codes: readonly number[],
  name: string,
): Construct {
  const known = codes.flatMap((code) => parser.constructs.text?.[code] ?? []);
  return known.find((construct) => construct.name === name)!;
}

/** The line ends of micromark. */
const lineEndCodes = [-5, -4, -3];

/** Joins the texts at the end of a line; micromark does so at last, and moves all after each time. */
const joinTexts: Resolver = (events) => {
  const isIndented = events.at(-1)![1].type === 'linePrefix';
  // Each of the two, the end and the blanks after it, begins and is over.
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
  resolveTo: joinTexts,
  tokenize(effects, ok, nok) {
    const known = ofMicromark(this, lineEndCodes, 'lineEnding');
    return known.tokenize.call(this, effects, ok, nok);
  },
};

/** Paragraphs of many lines. */
export const lineEnds: Extension = {
  text: Object.fromEntries(lineEndCodes.map((code) => [code, lineEnd])),
};

const closingBracket = 0x5d;
const ofGfm = 'gfmPotentialFootnoteCall';

/** The end of `![^a]`, which calls a footnote after an exclamation mark. */
const potentialCall: Construct = {
  name: 'potentialFootnoteCall',
  add: 'after',
  tokenize(effects, ok, nok) {
    // Micromark looks for the label through all of the paragraph, even where none is open.
    if (this._labelStarts?.at(-1)?.type !== 'labelImage') return nok;
    const known = ofMicromark(this, [closingBracket], ofGfm);
    return known.tokenize.call(this, effects, ok, nok);
  },
  resolveTo: (events, context) =>
    ofMicromark(context, [closingBracket], ofGfm).resolveTo!(events, context),
};

/** Paragraphs of many closing brackets. */
export const footnoteCalls: Extension = {
  text: { [closingBracket]: potentialCall },
  disable: { null: [ofGfm] },
};
