import { createZodDto, type ZodDto } from 'nestjs-zod';
import type { z } from 'zod';

type Described = Record<string, { readonly type?: unknown }>;

/**
 * A class for Nest's decorators that is checked and described by a zod schema. "Or null" is told as `anyOf`: Nest takes
 * a list of types, as zod writes it, for the type of a list.
 */
export function createDto<Schema extends z.ZodType>(schema: Schema): ZodDto<Schema, false> {
  const dto = createZodDto(schema);
  const describe = dto._OPENAPI_METADATA_FACTORY.bind(dto) as () => Described;
  return Object.assign(dto, { _OPENAPI_METADATA_FACTORY: () => withoutTypeLists(describe()) });
}

function withoutTypeLists(properties: Described): Described {
  return Object.fromEntries(
    Object.entries(properties).map(([name, { type, ...rest }]) => [
      name,
      Array.isArray(type) ? { ...rest, type: '', anyOf: type.map((each) => ({ type: each })) } : { ...rest, type },
    ]),
  );
}
