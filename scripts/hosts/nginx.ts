import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { snippet } from './example.ts';
import type { Ask } from './questions.ts';

/** Runs nginx over a site, in a folder of its own, until it is closed. */
export async function startNginx(
  site: string,
  folder: string,
): Promise<{ ask: Ask; close(): Promise<void> }> {
  const program = ['/usr/sbin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx'].find(
    (path) => existsSync(path),
  );
  if (program === undefined) throw new Error('nginx is not installed.');
  const port = await freePort();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'nginx.conf'), configuration({ site, folder, port }));
  writeFileSync(
    join(folder, 'mime.types'),
    'types { text/html html; text/css css; text/plain txt; }\n',
  );
  const args = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')];
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const root = `http://127.0.0.1:${port}`;
  for (let tries = 0; !(await answers(root)); tries += 1) {
    if (tries > 100 || child.exitCode !== null) throw new Error('nginx does not start.');
    await wait(50);
  }
  return {
    ask: (path, accept) => fetch(root + path, { headers: { accept } }),
    async close() {
      const ended = once(child, 'exit');
      child.kill('SIGQUIT');
      await ended;
    },
  };
}

function configuration({
  site,
  folder,
  port,
}: {
  site: string;
  folder: string;
  port: number;
}): string {
  const scratch = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${join(folder, name)};`,
  );
  return `daemon off;
master_process off;
pid ${join(folder, 'nginx.pid')};
events {}
http {
access_log off;
${scratch.join('\n')}
${snippet('map $http_accept')}
server {
listen 127.0.0.1:${port};
root ${site};
${snippet('try_files')}
}
}
`;
}

async function answers(root: string): Promise<boolean> {
  return fetch(root).then(
    () => true,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
