import type { Construct, Event, Extension, Resolver, TokenizeContext } from 'micromark-util-types';

/** So many events are cheap to move … */
const manyEvents = 1_000;

/** … and so many of the last ones hold all that is asked for, as a rule. */
const lastEvents = 300;

/** The events of documents that are out of the way, in order. */
const earlier = new WeakMap<TokenizeContext, Event[]>();

/** Micromark moves all that it has read of a document where an item ends; this leaves it the end alone. */
const putAway: Resolver = (events, context) => {
  const tail = events.length > manyEvents ? startOfTail(events) : 0;
  if (tail === 0) return events;
  const away = earlier.get(context) ?? [];
  for (let at = 0; at < tail; at++) away.push(events[at]!);
  earlier.set(context, away);
  return events.slice(tail);
};

/** Micromark looks for the ends of two lines. */
function startOfTail(events: readonly Event[]): number {
  let lines = 0;
  for (let at = events.length - 1; at > 0; at--) {
    const [step, { type }] = events[at]!;
    if (step === 'exit' && type === 'chunkFlow') lines++;
    if (lines > 1 && events.length - at >= lastEvents) return at;
  }
  return 0;
}

const putBack: Resolver = (events, context) => {
  const away = earlier.get(context);
  if (away === undefined) return events;
  earlier.delete(context);
  for (const event of events) away.push(event);
  return away;
};

const dash = 0x2d;

function ofMicromark({ parser }: TokenizeContext): Construct {
  const known = [parser.constructs.document?.[dash] ?? []].flat();
  return known.find(({ name }) => name === 'list')!;
}

const list: Construct = {
  name: 'items',
  resolveAll: putBack,
  tokenize(effects, ok, nok) {
    return ofMicromark(this).tokenize.call(this, effects, ok, nok);
  },
  continuation: {
    resolveTo: putAway,
    tokenize(effects, ok, nok) {
      return ofMicromark(this).continuation!.tokenize.call(this, effects, ok, nok);
    },
  },
  exit(effects) {
    return ofMicromark(this).exit!.call(this, effects);
  },
};

/** The tokenizers of whole documents that hold quotes. */
const documents = new WeakMap<TokenizeContext['parser'], TokenizeContext>();

const ofQuote = ({ parser }: TokenizeContext): Construct =>
  [parser.constructs.document?.[greater] ?? []].flat().find(({ name }) => name === 'blockQuote')!;

const greater = 0x3e;

const quote: Construct = {
  name: 'quote',
  resolveAll: putBack,
  tokenize(effects, ok, nok) {
    documents.set(this.parser, this);
    return ofQuote(this).tokenize.call(this, effects, ok, nok);
  },
  continuation: {
    tokenize(effects, ok, nok) {
      return ofQuote(this).continuation!.tokenize.call(this, effects, ok, nok);
    },
  },
  exit(effects) {
    return ofQuote(this).exit!.call(this, effects);
  },
};

/** Micromark moves all events where a quote ends, too. While it reads what is in blocks it asks for none of them. */
const beginOfBlock: Construct = {
  name: 'beginOfBlock',
  tokenize(_effects, _ok, nok) {
    const document = documents.get(this.parser);
    if (document !== undefined) document.events = putAway(document.events, document);
    return nok;
  },
};

const codesOfItems = Array.from('*+-0123456789', (sign) => sign.charCodeAt(0));

/** Lists of many items, and many quotes; micromark's own construct is still asked for each later item. */
export const lists: Extension = {
  document: { ...Object.fromEntries(codesOfItems.map((code) => [code, list])), [greater]: quote },
  flow: { null: beginOfBlock },
};
