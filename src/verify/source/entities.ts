const accents: Readonly<Record<string, string>> = {
  acute: '\u0301',
  caron: '\u030c',
  cedil: '\u0327',
  circ: '\u0302',
  grave: '\u0300',
  ring: '\u030a',
  tilde: '\u0303',
  uml: '\u0308',
};

/** The letter that an entity stands for, by its number or as `&eacute;`: it is part of a word. */
export function letterOf(entity: string): string | undefined {
  const [, hex, decimal] = /^&#(?:x([\da-f]{1,6})|(\d{1,7}));$/i.exec(entity) ?? [];
  const code = Number(hex ? `0x${hex}` : decimal);
  const [, letter = '', name = ''] = /^&([A-Za-z])([a-z]+);$/.exec(entity) ?? [];
  const accent = Object.hasOwn(accents, name) ? accents[name] : undefined;
  const sign = accent
    ? (letter + accent).normalize('NFC')
    : code <= 0x10ffff
      ? String.fromCodePoint(code)
      : '';
  return /^\p{L}$/u.test(sign) ? sign : undefined;
}
