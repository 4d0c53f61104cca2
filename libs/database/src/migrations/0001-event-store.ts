import { type Kysely, sql } from 'kysely';

/**
 * The log, the functions that append to it, the watermark for gap-free following, and the followers' checkpoints.
 * Services work as dealwatch_app: it may read the table and execute the three public functions, nothing else.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema es`.execute(db);
  await createLog(db);
  await createAnswer(db);
  await createAppend(db);
  await createAppendMany(db);
  await createWatermark(db);
  await createCheckpoints(db);
  await grantToApp(db);
}

/**
 * The order of the columns matters: a row's position is drawn before its recorded_at, which the watermark's time relies
 * on. The payload is json and not jsonb: the log never searches it, and json keeps the bytes and is cheaper to write and
 * read. The triggers are enabled always, so that not even session_replication_role silences them.
 */
async function createLog(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table es.events (
      position        bigint      generated always as identity (cache 1) primary key,
      event_id        uuid        not null unique,
      stream          text        collate "C" not null,
      version         integer     not null,
      type            text        not null,
      schema_version  smallint    not null,
      data            json        not null,
      metadata        json,
      recorded_at     timestamptz not null default clock_timestamp(),
      unique (stream, version)
    );

    create function es.refuse_change() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
      raise exception '%.% is append-only: % refused', tg_table_schema, tg_table_name, tg_op
        using errcode = 'ES001', hint = 'Append a correcting event instead.';
    end $$;

    create trigger events_never_change before update or delete on es.events
      for each statement execute function es.refuse_change();
    create trigger events_never_vanish before truncate on es.events
      for each statement execute function es.refuse_change();
    alter table es.events enable always trigger events_never_change;
    alter table es.events enable always trigger events_never_vanish;
  `.execute(db);
}

/**
 * What an append would be answered, asked under the stream's lock: 'ready' (version is then the head), 'repeated' with
 * the first result, or 'conflict' with the head. Expected: 0 and more is that exact version, -1 any, -2 the stream exists.
 * Ids that are known in part, in another stream or with another content are an error where the expected version holds;
 * where it does not, the caller decided on an older state and has to decide again, so that comes first. Contents are
 * compared as values, and only when both were written in the same schema version.
 */
async function createAnswer(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function es.answer_append(
      p_stream text, p_expected integer, p_ids uuid[], p_events json,
      out status text, out version integer, out first_position bigint, out last_position bigint, out recorded_at timestamptz)
    language plpgsql as $$
    declare
      head  integer;
      same  integer;
      known text;
    begin
      select e.version into head from es.events e where e.stream = p_stream order by e.version desc limit 1;
      head := coalesce(head, 0);

      if exists (select from es.events e where e.event_id = any (p_ids)) then
        select count(*), max(e.version), min(e.position), max(e.position), max(e.recorded_at)
          into same, version, first_position, last_position, recorded_at
          from rows from (unnest(p_ids),
                 json_to_recordset(p_events) as (type text, schema_version smallint, data json))
                 as n (id, type, schema_version, data)
          cross join lateral (select * from es.events x where x.event_id = n.id offset 0) e
         where e.stream = p_stream and e.type = n.type
           and case when e.schema_version <> n.schema_version or e.data::text = n.data::text then true
                    else e.data::jsonb = n.data::jsonb end;
        if same = cardinality(p_ids) then
          status := 'repeated';
          return;
        end if;
        first_position := null; last_position := null; recorded_at := null;
      end if;

      version := head;
      if not (p_expected = -1 or p_expected = head or (p_expected = -2 and head > 0)) then
        status := 'conflict';
      elsif same is null then
        status := 'ready';
      else
        select string_agg(format('%s (%s in %s at version %s)', e.event_id, e.type, e.stream, e.version), ', ' order by e.position)
          into known from es.events e where e.event_id = any (p_ids);
        raise exception 'event ids for stream % are taken by other events: %', p_stream, known
          using errcode = 'ES002', hint = 'An id stands for one event with one content, in one stream, for good.';
      end if;
    end $$;
  `.execute(db);
}

/**
 * Appends to one stream in one call. Order matters: the stream's lock first, then the head with a snapshot that is
 * younger than the lock, then the INSERT, which locks the table before it draws positions. So positions grow with
 * versions, and the watermark sees every writer. Index scans are pinned: a session that planned while the table was
 * small would otherwise keep scanning it as it grows.
 */
async function createAppend(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function es.lock_key(p_stream text) returns bigint language sql immutable parallel safe
      return hashtextextended(p_stream, 5273190846);

    create function es.append_events(
      p_stream text, p_expected integer, p_ids uuid[], p_events json,
      out status text, out version integer, out first_position bigint, out last_position bigint, out recorded_at timestamptz)
    language plpgsql security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
    begin
      if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'append under READ COMMITTED: an older snapshot cannot see the head of the stream' using errcode = 'ES003';
      end if;
      perform pg_advisory_xact_lock(es.lock_key(p_stream));
      select a.* into status, version, first_position, last_position, recorded_at
        from es.answer_append(p_stream, p_expected, p_ids, p_events) a;
      if status <> 'ready' then
        return;
      end if;

      with written as (
        insert into es.events as e (event_id, stream, version, type, schema_version, data, metadata)
        select n.id, p_stream, append_events.version + n.ordinal, n.type, n.schema_version, n.data, n.metadata
          from rows from (unnest(p_ids),
                 json_to_recordset(p_events) as (type text, schema_version smallint, data json, metadata json))
                 with ordinality as n (id, type, schema_version, data, metadata, ordinal)
         order by n.ordinal
        returning e.position, e.recorded_at)
      select 'appended', append_events.version + count(*), min(w.position), max(w.position), max(w.recorded_at)
        into status, version, first_position, last_position, recorded_at
        from written w;
    end $$;
  `.execute(db);
}

/**
 * Appends to several streams, all or nothing: [{stream, expected, ids, events}], one answer a stream in the order given.
 * With a conflict anywhere nothing is written, and streams that had been ready answer 'ready'. All locks are taken
 * first, in one order for everybody, so two such calls never wait for each other.
 */
async function createAppendMany(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function es.append_many(p_appends json)
    returns table (stream text, status text, version integer, first_position bigint, last_position bigint, recorded_at timestamptz)
    language plpgsql security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
    #variable_conflict use_column
    begin
      if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'append under READ COMMITTED: an older snapshot cannot see the head of the stream' using errcode = 'ES003';
      end if;
      perform pg_advisory_xact_lock(k.key) from (
        select distinct es.lock_key(a.stream) as key from json_to_recordset(p_appends) as a (stream text) order by 1) k;

      return query
      with asked as materialized (
        select a.*
          from rows from (json_to_recordset(p_appends) as (stream text, expected integer, ids uuid[], events json))
               with ordinality as a (stream, expected, ids, events, ordinal)),
      answered as materialized (
        select a.stream, a.ids, a.events, a.ordinal, r.*
          from asked a, lateral es.answer_append(a.stream, a.expected, a.ids, a.events) r),
      written as (
        insert into es.events as e (event_id, stream, version, type, schema_version, data, metadata)
        select n.id, a.stream, a.version + n.ordinal, n.type, n.schema_version, n.data, n.metadata
          from answered a,
               lateral rows from (unnest(a.ids),
                 json_to_recordset(a.events) as (type text, schema_version smallint, data json, metadata json))
                 with ordinality as n (id, type, schema_version, data, metadata, ordinal)
         where a.status = 'ready' and not exists (select from answered c where c.status = 'conflict')
         order by a.ordinal, n.ordinal
        returning e.stream, e.version, e.position, e.recorded_at),
      results as (
        select w.stream, max(w.version) as version, min(w.position) as first_position, max(w.position) as last_position,
               max(w.recorded_at) as recorded_at
          from written w group by w.stream)
      select a.stream,
             case when w.stream is null then a.status else 'appended' end,
             coalesce(w.version, a.version),
             coalesce(w.first_position, a.first_position),
             coalesce(w.last_position, a.last_position),
             coalesce(w.recorded_at, a.recorded_at)
        from answered a left join results w on w.stream = a.stream
       order by a.ordinal;
    end $$;
  `.execute(db);
}

/**
 * The watermark: up to which position the log is settled, so that a reader who has read so far has missed nothing.
 * Positions are drawn at INSERT but become visible at commit, in another order. An INSERT holds RowExclusiveLock on the
 * table from before its first position until after its rows are visible (or gone). So take, in this order, the time T,
 * the last position drawn H, the writers S that hold that lock now, and the last visible position L up to H: whoever drew
 * an undecided position up to L is in S. Once none of S holds the lock any more, all positions up to L are settled, and
 * all events recorded up to T are visible, though they may lie above L: T is told together with the next L, which is
 * looked for after that. The caller keeps this state and hands it in again.
 *
 * L is the position of a visible row, as a crash may take back what the sequence has handed out and no commit has made
 * durable (docs/decisions/0002-event-store.md). Only a log that ends below what was settled voids the state: an older
 * backup was restored under a living process.
 *
 * Rules: positions are drawn by INSERT or COPY only, never in a transaction that is prepared for two-phase commit; the
 * server's clock is not set back; primary server only.
 */
async function createWatermark(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function es.advance_watermark(
      p_settled bigint, p_pending_position bigint, p_pending_time timestamptz, p_pending_writers text[],
      p_noted_time timestamptz,
      out settled bigint, out settled_time timestamptz,
      out pending_position bigint, out pending_time timestamptz, out pending_writers text[],
      out noted_time timestamptz, out head bigint)
    language plpgsql security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
    declare
      now_    timestamptz := clock_timestamp();
      writers text[];
      visible bigint;
    begin
      if pg_is_in_recovery() then
        raise exception 'follow the log on the primary server: a standby does not know the writers' using errcode = 'ES004';
      end if;
      if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'ask for the watermark under READ COMMITTED: an older snapshot does not go with the writers of now'
          using errcode = 'ES003';
      end if;
      select case when s.is_called then s.last_value else 0 end into head from es.events_position_seq s;
      if head < p_settled then
        p_settled := 0; p_pending_position := null; p_pending_time := null; p_pending_writers := null; p_noted_time := null;
      end if;
      settled := p_settled;
      if head = settled then
        settled_time := now_;
        return;
      end if;

      select array_agg(l.virtualtransaction) into writers
        from pg_locks l
       where l.locktype = 'relation' and l.mode = 'RowExclusiveLock' and l.granted
         and l.relation = 'es.events'::regclass
         and l.database = (select d.oid from pg_database d where d.datname = current_database());
      if p_pending_writers && writers then
        pending_position := p_pending_position; pending_time := p_pending_time; pending_writers := p_pending_writers;
        noted_time := p_noted_time;
        return;
      end if;

      if p_pending_position is not null then
        settled := p_pending_position; settled_time := p_pending_time;
      end if;
      select e.position into visible from es.events e
       where e.position > settled and e.position <= head order by e.position desc limit 1;
      visible := coalesce(visible, settled);
      if writers is null then
        settled := visible; settled_time := now_;
      else
        pending_position := visible; pending_time := p_noted_time; pending_writers := writers; noted_time := now_;
      end if;
    end $$;
  `.execute(db);
}

/** How far each follower has come; version is that of the read model it fills, so that a rebuild can run beside it. */
async function createCheckpoints(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table es.checkpoints (
      name        text        collate "C" not null,
      version     integer     not null,
      position    bigint      not null,
      updated_at  timestamptz not null default clock_timestamp(),
      primary key (name, version)
    );
  `.execute(db);
}

async function grantToApp(db: Kysely<unknown>): Promise<void> {
  await sql`
    revoke all on all functions in schema es from public;
    grant usage on schema es to dealwatch_app;
    grant select on es.events to dealwatch_app;
    grant select, insert, update, delete on es.checkpoints to dealwatch_app;
    grant execute on function es.append_events, es.append_many, es.advance_watermark to dealwatch_app;
  `.execute(db);
}
