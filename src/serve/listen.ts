import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { ContextorError } from '../errors.ts';

interface Listening {
  port: number;
  close(): Promise<void>;
}

/**
 * Listens for requests of an app.
 *
 * @param port 0 for any that is free
 * @throws ContextorError `PORT_TAKEN`
 */
export function listen(
  app: { fetch: Hono['fetch'] },
  { host, port }: { host: string; port: number },
): Promise<Listening> {
  const server = createAdaptorServer({ fetch: app.fetch });
  // A client that is busy for longer than the default, 5 seconds, would write to a closed connection.
  if ('keepAliveTimeout' in server) server.keepAliveTimeout = 65_000;
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(listenError(cause, { host, port })));
    server.listen(port, host, () =>
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((done) => {
            if ('closeAllConnections' in server) server.closeAllConnections();
            server.close(() => done());
          }),
      }),
    );
  });
}

const known = ['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'];

/** Why a server cannot listen, as `PORT_TAKEN`; an unexpected cause stays as it is. */
export function listenError(
  cause: NodeJS.ErrnoException,
  { host, port }: { host: string; port: number },
): Error {
  if (!known.includes(cause.code ?? '')) return cause;
  return new ContextorError(`port ${port} of ${host} cannot be used`, {
    code: 'PORT_TAKEN',
    remedy: 'Name another with --port, or end what listens there.',
    cause,
  });
}
