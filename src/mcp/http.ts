import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  hostHeaderValidation,
  type NodeIncomingMessageLike,
  originValidation,
  toNodeHandler,
} from '@modelcontextprotocol/node';
import { createMcpHandler, type McpServer } from '@modelcontextprotocol/server';
import { ContextorError } from '../errors.ts';
import { listenError } from '../serve/listen.ts';

export interface HttpOptions {
  /** Address to listen on. Default `127.0.0.1`. */
  host?: string;
  /** Default 0: any free port. */
  port?: number;
  /** Bearer token that clients must send; required where `host` is not this machine. */
  token?: string | undefined;
}

/** An MCP server that answers over Streamable HTTP. */
interface HttpHandle {
  /** Where clients reach it, such as `http://127.0.0.1:8642/mcp`. */
  url: string;
  close(): Promise<void>;
}

const loopback = ['localhost', '127.0.0.1', '[::1]'];
const mostRequestBytes = 1 << 20;
const requestTimeoutMs = 30_000;
const mostConnections = 128;
/** Requests of all clients in a second. */
const mostRequests = 200;

/**
 * Serves over HTTP at `/mcp`. Requests whose `Host` or `Origin` is not this machine are refused, so
 * that no web page can ask through a visitor's browser.
 *
 * @param make a server for one request
 * @throws ContextorError `TOKEN_MISSING`, `PORT_TAKEN`
 */
export async function serveHttp(
  make: () => McpServer | Promise<McpServer>,
  { host = '127.0.0.1', port = 0, token }: HttpOptions = {},
): Promise<HttpHandle> {
  const local = loopback.includes(host) || host === '::1';
  if (!local && token === undefined) {
    throw new ContextorError(`"${host}" can be reached from other machines`, {
      code: 'TOKEN_MISSING',
      remedy:
        'Set a token in CONTEXTOR_MCP_TOKEN, or leave --host out to serve this machine alone.',
    });
  }
  const handler = createMcpHandler(make, { maxRequestBodySize: mostRequestBytes });
  const handle = toNodeHandler(handler, { maxRequestBodySize: mostRequestBytes });
  const names = local ? loopback : [...loopback, host];
  const guards = [
    atPath,
    hostHeaderValidation(names),
    originValidation(names),
    ...(token === undefined ? [] : [bearer(token)]),
    rateLimit(),
  ];
  const server = createServer((request, response) => {
    if (!guards.every((allows) => allows(request, response))) return;
    void handle(request as NodeIncomingMessageLike, response);
  });
  Object.assign(server, {
    requestTimeout: requestTimeoutMs,
    headersTimeout: requestTimeoutMs,
    maxConnections: mostConnections,
  });
  const address = await listen(server, host, port);
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address}/mcp`,
    async close() {
      await handler.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

type Guard = (request: IncomingMessage, response: ServerResponse) => boolean;

function refuse(response: ServerResponse, status: number, message: string): false {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${message}\n`);
  return false;
}

const atPath: Guard = ({ url = '/' }, response) =>
  new URL(url, 'http://localhost').pathname === '/mcp' ||
  refuse(response, 404, 'The server answers at /mcp.');

function bearer(token: string): Guard {
  const wanted = Buffer.from(`Bearer ${token}`);
  return ({ headers }, response) => {
    const given = Buffer.from(headers.authorization ?? '');
    const right = given.length === wanted.length && timingSafeEqual(given, wanted);
    if (!right) response.setHeader('www-authenticate', 'Bearer');
    return right || refuse(response, 401, 'The bearer token is missing or wrong.');
  };
}

function rateLimit(): Guard {
  let second = 0;
  let requests = 0;
  return (_request, response) => {
    const now = Math.floor(performance.now() / 1000);
    requests = now === second ? requests + 1 : 1;
    second = now;
    if (requests <= mostRequests) return true;
    response.setHeader('retry-after', '1');
    return refuse(response, 429, 'Too many requests; try again in a second.');
  };
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(listenError(cause, { host, port })));
    server.listen(port, host, () => resolve((server.address() as { port: number }).port));
  });
}
