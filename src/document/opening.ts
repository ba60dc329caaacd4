/** Characters at the beginning of a body that a reader takes in with its title. */
const openingLength = 800;
/** Share of a description's words that make it a repetition of the opening. */
const enough = 0.8;

/** Whether the H1 of a body is this title, whatever its letter case and inline marks. */
export function isItsHeading(title: string, body: string): boolean {
  const heading = /^# (.*)/.exec(body)?.[1];
  return heading !== undefined && bare(heading) === bare(title);
}

/** Whether the opening of a body says what a description says: four of five of its words. */
export function isInOpening(description: string, body: string): boolean {
  const words = wordsOf(description);
  const said = new Set(wordsOf(body.slice(0, openingLength)));
  return words.filter((word) => said.has(word)).length >= words.length * enough;
}

function bare(text: string): string {
  return text
    .replace(/[\\`*_]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
