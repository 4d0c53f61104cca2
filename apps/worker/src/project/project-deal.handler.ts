import { briefOf, type Day, type DealEvent, type DealStatus, dealStream, historyOf, statusAt } from '@dealwatch/domain';
import type { EventStore, StoredEvent } from '@dealwatch/event-store';
import {
  addToHistory,
  advanceProjectedVersion,
  type Db,
  type DealRow,
  findDeal,
  findSavedBrief,
  saveStatus,
  type VersionedReport,
} from '@dealwatch/read-models';
import { planMessages } from '@dealwatch/webhooks';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CLOCK, DATABASE, EVENT_STORE } from '../tokens';
import { messagesOf } from './outgoing-messages';

export interface ProjectOutcome {
  /** Deliveries that are due now: none where nobody subscribed to what changed. */
  readonly deliveries: number;
}

/** Bring a deal's history, status and outgoing messages up to its stream's head, at least to `version`. */
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

  async execute({ dealId, version }: ProjectDeal): Promise<ProjectOutcome> {
    const deal = await findDeal(this.db, dealId);
    if (!deal || deal.projectedVersion >= version) return NOTHING;
    const stream = await this.store.readStream<DealEvent>(dealStream(deal.dealId));
    const history = versioned(stream);
    const status = this.fold(deal, history);
    return this.save(deal, history, status, stream.length);
  }

  private fold({ dealId, deal }: DealRow, history: readonly VersionedReport[]): DealStatus {
    const today = this.clock().toISOString().slice(0, 10) as Day;
    const reports = history.map(({ recorded }) => recorded);
    return statusAt({ id: dealId, key: deal }, reports, { asOf: today, knownBy: null, recordedBy: null });
  }

  /** All in one transaction, guarded by the version that it starts from: who comes second changes nothing. */
  private save(
    deal: DealRow,
    history: readonly VersionedReport[],
    status: DealStatus,
    head: number,
  ): Promise<ProjectOutcome> {
    const { dealId, projectedVersion: from } = deal;
    return this.db.transaction().execute(async (trx) => {
      if (!(await advanceProjectedVersion(trx, dealId, from, head))) return NOTHING;
      const before = await findSavedBrief(trx, dealId);
      const after = briefOf(status);
      const added = history.filter(({ version }) => version > from);
      await addToHistory(trx, dealId, added);
      const { foldVersion, asOf } = status;
      await saveStatus(trx, dealId, { version: head, foldVersion, asOf, brief: after });
      const planned = await planMessages(
        trx,
        await messagesOf(trx, { deal, history, from, head, status, before, after }),
      );
      return { deliveries: planned.deliveries };
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
