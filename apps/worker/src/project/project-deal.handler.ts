import { type Day, type DealEvent, dealStream, historyOf, statusAt } from '@dealwatch/domain';
import type { EventStore, StoredEvent } from '@dealwatch/event-store';
import {
  addToHistory,
  advanceProjectedVersion,
  type Db,
  type DealRow,
  findDeal,
  type VersionedReport,
} from '@dealwatch/read-models';
import { hasSubscribers, type OutgoingMessage, planMessages } from '@dealwatch/webhooks';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CLOCK, DATABASE, EVENT_STORE } from '../tokens';
import { messagesOf, type Projection } from './outgoing-messages';

export interface ProjectOutcome {
  /** Deliveries that are due now: none where nobody subscribed to what changed. */
  readonly deliveries: number;
}

/** Bring a deal's history and outgoing messages up to its stream's head, at least to `version`. */
export class ProjectDeal extends Command<ProjectOutcome> {
  constructor(
    readonly dealId: string,
    readonly version: number,
  ) {
    super();
  }
}

const NOTHING: ProjectOutcome = { deliveries: 0 };

@CommandHandler(ProjectDeal)
export class ProjectDealHandler implements ICommandHandler<ProjectDeal> {
  constructor(
    @Inject(DATABASE) private readonly db: Db,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(CLOCK) private readonly clock: () => Date,
  ) {}

  async execute(command: ProjectDeal): Promise<ProjectOutcome> {
    const deal = await findDeal(this.db, command.dealId);
    if (!deal || deal.projectedVersion >= command.version) return NOTHING;
    const stream = await this.store.readStream<DealEvent>(dealStream(deal.dealId));
    const history = versioned(stream);
    const reached = { deal, history, head: stream.length };
    // Only to tell subscribers what changed does anybody have to know the status here.
    const heard = await hasSubscribers(this.db);
    const messages = heard ? await messagesOf(this.db, { ...reached, ...this.fold(deal, history) }) : [];
    return (await this.save(reached, messages)) ?? this.execute(command); // somebody else was faster, perhaps not as far
  }

  /** The status before and after the new versions, both under today's rules and as of today. */
  private fold({ dealId, deal, projectedVersion }: DealRow, history: readonly VersionedReport[]) {
    const times = { asOf: this.clock().toISOString().slice(0, 10) as Day, knownBy: null, recordedBy: null };
    const at = (version: number) => {
      const reports = history.filter((report) => report.version <= version).map(({ recorded }) => recorded);
      return statusAt({ id: dealId, key: deal }, reports, times);
    };
    return { before: at(projectedVersion), after: at(Number.POSITIVE_INFINITY) };
  }

  /** All in one transaction, guarded by the version that it starts from. Null, and nothing written, for who comes second. */
  private save(
    { deal, history, head }: Omit<Projection, 'before' | 'after'>,
    messages: readonly OutgoingMessage[],
  ): Promise<ProjectOutcome | null> {
    const { dealId, projectedVersion: from } = deal;
    return this.db.transaction().execute(async (trx) => {
      if (!(await advanceProjectedVersion(trx, dealId, from, head))) return null;
      await addToHistory(
        trx,
        dealId,
        history.filter(({ version }) => version > from),
      );
      const { deliveries } = await planMessages(trx, messages);
      return { deliveries };
    });
  }
}

/** The stream's reports, each with the version of the event that brought it. */
function versioned(stream: readonly StoredEvent<DealEvent>[]): VersionedReport[] {
  const recorded = stream.map((event) => ({
    event: event as DealEvent,
    recordedAt: event.recordedAt,
    position: String(event.position),
  }));
  const versions = new Map(stream.map((event) => [String(event.position), event.version]));
  return historyOf(recorded).map((report) => ({
    version: versions.get(report.position ?? '') as number,
    recorded: report,
  }));
}
