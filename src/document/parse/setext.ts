import type { Construct, Extension, Resolver, TokenizeContext } from 'micromark-util-types';

const [dash, equals] = [0x2d, 0x3d];

/** The construct of micromark for headings that are underlined. */
function ofMicromark({ parser }: TokenizeContext): Construct {
  const known = [parser.constructs.flow?.[equals] ?? []].flat();
  return known.find(({ name }) => name === 'setextUnderline')!;
}

/** Micromark copies all that it has read of a document for each such heading; this gives it the end alone. */
const resolveTo: Resolver = (events, context) => {
  let begin = events.length - 1;
  while (events[begin]![0] !== 'enter' || events[begin]![1].type !== 'content') begin--;
  const heading = ofMicromark(context).resolveTo!(events.splice(begin), context);
  for (const event of heading) events.push(event);
  return events;
};

const underline: Construct = {
  name: 'underline',
  resolveTo,
  tokenize(effects, ok, nok) {
    return ofMicromark(this).tokenize.call(this, effects, ok, nok);
  },
};

/** Underlined headings, in time that grows with their number and not with its square. */
export const setext: Extension = { flow: { [dash]: underline, [equals]: underline } };
