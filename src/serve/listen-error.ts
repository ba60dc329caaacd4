import { ContextorError } from '../errors.ts';

const known = ['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'];

/** Why a server cannot listen, as `PORT_TAKEN`; a cause that nobody expects stays as it is. */
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
