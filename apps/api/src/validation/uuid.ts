const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a string can be asked for as a uuid; PostgreSQL refuses the statement for others. */
export function isUuid(value: string): boolean {
  return UUID.test(value);
}
