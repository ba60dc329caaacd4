const ending = /[.!?…]+["'”’)\]]*(?=\s+[^\p{Ll}\s])|[。！？]["”’）」』]*/gu;
const abbreviation =
  /(?:^|[\s(])(?:etc|vs|cf|approx|no|fig|mr|mrs|ms|dr|st|al|(?:\p{L}\.)*\p{L})\.$/iu;

/** The sentences of a line, each with the blanks after it. */
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
