/** What the composition in `app.module.ts` hands to controllers and handlers. */
export const DATABASE = Symbol('DATABASE');
export const EVENT_STORE = Symbol('EVENT_STORE');
export const QUEUES = Symbol('QUEUES');
export const EXTRACT_QUEUE = Symbol('EXTRACT_QUEUE');
export const LANGUAGE_DETECTOR = Symbol('LANGUAGE_DETECTOR');
export const CLOCK = Symbol('CLOCK');
export const LOG = Symbol('LOG');
export const READINESS = Symbol('READINESS');
