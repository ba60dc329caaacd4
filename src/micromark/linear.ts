import type { Construct, Extension, Resolver, State, TokenizeContext } from 'micromark-util-types';
import type { Processor } from 'unified';
import { lists } from './lists.ts';
import { marks, ofMicromark } from './marks.ts';

/** Takes the place of what takes quadratic time in micromark: the same constructs, in time that grows with the text. */
export function linear(this: Processor): void {
  const data = this.data();
  const own = [lists, setext, plainTexts, labels, footnoteCalls, html, marks, autolinks];
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), ...own];
  readMailWhereSome(this);
}

/**
 * Micromark looks for an address of mail at each word, which takes a fifth of its time: here only at
 * words that begin with the letter of one before an `@`.
 */
function readMailWhereSome(processor: Processor): void {
  const data = processor.data();
  const parser = processor.parser!;
  let all: Extension[] | undefined;
  let withoutMail: Extension[] | undefined;
  processor.parser = (text, file) => {
    // Plugins that come later have added theirs by now.
    all ??= data.micromarkExtensions ?? [];
    withoutMail ??= all.map((extension) => withMailAt(new Set(), extension));
    const letters = new Set(Array.from(text.matchAll(beforeAt), ({ 1: letter }) => letter!));
    data.micromarkExtensions =
      letters.size === 0 ? withoutMail : all.map((extension) => withMailAt(letters, extension));
    return parser(text, file);
  };
}

const beforeAt = /(?<![\w.+-])([\w.+-])[\w.+-]*@/g;

function withMailAt(letters: ReadonlySet<string>, extension: Extension): Extension {
  const text = Object.entries(extension.text ?? {}).flatMap(([code, known]) => {
    const isBefore = code !== 'null' && letters.has(String.fromCharCode(Number(code)));
    const kept = [known ?? []].flat().filter(({ name }) => isBefore || !/^email/.test(name ?? ''));
    return kept.length > 0 ? [[code, kept] as const] : [];
  });
  return { ...extension, text: Object.fromEntries(text) };
}

/** So few events are cheap to move. */
const fewEvents = 1_000;

/** Text up to the next construct, joined to the text before it at once; micromark joins texts at the end, and moves all events behind each time. */
const plainOf = (content: 'text' | 'string'): Construct => ({
  name: 'plainText',
  tokenize(effects, ok, nok) {
    if (this.events.length < fewEvents) return nok;
    const known = this.parser.constructs[content] as Record<number, Construct[]>;
    const begins = (code: number): boolean =>
      known[code]?.some(({ previous }) => previous?.call(this, this.previous) ?? true) ?? false;
    const inside: State = (code) => {
      if (code === null || begins(code)) {
        effects.exit('data');
        return ok(code);
      }
      effects.consume(code);
      return inside;
    };
    return (code) => {
      effects.enter('data');
      effects.consume(code);
      return inside;
    };
  },
  resolveTo(events) {
    const [before, own] = [events.at(-3)?.[1], events.at(-1)![1]];
    if (before?.type === 'data') {
      before.end = own.end;
      events.length -= 2;
    }
    return events;
  },
});

/** Paragraphs of many lines, brackets and other signs. */
const plainTexts: Extension = {
  text: { null: plainOf('text') },
  string: { null: plainOf('string') },
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
const footnoteCalls: Extension = {
  text: { [closingBracket]: potentialCall },
  disable: { null: [ofGfm] },
};

/** By CommonMark a label has at most so many characters. */
const longestLabel = 999;

/** Micromark looks up all that stands between two brackets, however long it is. */
const labelEnd: Construct = {
  name: 'endOfLabel',
  tokenize(effects, ok, nok) {
    const sliceSerialize: TokenizeContext['sliceSerialize'] = (label) =>
      label.end.offset - label.start.offset > longestLabel ? '' : this.sliceSerialize(label);
    const bounded = Object.create(this, { sliceSerialize: { value: sliceSerialize } });
    const known = ofMicromark(this, [closingBracket], 'labelEnd');
    return known.tokenize.call(bounded as TokenizeContext, effects, ok, nok);
  },
  resolveTo: (events, context) =>
    ofMicromark(context, [closingBracket], 'labelEnd').resolveTo!(events, context),
};

/** Paragraphs of many brackets in each other. */
const labels: Extension = { text: { [closingBracket]: labelEnd }, disable: { null: ['labelEnd'] } };

type AutolinkOf = 'email' | 'protocol' | 'www';

/** An address that stands for itself; micromark looks for open brackets through all of the paragraph, before each word. */
function autolink(of: AutolinkOf, codes: readonly number[]): Construct {
  const known = (context: TokenizeContext): Construct =>
    (found[of] ??= ofMicromark(context, codes, `${of}Autolink`));
  return {
    name: `${of}Address`,
    previous(code) {
      return known(this).previous!.call(this, code);
    },
    tokenize(effects, ok, nok) {
      if (this._labelStarts?.findLast(({ _balanced }) => !_balanced) !== undefined) return nok;
      const balanced = Object.create(this, { events: { value: [] } }) as TokenizeContext;
      return known(this).tokenize.call(balanced, effects, ok, nok);
    },
  };
}

/** They are asked for at each character. */
const found: Partial<Record<AutolinkOf, Construct>> = {};

const codesOf = (characters: string): number[] =>
  Array.from(characters, (character) => character.charCodeAt(0));

const inEmail = codesOf('+-._0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz');
const [email, protocol, www] = [
  autolink('email', inEmail),
  autolink('protocol', codesOf('Hh')),
  autolink('www', codesOf('Ww')),
];

/** Paragraphs of many words beside brackets. */
const autolinks: Extension = {
  text: {
    ...Object.fromEntries(inEmail.map((code) => [code, email])),
    ...Object.fromEntries(codesOf('Hh').map((code) => [code, [email, protocol]])),
    ...Object.fromEntries(codesOf('Ww').map((code) => [code, [email, www]])),
  },
  disable: { null: ['emailAutolink', 'protocolAutolink', 'wwwAutolink'] },
};

const [dash, equals] = [0x2d, 0x3d];

/** The construct of micromark for headings that are underlined. */
function underlineOfMicromark({ parser }: TokenizeContext): Construct {
  const known = [parser.constructs.flow?.[equals] ?? []].flat();
  return known.find(({ name }) => name === 'setextUnderline')!;
}

/** Micromark copies all that it has read of a document for each such heading; this gives it the end alone. */
const resolveTo: Resolver = (events, context) => {
  let begin = events.length - 1;
  while (events[begin]![0] !== 'enter' || events[begin]![1].type !== 'content') begin--;
  const heading = underlineOfMicromark(context).resolveTo!(events.splice(begin), context);
  for (const event of heading) events.push(event);
  return events;
};

const underline: Construct = {
  name: 'underline',
  resolveTo,
  tokenize(effects, ok, nok) {
    return underlineOfMicromark(this).tokenize.call(this, effects, ok, nok);
  },
};

/** Underlined headings, in time that grows with their number and not with its square. */
const setext: Extension = { flow: { [dash]: underline, [equals]: underline } };

const less = 0x3c;

/** What begins with a `<` and may go on to the end of the text: a comment, a declaration, an instruction. */
const endless = /^<(?:\?|!(?:--|\[|[A-Za-z]))/;

/** By text, the kinds of which an end was looked for in vain: their first characters. */
const unended = new WeakMap<TokenizeContext, Set<string>>();

/** Micromark looks for the end of each through all of the text, even where it has found none before. */
const htmlText: Construct = {
  name: 'html',
  tokenize(effects, ok, nok) {
    // MDX has none.
    if (this.parser.constructs.disable.null?.includes('htmlFlow')) return nok;
    const inVain = unended.get(this) ?? new Set();
    unended.set(this, inVain);
    let begun = '';
    const kind = () => endless.exec(begun)?.[0].slice(0, 3);
    const failed: State = (code) => {
      const own = kind();
      if (code === null && own !== undefined) inVain.add(own);
      return nok(code);
    };
    /** Reads on with micromark, and gives up as soon as the kind is one of those. */
    const watched =
      (state: State): State =>
      (code) => {
        if (code !== null && code > 0) begun += String.fromCharCode(code);
        if (inVain.has(kind() ?? '')) return nok(code);
        const next = state(code);
        return next && kind() === undefined && begun.length < 4 ? watched(next) : next;
      };
    const known = ofMicromark(this, [less], 'htmlText');
    return watched(known.tokenize.call(this, effects, ok, failed));
  },
};

/** Paragraphs of many comments without end. */
const html: Extension = { text: { [less]: htmlText }, disable: { null: ['htmlText'] } };
