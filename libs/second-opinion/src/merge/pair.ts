import type { ExtractedReport } from '@dealwatch/domain';
import { claimKey, likeness } from './same-event';

export interface Pairing<Report extends ExtractedReport> {
  /** What both read, one to one. */
  readonly both: readonly { readonly rules: Report; readonly model: ExtractedReport }[];
  readonly rulesOnly: readonly Report[];
  readonly modelOnly: readonly ExtractedReport[];
}

/**
 * Pairs what the rules read with what the model read, the likest first and then in the order of each list, so that the same
 * two lists always pair alike. What the model says twice, or of a pair's claim once more, is left out.
 */
export function pair<Report extends ExtractedReport>(
  rules: readonly Report[],
  model: readonly ExtractedReport[],
): Pairing<Report> {
  const said = unlike(model, new Set());
  const likest = rules
    .flatMap((rule, r) => said.map((other, m) => ({ r, m, like: likeness(rule, other) })))
    .filter(({ like }) => like > 0)
    .sort((a, b) => b.like - a.like || a.r - b.r || a.m - b.m);
  const partners = new Map<number, number>();
  const taken = new Set<number>();
  for (const { r, m } of likest) {
    if (partners.has(r) || taken.has(m)) continue;
    partners.set(r, m);
    taken.add(m);
  }
  const left = said.filter((_, m) => !taken.has(m));
  return {
    both: [...partners].map(([r, m]) => ({ rules: rules[r] as Report, model: said[m] as ExtractedReport })),
    rulesOnly: rules.filter((_, r) => !partners.has(r)),
    modelOnly: unlike(left, new Set(rules.map(claimKey))),
  };
}

/** The first report of each claim that is not known yet. */
function unlike(reports: readonly ExtractedReport[], known: ReadonlySet<string>): ExtractedReport[] {
  const seen = new Set(known);
  return reports.filter((report) => {
    const key = claimKey(report);
    return !seen.has(key) && seen.add(key);
  });
}
