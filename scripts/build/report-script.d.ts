export function buildReportScript(folder: string): Promise<string[]>;
