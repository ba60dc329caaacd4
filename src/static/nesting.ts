/**
 * Far below what the native parser of scripts survives in a thread of 4 MB, where running out of
 * stack ends the process; far above what people write.
 */
const limits = { brackets: 200, tags: 200, chain: 1000, length: 500_000 };

/** What is open at one depth of brackets: tokens since the last separator, tags, a tag's `<`. */
interface Level {
  chain: number;
  tags: number;
  inTag: boolean;
}

/** Comments, short strings and paths of drawings are passed over as a whole. */
const token =
  /"(?:[MLHVCSQTAZmlhvcsqtazEe\d\s.,]|-(?=[\d.]))*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\.){0,500}'|"(?:[^"\\\n]|\\.){0,500}"|\n[ \t]*(?:const|let|var|function|export|import|class|interface|type|return)\b|<\/|\/>|=>|[\w$]+|[^\s\w$]/g;

/**
 * Whether a script may nest so deeply that reading it is a risk. Brackets and tags are counted by
 * depth; so are the tokens that no separator parts, since operators nest without any bracket.
 */
export function mayNestDeeply(source: string): boolean {
  if (source.length > limits.length) return true;
  const levels: Level[] = [{ chain: 0, tags: 0, inTag: false }];
  for (const [part] of source.matchAll(token)) {
    const level = levels.at(-1) as Level;
    if ('([{'.includes(part)) {
      levels.push({ chain: 0, tags: 0, inTag: false });
      level.chain += 1;
    } else if (')]}'.includes(part)) {
      if (levels.length > 1) levels.pop();
    } else if (part === ';' || part === ',' || part.startsWith('\n')) {
      level.chain = 0;
      if (part !== ',') level.tags = 0;
    } else count(level, part);
    const { chain, tags } = level;
    if (levels.length > limits.brackets || tags > limits.tags || chain > limits.chain) return true;
  }
  return false;
}

function count(level: Level, part: string): void {
  if (part === '<') {
    level.tags += 1;
    level.inTag = true;
  } else if (part === '</' || part === '/>') {
    level.tags = Math.max(0, level.tags - 1);
    level.inTag = part === '</';
    level.chain = part === '/>' ? 0 : level.chain;
  } else if (part === '>' && level.inTag) {
    level.inTag = false;
    level.chain = 0;
  } else if (!part.startsWith('/*') && !part.startsWith('//')) level.chain += 1;
}
