/** Sends a request to a host; redirects are followed. */
export type Ask = (path: string, accept: string) => Promise<Response>;

const html = 'text/html,application/xhtml+xml,*/*;q=0.8';
const markdown = 'text/markdown, text/html;q=0.5';

interface Question {
  path: string;
  accept: string;
  status?: number;
  type: string;
  /** What the text holds. */
  text: string;
  /** Pages that `Link` may name as the twin; default: no link. */
  twins?: readonly string[];
}

const questions: readonly Question[] = [
  { path: '/', accept: html, type: 'text/html', text: '<h1>Acme', twins: ['/index.md'] },
  { path: '/', accept: markdown, type: 'text/markdown', text: '\n# Acme' },
  {
    path: '/guide/keys',
    accept: html,
    type: 'text/html',
    text: '<h1>Keys',
    twins: ['/guide/keys.md'],
  },
  { path: '/guide/keys', accept: markdown, type: 'text/markdown', text: '\n# Keys' },
  { path: '/guide/keys.md', accept: html, type: 'text/markdown', text: '\n# Keys' },
  {
    path: '/guide/boxes/',
    accept: html,
    type: 'text/html',
    text: '<h1>Boxes',
    twins: ['/guide/boxes.md', '/guide/boxes/index.md'],
  },
  { path: '/guide/boxes/', accept: markdown, type: 'text/markdown', text: '\n# Boxes' },
  { path: '/app.css', accept: markdown, type: 'text/css', text: 'color' },
  { path: '/llms.txt', accept: markdown, type: 'text/plain', text: '# acme' },
  { path: '/lost', accept: markdown, status: 404, type: 'text/', text: '' },
];

/** What a host answers otherwise than it should. */
export async function problemsOf(ask: Ask): Promise<{ asked: number; problems: string[] }> {
  const problems: string[] = [];
  for (const { path, accept, status = 200, type, text, twins } of questions) {
    const answer = await ask(path, accept);
    const is = (what: string, holds: boolean, found: unknown) => {
      if (!holds) problems.push(`${path} for ${accept}: ${what}, but it is ${String(found)}`);
    };
    const { headers } = answer;
    is(`status ${status}`, answer.status === status, answer.status);
    is(type, headers.get('content-type')?.startsWith(type) === true, headers.get('content-type'));
    const body = await answer.text();
    is(JSON.stringify(text), body.includes(text), JSON.stringify(body.slice(0, 200)));
    const isPage = status === 200 && (type === 'text/html' || type === 'text/markdown');
    const vary = headers.get('vary') ?? '';
    if (isPage && !path.endsWith('.md')) is('Vary: Accept', /\baccept\b/i.test(vary), vary);
    const link = headers.get('link');
    const named = twins?.some(
      (twin) => link === `<${twin}>; rel="alternate"; type="text/markdown"`,
    );
    if (twins !== undefined) is(`a link to ${twins.join(' or ')}`, named === true, link);
  }
  return { asked: questions.length, problems };
}
