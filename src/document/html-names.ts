const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** HTML elements that never have content. */
export const voidNames = words(
  'area base br col embed hr img input link meta param source track wbr',
);

/** HTML elements that run inside a line of text. */
export const inlineNames = words(
  'a abbr b bdi bdo big br cite code data del dfn em font i img input ins kbd label mark meter nobr ' +
    'output progress q rp rt ruby s samp small span strike strong sub sup time tt u var wbr',
);

/** HTML elements that stand as blocks. */
export const blockNames = words(
  'address article aside audio blockquote body button canvas caption center col colgroup dd details dialog div dl dt ' +
    'embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe ' +
    'legend li link main map math menu menuitem meta nav noframes noscript object ol optgroup option p param picture pre ' +
    'search section select slot source summary svg table tbody td template tfoot th thead title tr track ul video',
);

/** Elements whose content is not text of the document. */
export const droppedNames = words('script style title noframes noembed');

const heading = /^h[1-6]$/;

/** Whether the closing tag of a name ends an element, in any case: that of a heading ends one of any level, as in browsers. */
export const ends = (name: string, element: string | null): boolean =>
  name.toLowerCase() === element?.toLowerCase() ||
  (heading.test(name) && heading.test(element ?? ''));

const onlyWords = /^<(?!(?:script|style|template)\b)[a-z]+(?:\s+\p{L}+)+\s*>$/iu;
const flag =
  /\s(?:hidden|open|disabled|checked|required|readonly|multiple|autofocus|async|defer|controls|autoplay|loop|muted|default|reversed|inert|nowrap|noshade|markdown|center)\b/i;

/** Whether a tag of HTML is a note such as `<source node name>`, what it holds being no attributes. */
export const holdsWords = (raw: string): boolean => onlyWords.test(raw) && !flag.test(raw);

/** Elements that end by themselves: name -> the opening tags that end it. */
export const impliedEnds: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['li', words('li')],
  ['dt', words('dt dd')],
  ['dd', words('dt dd')],
  ['tr', words('tr tbody tfoot thead')],
  ['td', words('td th tr tbody tfoot')],
  ['th', words('td th tr tbody tfoot')],
  ['thead', words('tbody tfoot')],
  ['tbody', words('tbody tfoot')],
  ['option', words('option optgroup')],
  [
    'p',
    words(
      'p div ul ol dl table pre blockquote h1 h2 h3 h4 h5 h6 hr section article aside details figure form header footer main nav',
    ),
  ],
]);

/** Elements whose end tag may be left out. */
export const optionalEnds = words('p li dt dd tr td th thead tbody tfoot option optgroup colgroup');

/**
 * A table of components with the other names under which Vue finds them: `ClientOnly` answers to
 * `<client-only>`, `Badge` to `<badge>`; `Link` does not to `<link>`, which is HTML.
 */
export function withDashedNames<T>(table: Readonly<Record<string, T>>): Record<string, T> {
  const dashed = Object.entries(table).flatMap(([name, value]) => {
    if (!/^[A-Z][A-Za-z\d]*$/.test(name)) return [];
    const other = name.replace(/\B[A-Z]/g, '-$&').toLowerCase();
    return isHtml(other) ? [] : [[other, value] as const];
  });
  return { ...Object.fromEntries(dashed), ...table };
}

/** The name of a tag or attribute; HTML written in capitals throughout is the same in small letters, and so is `<Br>`. */
export const htmlName = (name: string): string => {
  if (!/^(?:[A-Z][A-Z\d]*|Br|bR)$/.test(name)) return name;
  const lower = name.toLowerCase();
  return isHtml(lower) || droppedNames.has(lower) ? lower : name;
};

/** Whether HTML has an element of this name. */
export const isHtml = (name: string): boolean => inlineNames.has(name) || blockNames.has(name);
