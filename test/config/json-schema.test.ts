import { describe, expect, test } from 'vitest';
import { choices, configJsonSchema, expectation, schemaAt } from '../../src/config/json-schema.ts';

describe('the published JSON Schema', () => {
  test('refuses unknown keys and describes every key but $schema', () => {
    const { properties = {}, ...schema } = configJsonSchema();
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
    const silent = Object.keys(properties).filter((key) => !properties[key]?.description);
    expect(silent).toEqual(['$schema']);
  });

  test.each([
    [['src'], 'a string or a list of entries'],
    [['src', 0, 'prefix'], 'a string'],
    [['maxWorkers'], '"auto" or a whole number from 1'],
    [['layout'], '"tree" or "flat"'],
    [['include'], 'a list of strings'],
    [['parallel'], 'true or false'],
    [['bundles', 'any', 'include', 0], 'a string'],
    [['transforms', 0], 'a string or an object'],
    [['components', 'Tip'], 'a string or an object'],
  ])('says what %j must be', (path, words) => {
    expect(expectation(schemaAt(path)!)).toBe(words);
  });

  test('lists choices, those inside a union too', () => {
    expect(choices(schemaAt(['maxWorkers'])!)).toEqual(['auto']);
    expect(choices(schemaAt(['profile'])!)).toEqual(['lossless', 'balanced', 'compact']);
  });
});
