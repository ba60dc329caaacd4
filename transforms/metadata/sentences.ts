/** Most characters of a description. */
const longestDescription = 160;
/** A shorter sentence says too little to stand alone where more follows. */
export const shortest = 40;

const ending = /[.!?…]+["'”’)\]]*(?=\s+[^\p{Ll}\s])|[。！？]["”’）」』]*/gu;
const abbreviation =
  /(?:^|[\s(])(?:etc|vs|cf|approx|no|fig|mr|mrs|ms|dr|st|al|(?:\p{L}\.)*\p{L})\.$/iu;

/** The sentences of a line, each with the blanks behind it. */
export function sentencesOf(line: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const { index, 0: mark } of line.matchAll(ending)) {
    const end = index + mark.length;
    if (abbreviation.test(line.slice(start, end))) continue;
    const next = end + (/^\s*/.exec(line.slice(end))?.[0].length ?? 0);
    sentences.push(line.slice(start, next));
    start = next;
  }
  return start < line.length ? [...sentences, line.slice(start)] : sentences;
}

/** As many whole sentences as fit; one that is too long by itself is cut behind a word. */
export function shortened(line: string): string {
  if (line.length <= longestDescription) return line;
  let whole = '';
  for (const sentence of sentencesOf(line)) {
    if ((whole + sentence).trimEnd().length > longestDescription) break;
    whole += sentence;
  }
  return whole.length >= shortest ? whole.trimEnd() : clipped(line);
}

function clipped(line: string): string {
  const head = line.slice(0, longestDescription - 1);
  const end = head.lastIndexOf(' ');
  const cut = end > longestDescription / 2 ? head.slice(0, end) : head;
  return `${cut.replace(/[\ud800-\udbff]$/, '').replace(/[\s,;:.–—-]+$/, '')}…`;
}
