import type { AnalysedArticle, AnalysedSentence } from '../analysis';
import type { Item, StateForm } from '../mentions/types';
import { type ArticleDeals, articleDeals, best, type SystemFacts } from './article-deals';
import { covers } from './class-family';

/** One place where a party or a system is named. */
export interface Place {
  /** Index of the sentence among the analysed ones, and of the item in it. */
  readonly sentence: number;
  readonly item: number;
}

/** A system that the article's events can be about: a designation, or a general noun where goods bear no other name. */
export interface SystemCandidate {
  readonly name: string;
  readonly systemClass: string;
  readonly suppliers: readonly string[];
  /** Whether it is a general noun ("submarine") rather than a designation. */
  readonly general: boolean;
  readonly places: readonly Place[];
  /** Places that name only a programme of development. */
  readonly programmes: readonly Place[];
  readonly facts: SystemFacts;
  /** 1 for the system that the article names most, 2 for the next … */
  readonly rank: number;
}

/** A state that can sell or buy, by itself or through a company, an office-holder or an institution of its. */
export interface PartyCandidate {
  readonly code: string;
  readonly places: readonly (Place & { readonly form: StateForm | 'company' })[];
  readonly rank: number;
}

/** What an article names, counted once, before any event is looked at. */
export interface Scene {
  readonly sentences: readonly AnalysedSentence[];
  readonly deals: ArticleDeals;
  readonly systems: readonly SystemCandidate[];
  readonly parties: readonly PartyCandidate[];
}

/** No report names so many; a list of weapons must not cost the square of its length. */
const MOST_SYSTEMS = 16;
const MOST_PARTIES = 14;

/** Collects the systems and states of an article. */
export function sceneOf(article: AnalysedArticle): Scene {
  const deals = articleDeals(article.analysed);
  const systems = systemsOf(article.analysed, deals);
  return { sentences: article.analysed, deals, systems, parties: partiesOf(article.analysed, systems) };
}

interface Draft {
  name: string;
  systemClass: string;
  suppliers: readonly string[];
  general: boolean;
  weight: number;
  places: Place[];
  programmes: Place[];
}

const weightOf = ({ sentence }: AnalysedSentence): number =>
  sentence.role === 'title' ? 3 : sentence.paragraph === 0 ? 1.5 : 1;

function systemsOf(analysed: readonly AnalysedSentence[], deals: ArticleDeals): SystemCandidate[] {
  const drafts = new Map<string, Draft>();
  analysed.forEach((sentence, index) => {
    sentence.items.forEach((item, at) => {
      if (item.kind === 'system') note(drafts, item, weightOf(sentence), { sentence: index, item: at });
    });
  });
  analysed.forEach((sentence, index) => {
    sentence.items.forEach((item, at) => {
      if (item.kind === 'class' && item.systemClass !== 'generic')
        noteNoun(drafts, item, weightOf(sentence), { sentence: index, item: at });
    });
  });
  const ranked = [...drafts.values()].sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1));
  return ranked.slice(0, MOST_SYSTEMS).map(({ weight, ...draft }, index) => ({
    ...draft,
    facts: deals.systems.get(draft.name) ?? generalFacts(draft.name, draft.systemClass, draft.suppliers, weight),
    rank: index + 1,
  }));
}

function note(drafts: Map<string, Draft>, item: Item & { kind: 'system' }, weight: number, place: Place): void {
  const { name, systemClass, suppliers } = item;
  const draft = drafts.get(name) ?? fresh(name, systemClass, suppliers, false);
  drafts.set(name, draft);
  if (item.programme) draft.programmes.push(place);
  else {
    draft.places.push(place);
    draft.weight += weight;
  }
}

function noteNoun(drafts: Map<string, Draft>, item: Item & { kind: 'class' }, weight: number, place: Place): void {
  const name = singular(item.noun);
  const draft = drafts.get(name) ?? fresh(name, item.systemClass, [], true);
  if (!draft.general) return;
  drafts.set(name, draft);
  draft.places.push(place);
  draft.weight += 0.4 * weight;
}

function fresh(name: string, systemClass: string, suppliers: readonly string[], general: boolean): Draft {
  return { name, systemClass, suppliers, general, weight: 0, places: [], programmes: [] };
}

function generalFacts(
  name: string,
  systemClass: string,
  suppliers: readonly string[],
  prominence: number,
): SystemFacts {
  return { name, systemClass, suppliers, prominence, buyers: new Map(), sellers: new Map() };
}

const IRREGULAR: Readonly<Record<string, string>> = {
  aircraft: 'aircraft',
  torpedoes: 'torpedo',
  'small arms': 'small arms',
};

/** A general noun of weapons in the singular and in British spelling, as a deal without a designation is named. */
export function singular(noun: string): string {
  const one = IRREGULAR[noun] ?? noun.replace(/ies$/, 'y').replace(/s$/, '');
  return one.replace('defense', 'defence').replace('armored', 'armoured');
}

function partiesOf(analysed: readonly AnalysedSentence[], systems: readonly SystemCandidate[]): PartyCandidate[] {
  const places = new Map<string, { weight: number; places: PartyCandidate['places'][number][] }>();
  const put = (code: string, weight: number, place: PartyCandidate['places'][number] | null) => {
    const draft = places.get(code) ?? { weight: 0, places: [] };
    places.set(code, draft);
    draft.weight += weight;
    if (place !== null) draft.places.push(place);
  };
  analysed.forEach((sentence, index) => {
    sentence.items.forEach((item, at) => {
      if (item.kind === 'state') put(item.code, weightOf(sentence), { sentence: index, item: at, form: item.form });
      if (item.kind === 'company')
        put(item.code, 0.5 * weightOf(sentence), { sentence: index, item: at, form: 'company' });
    });
  });
  for (const { suppliers } of systems) for (const code of suppliers.slice(0, 3)) put(code, 0, null);
  const ranked = [...places]
    .filter(([code]) => /^[A-Z]{2}$/.test(code))
    .sort(([a, x], [b, y]) => y.weight - x.weight || (a < b ? -1 : 1));
  return ranked.slice(0, MOST_PARTIES).map(([code, draft], index) => ({ code, places: draft.places, rank: index + 1 }));
}

/** Whether a class noun of the sentence can stand for a system. */
export function nounCovers(item: Item, system: SystemCandidate): boolean {
  return item.kind === 'class' && covers(item.systemClass, system.systemClass);
}

export { best };
