const NAME = /^[\w.-]{1,60}$/;

/**
 * What a server calls its error, by the identifiers that both APIs put into it (`type`, `code`, `param`), for whoever sets it up.
 * Its sentences are left out, and any identifier that `secrets` hold: servers repeat keys and articles in them.
 */
export function errorName(json: unknown, secrets: readonly string[]): string | null {
  const error = fieldsOf(fieldsOf(json).error);
  const names = [error.type, error.code, error.param].filter(
    (name): name is string =>
      typeof name === 'string' && NAME.test(name) && !secrets.some((secret) => secret.includes(name)),
  );
  return names.length === 0 ? null : [...new Set(names)].join(', ');
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
