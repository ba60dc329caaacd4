import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { listenError } from './listen-error.ts';

export interface Listening {
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
