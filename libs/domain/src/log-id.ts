import type { ArticleEvent } from './article-events';
import type { DealEvent } from './deal-events';
import type { ReportId } from './ids';
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
    case 'ArticleExtracted': {
      const { articleId, extractor, reading } = event.data;
      const nth = reading === undefined ? '' : `:${reading}`; // a release that is taken back reads again under its old name
      return uuidV5(`${event.type}:${articleId}:${extractor}${nth}`, NAMESPACE);
    }
    case 'NearCopiesFound':
      return uuidV5(`${event.type}:${event.data.articleId}:${event.data.signature}`, NAMESPACE);
    case 'DealOpened':
      return uuidV5(`${event.type}:${event.data.dealId}`, NAMESPACE);
    case 'ReportCorroborated':
      return event.data.report.reportId;
    case 'ReportRevised':
      return correctionIdOf(event.type, event.data.report.reportId, event.data.reading);
    case 'ReportSuperseded':
      return correctionIdOf(event.type, event.data.reportId, event.data.reading);
    default:
      return event.data.eventId;
  }
}

/** The id under which the log holds the correction of a report by the article's `reading`-th reading, where there is one. */
export function correctionIdOf(
  type: 'ReportRevised' | 'ReportSuperseded',
  reportId: ReportId,
  reading: number,
): string {
  return uuidV5(`${type}:${reportId}:${reading}`, NAMESPACE);
}
