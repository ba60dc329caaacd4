import type {
  Construct,
  Event,
  Extension,
  Point,
  Resolver,
  State,
  Token,
  TokenizeContext,
} from 'micromark-util-types';
import { lengthOf, Openers, type Pairing, type Run } from './openers.ts';

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    attentionRun: 'attentionRun';
    strikethrough: 'strikethrough';
    strikethroughRun: 'strikethroughRun';
    strikethroughSequence: 'strikethroughSequence';
    strikethroughSequenceTemporary: 'strikethroughSequenceTemporary';
    strikethroughText: 'strikethroughText';
  }
}

/** The construct that micromark itself has in text for one of these characters. */
export function ofMicromark(
  { parser }: TokenizeContext,
  codes: readonly number[],
  name: string,
): Construct {
  const known = codes.flatMap((code) => parser.constructs.text?.[code] ?? []);
  return known.find((construct) => construct.name === name)!;
}

/** Text of spans of the other kind: what begins in it, ends in it. */
const scopes: ReadonlySet<string> = new Set(['emphasisText', 'strongText', 'strikethroughText']);

const ownTypes: ReadonlySet<string> = new Set(['attentionRun', 'strikethroughRun']);

/** So few runs are paired by micromark itself: it differs from the spec on runs of many lengths in each other. */
const fewRuns = 100;

/** Micromark looks through all events for each run, moves all after it, and resolves what stands inside once more. */
const resolver =
  (pairing: Pairing, known: (context: TokenizeContext) => Construct): Resolver =>
  (events, context) => {
    const runs = events.filter(([step, { type }]) => step === 'enter' && ownTypes.has(type));
    if (runs.length > fewRuns) crowded.add(context);
    if (crowded.has(context)) return inPlace(events, pairedRuns(events, pairing, context));
    for (const [, token] of runs) if (token.type === pairing.type) token.type = pairing.ofMicromark;
    return known(context).resolveAll!(events, context);
  };

/** Texts of too many runs for micromark; what it leaves to the resolvers of spans is not done in these. */
const crowded = new WeakSet<TokenizeContext>();

/** The events that take the place of those of each run. */
function pairedRuns(
  events: readonly Event[],
  pairing: Pairing,
  context: TokenizeContext,
): Map<Token, Event[]> {
  const runs: Run[] = [];
  const openers = [new Openers(pairing, context)];
  for (const [step, token] of events) {
    if (scopes.has(token.type)) {
      if (step === 'enter') openers.push(new Openers(pairing, context));
      else openers.pop();
    }
    if (step === 'exit' || token.type !== pairing.type) continue;
    const run = { token, kind: pairing.kindOf(token, context), ends: [], begins: [] };
    runs.push(run);
    openers.at(-1)!.take(run);
  }
  return new Map(runs.map((run) => [run.token, resolved(run, context)]));
}

/** Changes the list itself: who called the tokenizer keeps it. */
function inPlace(events: Event[], made: ReadonlyMap<Token, readonly Event[]>): Event[] {
  const given = events.slice();
  events.length = 0;
  for (const event of given) {
    const instead = made.get(event[1]);
    if (instead === undefined) events.push(event);
    else if (event[0] === 'enter') for (const one of instead) events.push(one);
  }
  return events;
}

/** The events that take the place of a run. */
function resolved({ token, ends, begins }: Run, context: TokenizeContext): Event[] {
  const rest: Event[] = [];
  if (lengthOf(token) > 0) {
    token.type = 'data';
    rest.push(['enter', token, context], ['exit', token, context]);
  }
  return [...ends, ...rest, ...begins.reverse().flat()];
}

/** Part of a run as a token of its own; the run begins or ends so much later or earlier. */
function cut(token: Token, side: 'start' | 'end', size: number): { start: Point; end: Point } {
  const from = { ...token[side] };
  const to = { ...token[side] };
  const by = side === 'start' ? size : -size;
  to.column += by;
  to.offset += by;
  to._bufferIndex += by;
  token[side] = { ...to };
  return side === 'start' ? { start: from, end: to } : { start: to, end: from };
}

type Name = 'emphasis' | 'strong' | 'strikethrough';

/** Puts a span with so many marks on both sides between two runs. */
function span(
  open: Run,
  close: Run,
  { size, name, context }: { size: number; name: Name; context: TokenizeContext },
): void {
  const opening: Token = { type: `${name}Sequence`, ...cut(open.token, 'end', size) };
  const closing: Token = { type: `${name}Sequence`, ...cut(close.token, 'start', size) };
  const whole: Token = { type: name, start: { ...opening.start }, end: { ...closing.end } };
  const text: Token = { type: `${name}Text`, start: { ...opening.end }, end: { ...closing.start } };
  open.begins.push([
    ['enter', whole, context],
    ['enter', opening, context],
    ['exit', opening, context],
    ['enter', text, context],
  ]);
  close.ends.push(
    ['exit', text, context],
    ['enter', closing, context],
    ['exit', closing, context],
    ['exit', whole, context],
  );
}

const [star, underscore, tilde] = [0x2a, 0x5f, 0x7e];

/** Runs of stars or underscores; the spec's rule of three keeps some apart. */
const ofAttention: Pairing = {
  type: 'attentionRun',
  ofMicromark: 'attentionSequence',
  kindOf: (token, context) => context.sliceSerialize(token).charAt(0),
  isPair(open, close) {
    if (!open._close && !close._open) return true;
    const size = lengthOf(close);
    return size % 3 === 0 || (lengthOf(open) + size) % 3 !== 0;
  },
  wrap(open, close, context) {
    const isStrong = lengthOf(open.token) > 1 && lengthOf(close.token) > 1;
    const [size, name] = isStrong ? ([2, 'strong'] as const) : ([1, 'emphasis'] as const);
    span(open, close, { size, name, context });
  },
};

/** Runs of tildes pair up whole. */
const ofStrikethrough: Pairing = {
  type: 'strikethroughRun',
  ofMicromark: 'strikethroughSequenceTemporary',
  kindOf: (token) => String(lengthOf(token)),
  isPair: () => true,
  wrap: (open, close, context) =>
    span(open, close, { size: lengthOf(close.token), name: 'strikethrough', context }),
};

/** The construct of micromark of this name, with runs that pair up in linear time. */
function paired(name: string, mark: number, pairing: Pairing): Construct {
  const known = (context: TokenizeContext) => ofMicromark(context, [mark], name);
  return {
    name: pairing.type,
    resolveAll: resolver(pairing, known),
    tokenize(effects, ok, nok) {
      const renamed: State = (code) => {
        this.events.at(-1)![1].type = pairing.type;
        return ok(code);
      };
      return known(this).tokenize.call(this, effects, renamed, nok);
    },
  };
}

const attention = paired('attention', star, ofAttention);
const strikethrough = paired('strikethrough', tilde, ofStrikethrough);

/** Paragraphs of many stars, underscores or tildes. */
export const marks: Extension = {
  text: { [star]: attention, [underscore]: attention, [tilde]: strikethrough },
  insideSpan: { null: [strikethrough, attention] },
  disable: { null: ['attention', 'strikethrough'] },
};
