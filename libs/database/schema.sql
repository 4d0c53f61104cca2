-- Written by libs/database/tools/snapshot.ts from a migrated database. Not to be edited, not to be run.

-- tables

create table es.checkpoints (
  name text collate "C" not null,
  version integer not null,
  "position" bigint not null,
  updated_at timestamp with time zone not null default clock_timestamp()
);
create table es.events (
  "position" bigint not null generated always as identity,
  event_id uuid not null,
  stream text collate "C" not null,
  version integer not null,
  type text not null,
  schema_version smallint not null,
  data json not null,
  metadata json,
  recorded_at timestamp with time zone not null default clock_timestamp()
);
create table public.article (
  article_id uuid not null,
  url text,
  source text,
  title text,
  published_on date not null,
  language text not null,
  text_hash text not null,
  copy_of uuid,
  revision_of uuid,
  state text not null,
  extractor text,
  report_count integer,
  failed_attempts integer not null default 0,
  problem text,
  due_at timestamp with time zone,
  received_at timestamp with time zone not null,
  rereadings integer not null default 0
);
create table public.article_explanation (
  article_id uuid not null,
  extractor text not null,
  explanations json not null
);
create table public.article_signature (
  article_id uuid not null,
  signature text not null,
  minhash bytea not null,
  sentences bytea not null
);
create table public.article_signature_key (
  key bigint not null,
  published_on date not null,
  article_id uuid not null
);
create table public.article_text (
  article_id uuid not null,
  text text not null
);
create table public.deal (
  deal_id text collate "C" not null,
  supplier text not null,
  recipient text not null,
  system text not null,
  head_version integer not null,
  projected_version integer not null default 0,
  failed_attempts integer not null default 0,
  problem text,
  due_at timestamp with time zone
);
create table public.deal_report (
  report_id uuid not null,
  deal_id text collate "C" not null,
  event_id uuid not null,
  article_id uuid not null,
  version integer not null,
  "position" bigint not null,
  published_on date not null,
  recorded_at timestamp with time zone not null,
  report json not null
);
create table public.near_copy (
  article_id uuid not null,
  other_id uuid not null,
  similarity real not null,
  containment real not null
);
create table public.webhook_attempt (
  id text collate "C" not null,
  message_id text collate "C" not null,
  endpoint_id text collate "C" not null,
  attempt integer not null,
  started_at timestamp with time zone not null,
  duration_ms integer not null,
  status integer,
  error text,
  response text not null
);
create table public.webhook_delivery (
  message_id text collate "C" not null,
  endpoint_id text collate "C" not null,
  state text not null default 'pending'::text,
  attempts integer not null default 0,
  next_attempt_at timestamp with time zone not null,
  lease_until timestamp with time zone,
  last_status integer,
  last_error text,
  delivered_at timestamp with time zone
);
create table public.webhook_endpoint (
  id text collate "C" not null,
  url text not null,
  description text not null,
  secret text not null,
  message_types text[] not null,
  event_types text[] not null,
  deals text[] not null,
  enabled boolean not null,
  disabled_reason text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
);
create table public.webhook_message (
  id text collate "C" not null,
  number bigint not null generated always as identity,
  type text not null,
  deal_id text collate "C" not null,
  deal_version integer not null,
  "position" bigint,
  event_types text[] not null,
  created_at timestamp with time zone not null,
  body text not null
);

-- constraints

alter table es.checkpoints add constraint checkpoints_pkey PRIMARY KEY (name, version);
alter table es.events add constraint events_event_id_key UNIQUE (event_id);
alter table es.events add constraint events_pkey PRIMARY KEY ("position");
alter table es.events add constraint events_stream_version_key UNIQUE (stream, version);
alter table public.article add constraint article_copy_of_fkey FOREIGN KEY (copy_of) REFERENCES article(article_id);
alter table public.article add constraint article_due_while_open CHECK (((state = ANY (ARRAY['received'::text, 'extracted'::text])) = (due_at IS NOT NULL)));
alter table public.article add constraint article_pkey PRIMARY KEY (article_id);
alter table public.article add constraint article_revision_of_fkey FOREIGN KEY (revision_of) REFERENCES article(article_id);
alter table public.article add constraint article_state_known CHECK ((state = ANY (ARRAY['received'::text, 'extracted'::text, 'recorded'::text, 'unsupported-language'::text])));
alter table public.article_explanation add constraint article_explanation_article_id_fkey FOREIGN KEY (article_id) REFERENCES article_text(article_id) ON DELETE CASCADE;
alter table public.article_explanation add constraint article_explanation_pkey PRIMARY KEY (article_id, extractor);
alter table public.article_signature add constraint article_signature_article_id_fkey FOREIGN KEY (article_id) REFERENCES article_text(article_id) ON DELETE CASCADE;
alter table public.article_signature add constraint article_signature_pkey PRIMARY KEY (article_id);
alter table public.article_signature_key add constraint article_signature_key_pkey PRIMARY KEY (key, published_on, article_id);
alter table public.article_text add constraint article_text_article_id_fkey FOREIGN KEY (article_id) REFERENCES article(article_id);
alter table public.article_text add constraint article_text_pkey PRIMARY KEY (article_id);
alter table public.deal add constraint deal_due_while_behind CHECK (((projected_version < head_version) = (due_at IS NOT NULL)));
alter table public.deal add constraint deal_pkey PRIMARY KEY (deal_id);
alter table public.deal_report add constraint deal_report_article_id_fkey FOREIGN KEY (article_id) REFERENCES article(article_id);
alter table public.deal_report add constraint deal_report_deal_id_fkey FOREIGN KEY (deal_id) REFERENCES deal(deal_id);
alter table public.deal_report add constraint deal_report_pkey PRIMARY KEY (report_id, version);
alter table public.near_copy add constraint near_copy_article_id_fkey FOREIGN KEY (article_id) REFERENCES article(article_id);
alter table public.near_copy add constraint near_copy_other_id_fkey FOREIGN KEY (other_id) REFERENCES article(article_id);
alter table public.near_copy add constraint near_copy_pkey PRIMARY KEY (article_id, other_id);
alter table public.webhook_attempt add constraint webhook_attempt_message_id_fkey FOREIGN KEY (message_id) REFERENCES webhook_message(id) ON DELETE CASCADE;
alter table public.webhook_attempt add constraint webhook_attempt_pkey PRIMARY KEY (id);
alter table public.webhook_delivery add constraint webhook_delivery_lease_while_pending CHECK (((state = 'pending'::text) OR (lease_until IS NULL)));
alter table public.webhook_delivery add constraint webhook_delivery_message_id_fkey FOREIGN KEY (message_id) REFERENCES webhook_message(id) ON DELETE CASCADE;
alter table public.webhook_delivery add constraint webhook_delivery_pkey PRIMARY KEY (message_id, endpoint_id);
alter table public.webhook_delivery add constraint webhook_delivery_state_known CHECK ((state = ANY (ARRAY['pending'::text, 'delivered'::text, 'failed'::text, 'cancelled'::text])));
alter table public.webhook_endpoint add constraint webhook_endpoint_pkey PRIMARY KEY (id);
alter table public.webhook_endpoint add constraint webhook_endpoint_reason_while_disabled CHECK ((NOT (enabled AND (disabled_reason IS NOT NULL))));
alter table public.webhook_message add constraint webhook_message_number_key UNIQUE (number);
alter table public.webhook_message add constraint webhook_message_pkey PRIMARY KEY (id);

-- indexes

CREATE INDEX article_due ON public.article USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX article_text_hash ON public.article USING btree (text_hash, published_on);
CREATE INDEX article_url ON public.article USING btree (url, received_at) WHERE (url IS NOT NULL);
CREATE INDEX deal_due ON public.deal USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX deal_parties ON public.deal USING btree (supplier, recipient, system);
CREATE INDEX deal_report_article ON public.deal_report USING btree (article_id);
CREATE INDEX deal_report_deal ON public.deal_report USING btree (deal_id, version);
CREATE INDEX deal_report_event ON public.deal_report USING btree (event_id);
CREATE INDEX webhook_attempt_message ON public.webhook_attempt USING btree (message_id, id);
CREATE INDEX webhook_delivery_due ON public.webhook_delivery USING btree (endpoint_id, next_attempt_at) WHERE (state = 'pending'::text);
CREATE INDEX webhook_delivery_leased ON public.webhook_delivery USING btree (endpoint_id, lease_until) WHERE (lease_until IS NOT NULL);
CREATE INDEX webhook_delivery_retried ON public.webhook_delivery USING btree (endpoint_id) WHERE ((state = 'pending'::text) AND (attempts > 0));
CREATE INDEX webhook_message_deal ON public.webhook_message USING btree (deal_id, number);

-- functions

CREATE OR REPLACE FUNCTION es.advance_watermark(p_settled bigint, p_pending_position bigint, p_pending_time timestamp with time zone, p_pending_writers text[], p_noted_time timestamp with time zone, OUT settled bigint, OUT settled_time timestamp with time zone, OUT pending_position bigint, OUT pending_time timestamp with time zone, OUT pending_writers text[], OUT noted_time timestamp with time zone, OUT head bigint)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
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
    end $function$
;
CREATE OR REPLACE FUNCTION es.answer_append(p_stream text, p_expected integer, p_ids uuid[], p_events json, OUT status text, OUT version integer, OUT first_position bigint, OUT last_position bigint, OUT recorded_at timestamp with time zone)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
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
    end $function$
;
CREATE OR REPLACE FUNCTION es.append_events(p_stream text, p_expected integer, p_ids uuid[], p_events json, OUT status text, OUT version integer, OUT first_position bigint, OUT last_position bigint, OUT recorded_at timestamp with time zone)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
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
    end $function$
;
CREATE OR REPLACE FUNCTION es.append_many(p_appends json)
 RETURNS TABLE(stream text, status text, version integer, first_position bigint, last_position bigint, recorded_at timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
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
    end $function$
;
CREATE OR REPLACE FUNCTION es.lock_key(p_stream text)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN hashtextextended(p_stream, '5273190846'::bigint)
;
CREATE OR REPLACE FUNCTION es.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    begin
      raise exception '%.% is append-only: % refused', tg_table_schema, tg_table_name, tg_op
        using errcode = 'ES001', hint = 'Append a correcting event instead.';
    end $function$
;

-- triggers

CREATE TRIGGER events_never_change BEFORE DELETE OR UPDATE ON es.events FOR EACH STATEMENT EXECUTE FUNCTION es.refuse_change(); -- always
CREATE TRIGGER events_never_vanish BEFORE TRUNCATE ON es.events FOR EACH STATEMENT EXECUTE FUNCTION es.refuse_change(); -- always

-- grants (beside the owner)

grant execute on function es.advance_watermark(bigint,bigint,timestamp with time zone,text[],timestamp with time zone) to dealwatch_app;
grant execute on function es.append_events(text,integer,uuid[],json) to dealwatch_app;
grant execute on function es.append_many(json) to dealwatch_app;
grant usage on schema es to dealwatch_app;
grant delete, insert, select, update on table es.checkpoints to dealwatch_app;
grant select on table es.events to dealwatch_app;
grant insert, select, update on table public.article to dealwatch_app;
grant delete, insert, select, update on table public.article_explanation to dealwatch_app;
grant delete, insert, select, update on table public.article_signature to dealwatch_app;
grant delete, insert, select, update on table public.article_signature_key to dealwatch_app;
grant delete, insert, select, update on table public.article_text to dealwatch_app;
grant insert, select, update on table public.deal to dealwatch_app;
grant delete, insert, select, update on table public.deal_report to dealwatch_app;
grant delete, insert, select, update on table public.near_copy to dealwatch_app;
grant delete, insert, select, update on table public.webhook_attempt to dealwatch_app;
grant delete, insert, select, update on table public.webhook_delivery to dealwatch_app;
grant delete, insert, select, update on table public.webhook_endpoint to dealwatch_app;
grant delete, insert, select, update on table public.webhook_message to dealwatch_app;
