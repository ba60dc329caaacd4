import type { BuildOptions } from 'esbuild';

export const bundling: BuildOptions;
export function bundledScript(entry: string): Promise<string>;
