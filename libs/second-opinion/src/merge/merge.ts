import type { Claim, ExtractedReport } from '@dealwatch/domain';
import type { Span } from '../answer/locate-quote';
import { isWeak } from '../doubts/doubtful-sentences';
import type { OpinedReport, Reading } from '../reading';
import { lowered, raised } from './confidence';
import { pair } from './pair';
import { claimKey, datesAgree } from './same-event';

type RulesReport = Reading['reports'][number];

/**
 * Both have read the whole article. What both read gains confidence, what only the rules read loses some, and what only the
 * model read is taken in with the moderate confidence that it came with. Nothing of the rules is left out.
 */
export function mergeArticle(rules: readonly RulesReport[], model: readonly ExtractedReport[]): OpinedReport[] {
  const { both, rulesOnly, modelOnly } = pair(rules, model);
  return inOrder([
    ...agreed(both, rules),
    ...rulesOnly.map((report) =>
      opined(
        { ...report, confidence: lowered(report.confidence) },
        'rules',
        'The model read the article and not this.',
      ),
    ),
    ...modelOnly.map((report) => opined(report, 'model', 'The rules did not read this.')),
  ]);
}

/**
 * The model was asked about single sentences, and settled some of them. There its word counts: a weak report that it does not
 * repeat is left out, and what the rules nearly read is taken in where it reads it. Everything else stays as the rules read it.
 */
export function mergeDoubts(
  rules: readonly RulesReport[],
  model: readonly ExtractedReport[],
  settled: readonly Span[],
): OpinedReport[] {
  const { both, rulesOnly, modelOnly } = pair(rules, model);
  const denied = (report: RulesReport) =>
    isWeak(report) && settled.some(({ start, end }) => start <= report.start && report.end <= end);
  return inOrder([
    ...agreed(both, rules),
    ...rulesOnly.filter((report) => !denied(report)).map((report) => ofRules(report)),
    ...modelOnly.map((report) =>
      opined(report, 'model', 'The rules were unsure of the sentence; the model settled it.'),
    ),
  ]);
}

/** The rules' own report, as they read it. */
export function ofRules(report: RulesReport, note = 'The model was not asked about this.'): OpinedReport {
  return opined(report, 'rules', note);
}

/** Of what both read, the rules' fields stand; what they leave open is filled in where no other report claims just that. */
function agreed(
  both: readonly { readonly rules: RulesReport; readonly model: ExtractedReport }[],
  rules: readonly RulesReport[],
): OpinedReport[] {
  const claims = new Set(rules.map(claimKey));
  return both.map(({ rules: report, model }) => {
    if (!datesAgree(report, model)) {
      const { occurredOn, expectedOn } = model.claim;
      return opined(
        report,
        'both',
        `The model dates it otherwise: ${occurredOn ?? '–'}, expected ${expectedOn ?? '–'}.`,
      );
    }
    const filled = { ...report, claim: filledClaim(report.claim, model.claim) };
    const isNew = !claims.has(claimKey(filled));
    if (isNew) claims.add(claimKey(filled));
    const sure = { ...(isNew ? filled : report), confidence: raised(report.confidence) };
    return opined(
      { ...sure, quantity: report.quantity ?? model.quantity, value: report.value ?? model.value },
      'both',
      'The model read it too.',
    );
  });
}

function filledClaim(rules: Claim, model: Claim): Claim {
  return {
    ...rules,
    tranche: rules.tranche ?? model.tranche,
    occurredOn: rules.occurredOn ?? model.occurredOn,
    expectedOn: rules.expectedOn ?? model.expectedOn,
  } as Claim;
}

function opined(
  report: RulesReport,
  voice: OpinedReport['explanation']['secondOpinion']['voice'],
  note: string,
): OpinedReport {
  return { ...report, explanation: { ...report.explanation, secondOpinion: { voice, note } } };
}

function inOrder(reports: readonly OpinedReport[]): OpinedReport[] {
  return [...reports].sort((a, b) => a.start - b.start || a.end - b.end || compare(claimKey(a), claimKey(b)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
