export function buildReportScript(folder: string): Promise<string[]>;
export function isReportScriptFresh(folder: string): boolean;
