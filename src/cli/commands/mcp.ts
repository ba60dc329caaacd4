import { once } from 'node:events';
import type { CommandDefinition, Invocation } from '../command.ts';
import { docsOptions, openDocs } from '../docs-sources.ts';
import { fitEngineToServe } from '../engine-settings.ts';
import { wholeNumber } from '../flags.ts';

/** `mcp`: answers agents from built docs, over the Model Context Protocol. */
export default {
  options: [
    ...docsOptions,
    { flags: '--http', description: 'Serve over Streamable HTTP instead of stdin and stdout.' },
    { flags: '--host <name>', description: 'Address to listen on (default: 127.0.0.1).' },
    { flags: '--port <n>', description: 'Port to listen on (default: 8642).' },
  ],
  examples: [
    { command: 'contextor mcp', description: 'Serve the last build over stdin and stdout.' },
    {
      command: 'contextor mcp --http --docs app=.contextor',
      description: 'Serve an output under a name over HTTP, on this machine only.',
    },
  ],
  async run(invocation) {
    const port = wholeNumber('--port', invocation.options.port, 0) ?? 8_642;
    fitEngineToServe();
    const context = await openDocs(invocation);
    try {
      const { createMcpServer } = await import('../../mcp/server.ts');
      const make = async () => createMcpServer(context, await context.facets());
      if (invocation.options.http === true) await serveOverHttp(make, port, invocation);
      else await serveOverStdio(make, invocation);
      return 0;
    } finally {
      context.close();
    }
  },
} satisfies CommandDefinition;

type Make = () => Promise<import('@modelcontextprotocol/server').McpServer>;

async function serveOverHttp(make: Make, port: number, invocation: Invocation): Promise<void> {
  const { io, options: values, signal } = invocation;
  const { serveHttp } = await import('../../mcp/http.ts');
  const host = typeof values.host === 'string' ? values.host : '127.0.0.1';
  const handle = await serveHttp(make, { host, port, token: io.env.CONTEXTOR_MCP_TOKEN });
  io.stderr.write(`Serving at ${handle.url}. Stop with Ctrl-C.\n`);
  if (!signal.aborted) await once(signal, 'abort');
  await handle.close();
}

async function serveOverStdio(make: Make, { io, signal }: Invocation): Promise<void> {
  const { serveStdio, StdioServerTransport } = await import('@modelcontextprotocol/server/stdio');
  const handle = serveStdio(make, { transport: new StdioServerTransport(io.stdin, io.stdout) });
  const ended = new Promise<void>((done) => {
    io.stdin.once('end', done);
    io.stdin.once('close', done);
  });
  await Promise.race([ended, signal.aborted || once(signal, 'abort')]);
  await handle.close();
}
