/** A fence that is open. */
export interface Fence {
  /** The marks that it began with; as many or more of them end it. */
  marker: string;
  indent: number;
  /** Number of `>` before it. */
  quotes: number;
  /** Column at which the content of its list item begins. */
  base: number;
  /** Colons that end the container that it stands in, and it with it; infinite where it is in none. */
  colons: number;
  /** Containers that its code shows and has not ended yet. */
  shown: number;
}

/** A line that begins a container, `:::name`, or ends one. */
export const containerLine = /^(:{3,})[ \t]*(.*)$/s;

/** Whether a line can neither end a fence nor the block that it stands in. */
export function passes(fence: Fence, line: string): boolean {
  if (fence.base !== 0 || fence.quotes !== 0 || line.includes(fence.marker)) return false;
  return !isInContainer(fence) || !line.includes(':::');
}

export const isInContainer = ({ colons }: Fence): boolean => colons !== Number.POSITIVE_INFINITY;

/**
 * Whether a line in a fence ends the container that the fence stands in. Sites look for the end of a
 * container before they read what it holds: https://github.com/markdown-it/markdown-it-container
 * A container that the code shows keeps its own end.
 */
export function endsContainer(fence: Fence, content: string): boolean {
  const match = isInContainer(fence) ? containerLine.exec(content) : null;
  if (match === null) return false;
  const [, { length } = '', name] = match;
  if (name !== '') fence.shown++;
  else if (fence.shown > 0) fence.shown--;
  else return length >= fence.colons;
  return false;
}

/** Closing tags right behind the marks end code that HTML around them shows. */
const opening = /^(`{3,}(?!`|<\/(?:code|pre)\b)(?!.*`)|~{3,})/;

/** The marks with which a line's content opens a fence; undefined where it opens none. */
export function fenceMarker(content: string): string | undefined {
  const first = content.charCodeAt(0);
  if (first !== 0x60 && first !== 0x7e) return undefined;
  return opening.exec(content)?.[1];
}

/** Whether a line's content is nothing but the marks that opened a fence, or more of them. */
export const closesFence = (content: string, marker: string): boolean =>
  content.startsWith(marker) && content.replaceAll(marker.charAt(0), '') === '';
