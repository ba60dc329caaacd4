import { join, posix } from 'node:path';
import { readJson, readToml } from '../../config/data-formats.ts';
import type { ProjectFiles } from '../../config/files.ts';
import { ModuleReader } from '../../config/modules.ts';
import { readPython } from '../../config/python.ts';
import {
  entriesOf,
  member,
  originOf,
  type Place,
  placeOf,
  type StaticData,
  Unknown,
  Unset,
} from '../../config/values.ts';
import { readYaml } from '../../config/yaml.ts';
import type { Setting, SiteFinding } from '../../record.ts';
import { ProjectFolder } from './project-folder.ts';

/** A folder of the project, the values of its configuration, and what of them could not be read. */
export class Folder extends ProjectFolder {
  readonly findings: SiteFinding[] = [];
  readonly #modules: ModuleReader;
  #reported = 0;

  constructor(path: string, files: ProjectFiles) {
    super(path, files);
    this.#modules = new ModuleReader(files);
  }

  /** The same folder with findings of its own, for values that need no report. */
  aside(): Folder {
    return new Folder(this.path, this.files);
  }

  /** This folder and, if it is another one, the root of the project. */
  andRoot(): Folder[] {
    return this.path === '' ? [this] : [this, new Folder('', this.files)];
  }

  /** Data of a configuration file, by its ending. */
  data(name: string): StaticData {
    const file = join(this.files.root, this.path, name);
    if (/\.[cm]?[jt]sx?$/.test(name)) return this.#module(file);
    const text = this.files.read(file);
    if (text === undefined) return undefined;
    const path = this.files.name(file);
    if (name.endsWith('.py')) return readPython(text, path);
    const report = (problem: Unknown) => this.note('', problem);
    const read = /\.ya?ml$/.test(name) ? readYaml : /\.toml$/.test(name) ? readToml : readJson;
    const data = read(text, path, report);
    if (data instanceof Unknown) this.note('', data);
    return data;
  }

  /** The data of a configuration file, and the texts of its settings. */
  settings(name: string) {
    const config = this.data(name);
    return { config, text: (...path: string[]) => this.setting(config, path) };
  }

  /** All exports of a module by name. */
  exports(name: string): StaticData {
    const file = join(this.files.root, this.path, name);
    const exported = this.#modules.load(file);
    this.#tell(file);
    return exported;
  }

  #module(file: string): StaticData {
    const exported = this.#modules.resolve(file);
    const before = this.findings.length;
    this.#tell(file);
    if (exported instanceof Unknown && this.findings.length === before) {
      this.note('', new Unknown(exported.place, `the configuration is ${exported.why}`));
    }
    return exported;
  }

  /** Tells of modules that could not be read: the file itself, or parts that it imports. */
  #tell(file: string): void {
    const own = this.files.name(file);
    for (const { reason, ...place } of this.#modules.problems.slice(this.#reported)) {
      const part = {
        setting: posix.basename(place.file),
        reason: `a module with an error (${reason})`,
      };
      this.findings.push({ ...place, ...(place.file === own ? { setting: '', reason } : part) });
    }
    this.#reported = this.#modules.problems.length;
  }

  /** The text of a setting. A finding is noted if it is not known; with `partly`, its known part is used. */
  setting(
    data: StaticData,
    path: readonly string[],
    { partly = false } = {},
  ): Setting<string> | undefined {
    const value = this.value(data, path);
    const place = this.placeOf(data, path);
    if (typeof value === 'string' && value !== '') return { value, ...place };
    if (!(value instanceof Unknown)) return undefined;
    this.note(path.join('.'), value, place);
    const known = value.known.trim();
    return partly && known !== '' ? { value: known, ...place } : undefined;
  }

  /** A member, or what hides it: a spread that could not be read. */
  value(data: StaticData, path: readonly string[]): StaticData {
    // The whole file was reported already.
    if (data instanceof Unknown) return undefined;
    let value = data;
    for (const key of path) {
      const inner = member(value, key);
      if (inner === undefined && value instanceof Unknown) return value;
      value = inner;
    }
    return value;
  }

  /** A list or an object; one that is not known, or only in parts, is noted. */
  known(data: StaticData, path: readonly string[]): StaticData {
    const value = this.value(data, path);
    if (value instanceof Unset) return undefined;
    this.noteGaps(path.join('.'), value, this.placeOf(data, path));
    return value;
  }

  /** Notes what of a list or an object is not known. */
  noteGaps(name: string, value: StaticData, place: Place): void {
    if (value instanceof Unknown) this.note(name, value, place);
    const call = originOf(value)?.call;
    if (call !== undefined && entriesOf(value).length === 0) {
      this.note(name, new Unknown(place, `a call of ${call}()`));
    }
    for (const hole of originOf(value)?.holes ?? []) this.note(name, hole, place);
  }

  /** Notes a value that is not known, once, at the place of the setting rather than of what it refers to. */
  note(setting: string, { place, why }: Unknown, { file, line } = place): void {
    const isKnown = this.findings.some((one) => one.setting === setting && one.file === file);
    if (!isKnown) this.findings.push({ setting, reason: why, file, line });
  }

  placeOf(data: StaticData, path: readonly string[]): Place {
    const owner = path.length > 1 ? member(data, ...path.slice(0, -1)) : data;
    const known = placeOf(owner, path.at(-1));
    return known ?? (data instanceof Unknown ? data.place : { file: this.path, line: 1 });
  }
}

/** The members of an object whose values are texts. */
export const textEntries = (data: StaticData): [string, string][] =>
  entriesOf(data).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
