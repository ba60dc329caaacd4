/** HTML text that is already safe; everything else is escaped when it is put into a template. */
export class SafeHtml {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Value = SafeHtml | string | number | readonly SafeHtml[];

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters that control what shows them, or turn the direction of what follows. */
const acting = /(?![\t\n])\p{Cc}|\p{Bidi_Control}/gu;

function escapeHtml(text: string): string {
  return text
    .replace(acting, '\uFFFD')
    .replace(/[&<>"']/g, (character) => entities[character] as string);
}

function toText(value: Value): string {
  if (value instanceof SafeHtml) return value.text;
  if (typeof value === 'object') return value.map((part) => part.text).join('');
  return escapeHtml(String(value));
}

/** Template tag: the values are escaped, unless they are HTML made by this tag. */
export function html(strings: TemplateStringsArray, ...values: Value[]): SafeHtml {
  return new SafeHtml(String.raw({ raw: strings }, ...values.map(toText)));
}
