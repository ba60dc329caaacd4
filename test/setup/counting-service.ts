import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Long enough for whoever is about to ask, on a busy machine too. */
const patienceMs = 10_000;

/** What a service does, and has seen; may be changed while it works. */
export interface Counting {
  /** It answers when so many ask at once. */
  most: number;
  /** So many will ask yet: it answers when all of them do. */
  left: number;
  status: number;
  /** How many asked at once in each round of answers: this tells it whatever the time. */
  rounds: number[];
}

/** A service that answers in rounds: when nobody else comes, too. */
export async function countingService({ most, left }: Pick<Counting, 'most' | 'left'>) {
  const seen: Counting = { most, left, status: 200, rounds: [] };
  let waiting: ServerResponse[] = [];
  let patience: NodeJS.Timeout | undefined;
  const answer = () => {
    clearTimeout(patience);
    const round = waiting;
    waiting = [];
    seen.rounds.push(round.length);
    seen.left -= round.length;
    for (const response of round) response.writeHead(seen.status).end('{"rating":4}');
  };
  const server = createServer((_request, response) => {
    // One that is too many is counted in this round.
    if (waiting.length === 0 || waiting.length + 1 < Math.min(seen.most, seen.left)) {
      clearTimeout(patience);
      patience = setTimeout(answer, patienceMs);
    }
    waiting.push(response);
    if (waiting.length === Math.min(seen.most, seen.left)) setTimeout(answer, 20);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => void server.close();
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, seen, close };
}
