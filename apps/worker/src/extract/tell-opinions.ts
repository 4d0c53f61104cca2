import type { TellOpinion } from '@dealwatch/intake';

/** Where it is told how the asking goes; the log of the service is one. */
export interface OpinionLog {
  warn(fields: object, message: string): void;
  debug(fields: object, message: string): void;
}

/** Warns when questions begin to go unanswered for another reason, not at each of them: an outage is one trouble. */
export function tellOpinions(log: OpinionLog): TellOpinion {
  let reason: string | null = null;
  return (opinion, tokensToday) => {
    const fresh = opinion.outcome === 'unanswered' && opinion.reason !== reason;
    if (opinion.outcome !== 'unasked') reason = opinion.outcome === 'unanswered' ? opinion.reason : null;
    const say = fresh ? log.warn.bind(log) : log.debug.bind(log);
    say({ ...opinion, tokensToday }, opinion.outcome === 'unanswered' ? 'no second opinion' : 'second opinion');
  };
}
