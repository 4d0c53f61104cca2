import type { DealStatus, ReportRef, StrandState, Strands } from '@dealwatch/domain';
import type { WithQuotes } from '@dealwatch/read-models';

type QuotedStatus = WithQuotes<DealStatus>;
type QuotedStrands = WithQuotes<Strands>;
type QuotedState = WithQuotes<StrandState>;
type QuotedRef = WithQuotes<ReportRef>;

const WIDTH = 110;

/** A deal's status as lines of text: each strand with its state, its dates, and the sentence behind it. */
export function renderStatus(status: QuotedStatus): string[] {
  const { supplier, recipient, system } = status.deal;
  const known = status.knownBy === null ? 'by hindsight' : `known by ${status.knownBy}`;
  return [
    `${supplier} → ${recipient} ${system}, as of ${status.asOf}, ${known}`,
    ...renderStrands(status.strands, '  '),
    ...status.tranches.flatMap(({ tranche, strands }) => [`  tranche ${tranche}`, ...renderStrands(strands, '    ')]),
    ...status.milestones.map((step) => `  milestone     ${step.type} ${step.date}`),
    ...status.expectations.map(
      (one) =>
        `  expectation   ${one.of}${one.tranche === null ? '' : ` of tranche ${one.tranche}`} ${one.expectedOn}: ${one.outcome}`,
    ),
  ];
}

function renderStrands(strands: QuotedStrands, indent: string): string[] {
  return Object.entries(strands).flatMap(([name, state]) => renderState(name, state as QuotedState, indent));
}

function renderState(name: string, state: QuotedState, indent: string): string[] {
  const halt = state.halt === null ? '' : ` — halted: ${state.halt.type} ${state.halt.since}`;
  const disputed = state.disputed ? ' — disputed' : '';
  const latest = state.latest !== null && state.latest !== state.since ? `, latest ${state.latest}` : '';
  const certainty = state.certainty === 'possible' ? ', possibly' : '';
  const voices = state.state === null ? (state.halt?.sources ?? 0) : state.sources;
  const sources = `${voices} independent source${voices === 1 ? '' : 's'}`;
  const since = state.since === null ? '' : ` since ${state.since}${latest}${certainty}`;
  const head = `${indent}${name.padEnd(14)}${state.state ?? '—'}${since} (${sources})${halt}${disputed}`;
  const ref = (state.halt?.reports ?? state.reports)[0] ?? state.reports[0];
  return ref ? [head, ...renderQuote(ref, `${indent}${' '.repeat(14)}`)] : [head];
}

function renderQuote({ quote, source, publishedOn }: QuotedRef, indent: string): string[] {
  const text = (quote ?? 'text erased').replace(/\s+/g, ' ');
  const cut = text.length > WIDTH ? `${text.slice(0, WIDTH - 1)}…` : text;
  return [`${indent}“${cut}” ${source ?? ''}, ${publishedOn}`];
}
