import pino, { type Logger } from 'pino';

/** The log of one service: JSON lines, or lines for people. */
export function createLog(level: string, format: 'json' | 'pretty'): Logger {
  return format === 'pretty' ? pino({ level, transport: { target: 'pino-pretty' } }) : pino({ level });
}
