/** Accents of TeX by their signs and letters, as marks that combine with the letter before them. */
const accents: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  u: '\u0306',
  '.': '\u0307',
  '"': '\u0308',
  r: '\u030A',
  H: '\u030B',
  v: '\u030C',
  d: '\u0323',
  c: '\u0327',
  k: '\u0328',
  b: '\u0331',
};

/** Commands that stand for letters and signs. */
const letters: Readonly<Record<string, string>> = {
  ss: 'ß',
  o: 'ø',
  O: 'Ø',
  l: 'ł',
  L: 'Ł',
  ae: 'æ',
  AE: 'Æ',
  oe: 'œ',
  OE: 'Œ',
  aa: 'å',
  AA: 'Å',
  i: 'i',
  j: 'j',
  dh: 'ð',
  DH: 'Ð',
  th: 'þ',
  TH: 'Þ',
  dj: 'đ',
  DJ: 'Đ',
  ng: 'ŋ',
  NG: 'Ŋ',
  textendash: '–',
  textemdash: '—',
  textquoteright: '’',
  textquoteleft: '‘',
  ldots: '…',
  dots: '…',
  TeX: 'TeX',
  LaTeX: 'LaTeX',
  copyright: '©',
  textregistered: '®',
  texttrademark: '™',
  S: '§',
  textasciitilde: '\\~',
  textunderscore: '\\_',
  textbackslash: '',
  textquotedblleft: '“',
  textquotedblright: '”',
  textquotesingle: "'",
  guillemotleft: '«',
  guillemotright: '»',
  textless: '<',
  textgreater: '>',
  textbar: '|',
  textbullet: '•',
  textperiodcentered: '·',
  textdegree: '°',
  textmu: 'µ',
  pounds: '£',
  euro: '€',
  texteuro: '€',
  quad: ' ',
  newblock: '',
  slash: '/',
};

const accent =
  /\\(?:([`'^~=."])|([uvHcdbkr])(?![A-Za-z]))[ \t]*(?:\{[ \t]*\\?(\p{L})[ \t]*\}|\\?(\p{L})(?![A-Za-z])|\\?(\p{L}))/gu;
/** What only says how words look. */
const looks =
  /\\(?:emph|text(?:it|bf|tt|sc|rm|sf|sl|up|md|normal)?|url|mbox|bf|em|it|rm|sc|sf|sl|tt|bfseries|itshape|scshape|ttfamily|mathrm|mathbf|relax|protect|natexlab|nocase|enquote|ensuremath|text(?:sub|super)script)(?![A-Za-z])[ \t]*/g;

/** What a text of TeX, such as a field of BibTeX, says; maths and addresses stay as they are. */
export function plainTex(source: string): string {
  return source
    .replace(/\s+/g, ' ')
    .split(/((?<!\\)\$[^$]*\$|https?:\/\/[^\s{}]+)/)
    .map((part, index) => (index % 2 === 0 ? plain(part) : kept(part)))
    .join('')
    .trim();
}

const kept = (part: string): string =>
  part.startsWith('$') ? part : part.replace(/\\([_%&#~])/g, '$1');

const plain = (text: string): string =>
  withoutBraces(
    text
      .replace(/\\noopsort[ ]*\{[^{}]*\}/g, '')
      .replace(/\\href[ ]*\{([^{}]*)\}[ ]*\{([^{}]*)\}/g, '$2 ($1)')
      .replace(
        accent,
        (
          _,
          sign: string | undefined,
          name: string,
          braced?: string,
          alone?: string,
          first?: string,
        ) => ((braced ?? alone ?? first ?? '') + accents[sign ?? name]!).normalize('NFC'),
      )
      .replace(/\\([A-Za-z]+)(?:[ \t]+|\{\})?/g, (whole, name: string) =>
        Object.hasOwn(letters, name) ? letters[name]! : whole,
      )
      .replace(looks, ''),
  )
    .replace(/(?<![\\/])~/g, ' ')
    .replace(/---/g, '—')
    .replace(/--/g, '–')
    .replace(/``|''/g, '"')
    .replace(/\\([&%#_${}~^ ,/-])/g, (_, sign: string) => (/[,/-]/.test(sign) ? '' : sign));

/** Braces that only keep words together are left out; those after a command that is not known stay. */
function withoutBraces(text: string): string {
  const stays: boolean[] = [];
  let end = -1;
  return text.replace(/\\(?:[A-Za-z]+|.)?|[{}]/gs, (found, offset: number) => {
    if (found === '{') stays.push(offset === end);
    const isLeft = found === '{' || found === '}' ? stays.at(-1) === true : true;
    if (found === '}') stays.pop();
    if (isLeft && /^\\[A-Za-z]|\}$/.test(found)) end = offset + found.length;
    return isLeft ? found : '';
  });
}
