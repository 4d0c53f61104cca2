export { Stopped } from './ask/asker';
export type {
  Doubt,
  OpinedExtraction,
  OpinedReport,
  Opinion,
  Reading,
  ReportOpinion,
  Rules,
  Unanswered,
} from './reading';
export { createSecondOpinion, type SecondOpinion, type SecondOpinionSettings } from './second-opinion';
