import type { InputOptions } from 'rolldown';

export const bundling: InputOptions;
export function bundledScript(entry: string): Promise<string>;
export function isPackage(id: string): boolean;
