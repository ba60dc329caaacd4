/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
// The report's script. The page is complete without it but for comparisons: it sorts and searches
// tables, and compares pages with their sources.
import { liveComparison } from './comparison.ts';
import { liveTables } from './tables.ts';

liveTables();
liveComparison();
