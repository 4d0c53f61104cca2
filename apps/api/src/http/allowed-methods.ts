import type { FastifyInstance } from 'fastify';

/** Remembers every route that is added to the server, and tells which methods a path would have taken. */
export function watchRoutes(server: FastifyInstance): (path: string) => string[] {
  const methods = new Map<string, Set<string>>();
  server.addHook('onRoute', ({ url, method }) => {
    const known = methods.get(url) ?? new Set();
    for (const each of Array.isArray(method) ? method : [method]) known.add(each);
    methods.set(url, known);
  });
  let patterns: { readonly pattern: RegExp; readonly methods: Set<string> }[] | undefined;
  return (path) => {
    patterns ??= [...methods].map(([url, each]) => ({ pattern: patternOf(url), methods: each }));
    return [
      ...new Set(patterns.filter(({ pattern }) => pattern.test(path)).flatMap((each) => [...each.methods])),
    ].sort();
  };
}

function patternOf(url: string): RegExp {
  const source = url
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/:[A-Za-z]+/g, '[^/]+')
    .replaceAll('*', '.*');
  return new RegExp(`^${source}$`);
}
