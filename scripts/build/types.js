import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import ts from '@typescript/typescript6';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import { bundledScript } from '../bundling.js';

/** Writes the declarations of each entry of package.json as one file beside its code. */
export async function writeTypes(folder) {
  // Not below node_modules, whose files are not rolled up; in the project, where zod is found.
  mkdirSync('.cache', { recursive: true });
  const emitted = mkdtempSync(join('.cache', 'types-'));
  const args = ['-p', 'tsconfig.types.json', '--outDir', emitted];
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', ...args], {
    stdio: 'inherit',
  });
  await spellOutSettings(join(emitted, 'src/config/settings.d.ts'));
  for (const entry of entries()) {
    const bundle = await rollup({
      input: join(emitted, entry),
      plugins: [dts()],
      external: (id) => !id.startsWith('.') && !isAbsolute(id),
      onwarn: ({ message }) => fail(`${entry}: ${message}`),
    });
    await bundle.write({ file: join(folder, entry) });
  }
  rmSync(emitted, { recursive: true });
}

function entries() {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
  return Object.values(exports).flatMap(({ types }) =>
    types === undefined ? [] : [types.replace('./dist/', '')],
  );
}

/**
 * Replaces what zod infers by what it comes to, so that the types need no zod, and say with each
 * setting what it is for.
 */
async function spellOutSettings(file) {
  const { configJsonSchema } = await import(await bundledScript('src/config/json-schema.ts'));
  const { properties } = configJsonSchema();
  const program = ts.createProgram([file], {
    strict: true,
    exactOptionalPropertyTypes: true,
    module: ts.ModuleKind.NodeNext,
    skipLibCheck: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  let text = source.text.replace(/^import .*\n/gm, '');
  for (const alias of source.statements.filter(isInferred)) {
    const lines = checker
      .getPropertiesOfType(checker.getTypeAtLocation(alias))
      .map((property) => declaration(property, { checker, alias, properties }));
    const whole = `export interface ${alias.name.text} {\n${lines.join('')}}`;
    text = text.replace(alias.getText(source), whole);
  }
  if (/\bz\.|\{\n\}/.test(text)) fail(`${file} does not spell its types out`);
  writeFileSync(file, text);
}

function isInferred(statement) {
  return ts.isTypeAliasDeclaration(statement) && /^z\./.test(statement.type.getText());
}

function declaration(property, { checker, alias, properties }) {
  const { description, default: usual } = properties[property.name] ?? {};
  const type = checker.typeToString(
    checker.getTypeOfSymbol(property),
    alias,
    ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias,
  );
  const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
  const ending = usual === undefined ? '' : ` Default: \`${JSON.stringify(usual)}\`.`;
  // A glob such as `**/*.md` would end the comment.
  const said = `${description}${ending}`.replaceAll('*/', '*\\/');
  const comment = description === undefined ? '' : `  /** ${said} */\n`;
  return `${comment}  ${property.name}${isOptional ? '?' : ''}: ${type};\n`;
}

function fail(message) {
  throw new Error(message);
}
