/** What the composition in `worker.module.ts` hands to the handlers. */
export const DATABASE = Symbol('DATABASE');
export const EVENT_STORE = Symbol('EVENT_STORE');
export const EXTRACTOR = Symbol('EXTRACTOR');
export const RULES = Symbol('RULES');
export const CLOCK = Symbol('CLOCK');
