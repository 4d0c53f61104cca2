export { Stopped } from './ask/asker';
export { opinedName, unansweredName } from './name';
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
