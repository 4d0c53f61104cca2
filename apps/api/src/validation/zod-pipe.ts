import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { invalidBody, invalidQuery } from './issues';

interface DtoClass {
  readonly isZodDto: true;
  readonly schema: z.ZodType;
}

function isDtoClass(type: unknown): type is DtoClass {
  return typeof type === 'function' && 'isZodDto' in type;
}

/** Checks bodies and queries whose parameter is typed with a zod DTO; what does not fit is a problem with pointers. */
@Injectable()
export class ZodPipe implements PipeTransform {
  transform(value: unknown, { metatype, type }: ArgumentMetadata): unknown {
    if (!isDtoClass(metatype)) return value;
    return type === 'query' ? parseQuery(metatype.schema, value) : parseBody(metatype.schema, value);
  }
}

/** The parsed body. Throws the problem `invalid-body` with a JSON pointer for each field that does not fit. */
export function parseBody<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throw invalidBody(result.error.issues);
}

function parseQuery<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throw invalidQuery(result.error.issues);
}
