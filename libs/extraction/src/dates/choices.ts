import type { PartialDate } from '@dealwatch/domain';
import type { AnalysedSentence } from '../analysis';
import { groupOf, wordOf } from '../deals/slots';
import type { Claim } from '../events/claim';
import { flat } from '../lists';
import type { DateMention } from '../mentions/types';
import { type Features, named } from '../model/features';
import { addDays, type CalendarDay, formatDay } from './calendar';
import { type Owner, ownerFeatures, ownerOf } from './owner';
import { type DateAnchor, type Direction, resolveDate } from './resolve';

/** A date that an event could bear, and why it would. */
export interface DateChoice {
  readonly value: PartialDate | null;
  readonly from: string;
  readonly features: Features;
  /** Features of the claim that weigh under `from`, the same for all choices of it; none where the words themselves give the date. */
  readonly situation?: Features;
}

/** The names of all features of a choice. */
export function allFeatures({ from, features, situation = [] }: DateChoice): Features {
  return [...features, ...situation.map((feature) => `${from}|${feature}`)];
}

/** What dates are counted from and taken over from the text before. */
export interface DateContext {
  readonly published: CalendarDay;
  /** The last date told of an event. */
  readonly narrated: PartialDate | null;
  /** Day of the speech that is being reported. */
  readonly speech: PartialDate | null;
  /** How many sentences ago that day was told. */
  readonly speechAge: number;
  /** The sentence before; null at the start. */
  readonly before: AnalysedSentence | null;
  /** Items by which other claims of the sentence are made, which its dates may belong to. */
  readonly rivals: readonly number[];
  /** Features of the claim that weigh between having a date of its own, the day of publication, and none. */
  readonly situation: Features;
}

/** A text of dates only must not cost the square of its length. */
const MOST_MENTIONS = 12;

/** Every date that a claim could have occurred on, none included. */
export function occurredChoices(sentence: AnalysedSentence, claim: Claim, context: DateContext): DateChoice[] {
  return choices(sentence, claim, context, false);
}

/** Every date that a claim could point ahead to, none included. */
export function expectedChoices(sentence: AnalysedSentence, claim: Claim, context: DateContext): DateChoice[] {
  return choices(sentence, claim, context, true);
}

function choices(sentence: AnalysedSentence, claim: Claim, context: DateContext, ahead: boolean): DateChoice[] {
  const own = ownChoices(sentence, claim, context, ahead);
  const wanted = own.filter(({ value }) => isWanted(value, context.published, ahead));
  const has = wanted.length > 0 ? 'dated' : 'undated';
  const whose = wanted.length === 0 ? 'undated' : wanted.every(({ owner }) => owner === 'rival') ? 'theirs' : 'mine';
  const given = (from: string, value: PartialDate | null): DateChoice => ({
    value,
    from,
    features: [
      from,
      named`${from}|${has}`,
      named`${from}|is-${whose}`,
      named`${from}|is-${whose}|${claim.tense}`,
      named`${from}|${claim.type}`,
      named`${from}|${claim.tense}`,
      named`${from}|${groupOf(claim.type)}|${claim.tense}|${has}`,
    ],
    situation: context.situation,
  });
  const list: DateChoice[] = [given('none', null), ...wanted];
  if (ahead) {
    for (const { value, features } of beforeChoices(claim, context, true))
      list.push({ value, from: 'sentence before', features });
    return list;
  }
  list.push(given('publication', formatDay(context.published)));
  if (context.speech !== null) {
    const speech = given('speech', context.speech);
    list.push({ ...speech, features: [...speech.features, ...speechFeatures(sentence, claim, context.speechAge)] });
  }
  if (context.narrated !== null) list.push(given(`narrated${context.narrated.length}`, context.narrated));
  for (const { value, features } of beforeChoices(claim, context, false))
    list.push({ value, from: 'sentence before', features });
  return list;
}

const MOST_SPEECH_AGE = 4;

/** What speaks for the day of a speech: how far back it was told, and whether this sentence goes on with it. */
function speechFeatures({ items }: AnalysedSentence, { tense }: Claim, ago: number): Features {
  const age = named`ago${Math.min(ago, MOST_SPEECH_AGE)}`;
  const said = items.some((item) => item.kind === 'word' && REPORTING.test(item.lower)) ? 'said' : 'unsaid';
  const quoted = items.some((item) => item.kind === 'sign' && QUOTE.test(item.lower)) ? 'quoted' : 'plain';
  return [
    named`speech|${age}`,
    named`speech|${age}|${said}`,
    named`speech|${age}|${quoted}`,
    named`speech|${said}|${quoted}`,
    named`speech|${age}|${tense}`,
  ];
}

/** Occurrence lies not after publication, expectation not before it. */
function isWanted(value: PartialDate | null, published: CalendarDay, ahead: boolean): boolean {
  if (value === null) return false;
  const today = formatDay(published);
  return ahead ? value >= today.slice(0, value.length) : value.slice(0, today.length) <= today;
}

interface OwnChoice extends DateChoice {
  readonly owner: Owner;
}

function ownChoices(sentence: AnalysedSentence, claim: Claim, context: DateContext, ahead: boolean): OwnChoice[] {
  const places = mentionsOf(sentence);
  const order = byDistance(places, claim);
  const direction: Direction = ahead ? 'future' : 'past';
  let told = (ahead ? foreseenBefore(context) : null) ?? context.narrated;
  return flat(places, ({ item, index }) => {
    const anchor: DateAnchor = { published: context.published, narrated: told };
    const value = resolveDate(item.expression, anchor, direction);
    if (value !== null) told = value;
    const owner = ownerOf(index, claim, context.rivals);
    const whose = ownerFeatures(sentence, claim, index, owner, context.rivals);
    const until = 'until' in item.expression ? (item.expression.until ?? null) : null;
    const ends =
      until === null
        ? [[value, []] as const]
        : ([
            [value, ['own|span']],
            [until, ['own|until', named`own|until|${claim.type}`]],
          ] as const);
    return ends.map(([date, end]) => ({
      value: date,
      from: `“${item.lower}”`,
      features: [
        ...mentionFeatures(sentence, claim, item, index, order.indexOf(index), places.length, date, anchor, ahead),
        ...whose,
        ...end,
      ],
      owner,
    }));
  });
}

/** The last date to come of the sentence before, from which "two years later" goes on. */
function foreseenBefore({ before, published, narrated }: DateContext): PartialDate | null {
  if (before === null) return null;
  const today = formatDay(published);
  const dates = mentionsOf(before).map(({ item }) => resolveDate(item.expression, { published, narrated }, 'future'));
  return dates.findLast((date) => date !== null && date > today) ?? null;
}

interface MentionPlace {
  readonly item: DateMention;
  readonly index: number;
}

function mentionsOf({ items }: AnalysedSentence): MentionPlace[] {
  const places: MentionPlace[] = [];
  items.forEach((item, index) => {
    if (item.kind === 'date' && places.length < MOST_MENTIONS) places.push({ item, index });
  });
  return places;
}

function byDistance(places: readonly MentionPlace[], { anchor }: Claim): number[] {
  const distance = (index: number) => (anchor === null ? index : Math.abs(index - anchor));
  return places.map(({ index }) => index).sort((a, b) => distance(a) - distance(b) || a - b);
}

const REPORTING =
  /^(?:said|told|announced|stated|declared|confirmed|reported|wrote|speaking|interview|statement|added|revealed|acknowledged|says|noted|stressed|explained|continued|remarked|insisted|argued|maintained)$/;

const QUOTE = /^["“”«»„]$/;

/** Words by which a clause looks ahead. */
const OUTLOOK =
  /^(?:will|would|shall|'ll|expect(?:s|ed)?|hope[sd]?|due|plan(?:s|ned)?|scheduled|slated|set|aims?|wish(?:es)?|wants?|should|could|may|might|to)$/;

function mentionFeatures(
  { items, clauses }: AnalysedSentence,
  claim: Claim,
  mention: DateMention,
  index: number,
  rank: number,
  count: number,
  value: PartialDate | null,
  anchor: DateAnchor,
  ahead: boolean,
): Features {
  const { anchor: words, type, tense } = claim;
  const group = groupOf(type);
  const { form } = mention.expression;
  const which = 'which' in mention.expression ? mention.expression.which : '-';
  const age = ageOf(value, anchor.published);
  const clause = words === null ? '?' : clauses[index] === clauses[words] ? 'clause' : 'outside';
  const side = words === null ? '?' : index > words ? 'after' : 'before';
  const near = words === null ? 9 : Math.min(9, Math.floor(Math.abs(index - words) / 2));
  const reported = items.some(
    (item, at) =>
      item.kind === 'word' && REPORTING.test(item.lower) && Math.abs(at - index) <= 3 && clauses[at] === clauses[index],
  );
  const other = resolveDate(mention.expression, anchor, ahead ? 'past' : 'future');
  const features = [
    'own',
    named`own|${isNearer(other, value, anchor.published) ? 'other-nearer' : 'nearest'}`,
    named`own|${form}`,
    named`own|${form}/${which}`,
    named`own|${age}`,
    named`own|${age}|${group}`,
    named`own|${type}`,
    named`own|${clause}`,
    named`own|${clause}|${side}`,
    named`own|${clause}|${count > 1 ? named`r${Math.min(rank, 2)}` : 'sole'}`,
    named`own|near${near}`,
    named`own|r${Math.min(rank, 3)}/${Math.min(count, 3)}`,
    named`own|${tense}|${age}`,
    named`own|p=${wordOf(items[index - 1])}`,
    named`own|p=${wordOf(items[index - 1])}|${age}`,
    named`own|pp=${wordOf(items[index - 2])}_${wordOf(items[index - 1])}`,
    named`own|n=${wordOf(items[index + 1])}`,
    named`own|${reported ? 'reported' : 'told'}`,
    named`own|${reported ? 'reported' : 'told'}|${group}`,
    named`own|${reported ? 'reported' : 'told'}|${clause}|${count > 1 ? 'many' : 'sole'}`,
    named`own|${reported ? 'reported' : 'told'}|${type}`,
    named`own|${age}|${type}`,
    named`own|${clause}|${age}`,
    named`own|${clause}|${type}`,
  ];
  const outlook = items.some(
    (item, at) => item.kind === 'word' && OUTLOOK.test(item.lower) && clauses[at] === clauses[index],
  )
    ? 'outlook'
    : 'no-outlook';
  features.push(named`own|${outlook}|${age}`, named`own|${outlook}|${type}|${age}`);
  if ('limit' in mention.expression && mention.expression.limit) features.push('own|limit', named`own|limit|${group}`);
  return features;
}

/** Whether one reading of a date ("May 3" said on May 1) lies nearer to publication than the other, the past or coming one. */
function isNearer(one: PartialDate | null, other: PartialDate | null, published: CalendarDay): boolean {
  if (one === null || other === null || one === other) return false;
  const today = dayNumber(formatDay(published));
  return Math.abs(dayNumber(one) - today) < Math.abs(dayNumber(other) - today);
}

/** Days since 1970 of a date's first day. */
const dayNumber = (date: PartialDate): number => Date.parse(`${date}-01-01`.slice(0, 10)) / 86_400_000;

/** How old a date is, counted from publication. */
export function ageOf(value: PartialDate | null, published: CalendarDay): string {
  if (value === null) return 'vague';
  const today = formatDay(published);
  if (value > today) return named`ahead${value.length}`;
  if (value === today) return 'today';
  if (value.length < 10) return today.startsWith(value) ? named`this${value.length}` : named`old${value.length}`;
  return value >= formatDay(addDays(published, -7))
    ? 'week'
    : value >= formatDay(addDays(published, -31))
      ? 'month'
      : 'old10';
}

/** Dates of the sentence before: what the talk is of may go on. */
function beforeChoices(claim: Claim, context: DateContext, ahead: boolean): DateChoice[] {
  if (context.before === null) return [];
  const places = mentionsOf(context.before);
  return flat(places, ({ item }, position) => {
    const value = resolveDate(item.expression, context, ahead ? 'future' : 'past');
    if (!isWanted(value, context.published, ahead)) return [];
    const age = ageOf(value, context.published);
    const features = [
      'before',
      named`before|${groupOf(claim.type)}`,
      named`before|${claim.tense}`,
      named`before|${age}`,
      named`before|${age}|${claim.tense}`,
      named`before|${position === places.length - 1 ? 'last' : 'earlier'}`,
    ];
    return [{ value, from: 'sentence before', features }];
  });
}
