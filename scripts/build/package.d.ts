export function buildPackage(folder: string, options: { types: boolean }): Promise<void>;
