import type { ValueMap } from '../static/value.ts';

/** Whether the value of an attribute is not even looked at, since no reader sees it. */
export const isUnseenAttribute = (name: string): boolean =>
  /^(?:style|key|ref|class:list|on[A-Z]\w*|client:\w+|transition:\w+)$/.test(name);

/** Whether an element shows no words, whatever is in it. */
export const isUnseen = (name: string): boolean =>
  /^(?:[Ss]cript|style|noscript|template|head|canvas|select|datalist)$/.test(name);

/** Whether an element is an image that its author marked as saying nothing. */
export const isDecoration = (name: string, props: ValueMap): boolean =>
  /^(?:img|Image|Picture)$/.test(name) && props.get('alt') === '';
