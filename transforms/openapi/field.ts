import { isPart, type Part, textIn } from './spec.ts';

/** A property or parameter, and what is said of it beside its schema. */
export interface FieldFacts {
  name: string;
  schema: unknown;
  required?: boolean;
  deprecated?: boolean;
  description?: string | undefined;
  /** A value that it may have. */
  example?: unknown;
}

/** What a description says of a parameter. */
export function parameterField(parameter: Part): FieldFacts {
  const { content } = parameter;
  const media = isPart(content) ? Object.values(content).find(isPart) : undefined;
  return {
    name: String(parameter.name),
    schema: parameter.schema ?? media?.schema ?? {},
    required: parameter.required === true,
    deprecated: parameter.deprecated === true,
    description: textIn(parameter, 'description'),
    example: parameter.example ?? firstExample(parameter),
  };
}

/** Of named examples the value of the first. */
function firstExample({ examples }: Part): unknown {
  const [first] = isPart(examples) ? Object.values(examples) : [];
  return isPart(first) ? first.value : undefined;
}
