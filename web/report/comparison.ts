import { diffWordsWithSpace } from 'diff';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { changesOf, type StoredChange } from './stored.ts';

type View = 'text' | 'rendered';

/** How readers last chose to see comparisons. */
let view: View = 'text';

/** Opens the comparison of a page with its source, from the buttons that name pages. */
export function liveComparison(): void {
  const dialog = document.querySelector<HTMLDialogElement>('#comparison')!;
  document.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLElement>('button[data-page]');
    if (button !== null) void open(dialog, button);
  });
}

async function open(dialog: HTMLDialogElement, button: HTMLElement): Promise<void> {
  const { page = '' } = button.dataset;
  const body = element('div', { class: 'changes', tabindex: '0', role: 'region' });
  body.setAttribute('aria-label', 'Changes');
  const top = head(button, () => dialog.close());
  dialog.replaceChildren(top, body);
  dialog.showModal();
  try {
    const changes = await changesOf(page);
    const show = () => body.replaceChildren(...rows(changes, view));
    top.addEventListener('change', (event) => {
      view = (event.target as HTMLInputElement).value as View;
      show();
    });
    show();
  } catch (cause) {
    body.textContent = `The comparison cannot be shown: ${(cause as Error).message}. contextor inspect ${page} --diff prints it.`;
  }
}

function head(button: HTMLElement, onClose: () => void): HTMLElement {
  const { page = '', url = '' } = button.dataset;
  const title = element('h2', { id: 'comparison-title' }, page);
  const close = element('button', { type: 'button' }, 'Close');
  close.addEventListener('click', onClose);
  const source = url === '' ? '' : element('a', { href: url }, 'Source in the repository');
  const row = button.closest('tr');
  const [before = '', after = '', change = ''] = [...(row?.querySelectorAll('td.number') ?? [])]
    .slice(-3)
    .map((cell) => cell.textContent ?? '');
  const sizes = `${before} tokens before, ${after} after: ${change}. `;
  const figures = element('p', { class: 'hint' }, sizes);
  figures.append(source);
  const bar = element('div', { class: 'actions' });
  bar.append(choice(), close);
  const top = element('header', {});
  top.append(title, bar, figures);
  return top;
}

function choice(): HTMLElement {
  const set = element('fieldset', {});
  set.append(element('legend', {}, 'Show as'));
  for (const [value, name] of [
    ['text', 'Text'],
    ['rendered', 'Rendered'],
  ] as const) {
    const input = element('input', { type: 'radio', name: 'view', value }) as HTMLInputElement;
    input.checked = view === value;
    input.autofocus = input.checked;
    const label = element('label', {});
    label.append(input, ` ${name}`);
    set.append(label);
  }
  return set;
}

function rows(changes: readonly StoredChange[], view: View): HTMLElement[] {
  if (changes.length === 0) return [element('p', {}, 'Every line says the same in both.')];
  const heads = ['Source', 'Output'].map((name) => element('h3', {}, name));
  return [...heads, ...changes.flatMap((change) => row(change, view))];
}

function row(change: StoredChange, view: View): HTMLElement[] {
  const { same, heading } = change;
  const lines = same === 1 ? '1 line that says' : `${same} lines that say`;
  const after = same === 0 ? '' : `, after ${lines} the same`;
  const note = element('p', { class: 'same' }, (heading || 'Start') + after);
  const sides =
    view === 'rendered'
      ? [rendered(change.before, change), rendered(change.after, change)]
      : marked(change.before, change.after);
  const names = ['side removed', 'side added'];
  const cells = sides.map((content, at) => {
    const cell = element('div', { class: names[at]! });
    cell.append(content);
    if ((at === 0 ? change.before : change.after) === '')
      cell.replaceChildren(element('p', { class: 'hint' }, 'nothing'));
    return cell;
  });
  return [note, ...cells];
}

/** Above so many characters, words are not told apart. */
const maxMarked = 20_000;
/** Where a smaller share of the words is in both, one is not an edit of the other. */
const minAlike = 0.5;

function marked(before: string, after: string): HTMLElement[] {
  const sides = [element('pre', {}), element('pre', {})] as const;
  const parts = wordsOf(before, after);
  for (const { value, added, removed } of parts) {
    if (!added) sides[0].append(removed && parts.length > 2 ? element('del', {}, value) : value);
    if (!removed) sides[1].append(added && parts.length > 2 ? element('ins', {}, value) : value);
  }
  return [...sides];
}

function wordsOf(before: string, after: string) {
  const whole = [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ];
  if (before.length + after.length > maxMarked) return whole;
  const parts = diffWordsWithSpace(before, after);
  const alike = parts.reduce(
    (sum, { value, added, removed }) => (added || removed ? sum : sum + value.length),
    0,
  );
  return alike < minAlike * Math.min(before.length, after.length) ? whole : parts;
}

/** As Markdown reads it; tags are shown as text, and nothing is loaded or leads anywhere. */
function rendered(text: string, { code }: StoredChange): HTMLElement {
  if (code) return element('pre', {}, text);
  const template = document.createElement('template');
  template.innerHTML = micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  for (const image of template.content.querySelectorAll('img')) {
    image.replaceWith(element('em', {}, `[image: ${image.alt}]`));
  }
  for (const link of template.content.querySelectorAll('a')) {
    link.title = link.getAttribute('href') ?? '';
    link.removeAttribute('href');
  }
  for (const input of template.content.querySelectorAll('input')) {
    input.replaceWith(input.checked ? '☑' : '☐');
  }
  const shown = element('div', { class: 'rendered' });
  shown.append(template.content);
  return shown;
}

function element(name: string, attributes: Record<string, string>, text = ''): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}
