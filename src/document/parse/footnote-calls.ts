import type { Construct, Extension, TokenizeContext } from 'micromark-util-types';

const closingBracket = 0x5d;
const ofGfm = 'gfmPotentialFootnoteCall';

/** The construct of micromark for the end of `![^a]`, which calls a footnote behind an exclamation mark. */
function ofMicromark({ parser }: TokenizeContext): Construct {
  const known = [parser.constructs.text?.[closingBracket] ?? []].flat();
  return known.find(({ name }) => name === ofGfm)!;
}

const potentialCall: Construct = {
  name: 'potentialFootnoteCall',
  add: 'after',
  tokenize(effects, ok, nok) {
    // Micromark looks for the label through all of the paragraph, even where none is open.
    if (this._labelStarts?.at(-1)?.type !== 'labelImage') return nok;
    return ofMicromark(this).tokenize.call(this, effects, ok, nok);
  },
  resolveTo: (events, context) => ofMicromark(context).resolveTo!(events, context),
};

/** Closing brackets in time that grows with their number and not with its square. */
export const footnoteCalls: Extension = {
  text: { [closingBracket]: potentialCall },
  disable: { null: [ofGfm] },
};
