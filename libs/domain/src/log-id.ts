import type { ArticleEvent } from './article-events';
import type { DealEvent } from './deal-events';
import { uuidV5 } from './uuid-v5';

/** Namespace of the ids below; it stays, as `identity.ts` says of its own. */
const NAMESPACE = '3c9d5a52-7c54-4f0e-8d0b-1f6a2f7d90be';

/**
 * The id under which an event stands in the log: derived from what the event says, so that a repeated append is
 * recognised. A step's is its event id, a corroboration's its report id.
 */
export function logIdOf(event: ArticleEvent | DealEvent): string {
  switch (event.type) {
    case 'ArticleReceived':
    case 'ArticleSkipped':
      return uuidV5(`${event.type}:${event.data.articleId}`, NAMESPACE);
    case 'ArticleExtracted':
      return uuidV5(`${event.type}:${event.data.articleId}:${event.data.extractor}`, NAMESPACE);
    case 'DealOpened':
      return uuidV5(`${event.type}:${event.data.dealId}`, NAMESPACE);
    case 'ReportCorroborated':
      return event.data.report.reportId;
    default:
      return event.data.eventId;
  }
}
