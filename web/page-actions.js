/**
 * <page-actions>: copies a page as Markdown, opens its twin, and links to assistants.
 *
 *   <page-actions>
 *     <a href="https://chat.example/?q=Read%20{url}">Open in Chat</a>
 *   </page-actions>
 *
 * `{url}` becomes the address of the twin. Attributes: `twin` (its address; default: the page's
 * `<link rel="alternate" type="text/markdown">`, else the address of the page with `.md`), and the
 * words `copy`, `copied`, `failed` and `open`. Parts to style: `copy`, `open`, `status`.
 */
const css = `
:host { display: inline-flex; flex-wrap: wrap; gap: .75em; align-items: center; font: inherit }
button { font: inherit; color: inherit; background: none; border: 1px solid; border-radius: .3em;
  padding: .25em .6em; cursor: pointer }
a { color: inherit }
:focus-visible { outline: 2px solid; outline-offset: 2px }`;

class PageActions extends HTMLElement {
  connectedCallback() {
    const url = this.#twin();
    for (const link of this.querySelectorAll('a[href*="{url}"]')) {
      const template = link.getAttribute('href');
      link.setAttribute('href', template.replaceAll('{url}', encodeURIComponent(url)));
    }
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: 'open' });
    // Unlike a style element, a sheet is allowed by every content security policy.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    root.innerHTML = `<button type="button" part="copy"></button><a part="open"></a><slot></slot
><span role="status" part="status"></span>`;
    const button = root.querySelector('button');
    const open = root.querySelector('a');
    button.textContent = this.#word('copy', 'Copy as Markdown');
    open.textContent = this.#word('open', 'View as Markdown');
    open.href = url;
    button.addEventListener('click', () => this.#copy(url));
  }

  async #copy(url) {
    const status = this.shadowRoot.querySelector('[role=status]');
    // Emptied first: the same words again would not be read out.
    status.textContent = '';
    let done = false;
    try {
      const response = await fetch(url, { headers: { accept: 'text/markdown' } });
      const type = response.headers.get('content-type') ?? '';
      if (response.ok && !type.includes('text/html')) {
        await navigator.clipboard.writeText(await response.text());
        done = true;
      }
    } catch {
      // Offline, or the clipboard is refused: said below.
    }
    status.textContent = done
      ? this.#word('copied', 'Copied')
      : this.#word('failed', 'Could not be copied');
    this.dispatchEvent(new CustomEvent('copied', { detail: { done }, bubbles: true }));
  }

  #twin() {
    const stated = document.querySelector('link[rel~="alternate"][type="text/markdown"]');
    const { pathname } = window.location;
    const guessed = pathname.endsWith('/')
      ? `${pathname}index.md`
      : `${pathname.replace(/\.html$/, '')}.md`;
    const address = this.getAttribute('twin') ?? stated?.getAttribute('href') ?? guessed;
    return new URL(address, document.baseURI).href;
  }

  #word(name, usual) {
    return this.getAttribute(name) ?? usual;
  }
}

if (!customElements.get('page-actions')) customElements.define('page-actions', PageActions);
