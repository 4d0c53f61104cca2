const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/^[SG](?:\w+\.)?here$/, 'named in the sentence'],
  [/^Sonly$/, 'the only system in the sentence'],
  [/^[SG](?:\w+\.)?nearest$/, 'nearest to the trigger'],
  [/^[SG](?:\w+\.)?clause$/, 'in the clause of the trigger'],
  [/^[SG](?:\w+\.)?title$/, 'named in the title'],
  [/^[SG](?:\w+\.)?last-named$/, 'the system named last before'],
  [/^[SG](?:\w+\.)?noun-last$/, 'the last system that the noun can mean'],
  [/^[SG](?:\w+\.)?noun$/, 'a noun of the sentence can mean it'],
  [/^[SG](?:\w+\.)?rank1$/, 'the system that the article names most'],
  [/^[SG](?:\w+\.)?rule-/, 'the rules chose it'],
  [/^[SG](?:\w+\.)?memory-/, 'the system of the event before'],
  [/^[SG](?:\w+\.)?back(\d)/, 'named $1 sentences before'],
  [/^(?:sup|rec)\.(?:\w+\.)?here$/, 'named in the sentence'],
  [/^(?:sup|rec)\.(?:\w+\.)?title$/, 'named in the title'],
  [/^(?:sup|rec)\.(?:\w+\.)?lead$/, 'named in the first paragraph'],
  [/^(?:sup|rec)\.(?:\w+\.)?rank1$/, 'the state that the article names most'],
  [/^(?:sup|rec)\.(?:\w+\.)?rule$/, 'the rules chose it'],
  [/^(?:sup|rec)\.(?:\w+\.)?memory-/, 'party of the event before'],
  [/^(?:sup|rec)\.(?:\w+\.)?(?:vote|clause)-buyer/, 'worded as a buyer'],
  [/^(?:sup|rec)\.(?:\w+\.)?(?:vote|clause)-seller/, 'worded as a seller'],
  [/^(?:sup|rec)\.(?:\w+\.)?most-votes$/, 'worded so most often in the article'],
  [/^(?:sup|rec)\.(?:\w+\.)?votes/, 'worded so elsewhere in the article'],
  [/^(?:sup|rec)\.(?:\w+\.)?pre=(.+)$/, 'after “$1”'],
  [/^(?:sup|rec)\.poss/, 'its possessive'],
  [/^(?:sup|rec)\.(?:\w+\.)?(?:before-goods|first-actor)/, 'before the goods or first in the sentence'],
  [/^(?:sup)\*(?:\w+\.)?maker/, 'makes the system'],
  [/^(?:sup)\*(?:\w+\.)?co-maker/, 'makes the system with others'],
  [/^(?:rec)\*(?:\w+\.)?stranger/, 'does not make the system'],
  [/^(?:sup|rec)\*(?:[\w-]+-)?(?:best|votes)/, 'worded so beside the system'],
  [/^(?:sup|rec)\*remembered-same/, 'party of the last event about the system'],
  [/^p(?:\|[\w-]+)?>=/, 'how probable the type is'],
  [/^deal(?:\|[\w-]+)?>=/, 'how probable the deal is'],
  [/^(?:title|untitled)>=/, 'how probable the type is in the title'],
  [/^both>=/, 'how probable type and deal are together'],
  [/^type:(\w+)\|fires$/, 'a rule for $1 fires'],
  [/^type:(\w+)\|idle$/, 'a rule for $1 matches but does not fire'],
  [/^type:(\w+)\|none$/, 'no rule sees $1'],
  [/^type:(\w+)$/, 'how often $1 is right'],
  [/^rule:fires$/, 'a rule fires'],
  [/^rule:(?:none|idle)$/, 'no rule fires'],
  [/^with:(\w+)\|/, 'the sentence may tell of $1'],
  [/^with-any|^surer:/, 'other types of the sentence'],
  [/^(?:top|mass|density|sure-ones)/, 'how much of the article tells of deals'],
  [/^(?:of-deal|alone|deal-share)/, 'how much of the article is about this deal'],
  [/^repeats/, 'a surer sentence tells the same'],
  [/^again:/, 'whether it is told again with another date'],
  [/^date-shared:/, 'whether its date is that of another event of the sentence'],
  [/^system:|^class:/, 'how the system is named'],
  [/^named:/, 'which parties the sentence names'],
  [/^buyer:/, 'where the article names the buyer'],
  [/^buys:/, 'which side the article tells to buy the system'],
  [/^nth/, 'one of several deals of the sentence'],
  [/^second:/, 'how it stands to the first deal of the sentence'],
  [/^anchor:/, 'whether a trigger is known'],
  [/^date:/, 'where the date comes from'],
  [/^type:(\w+)\|(?:affirmed|denied)$/, 'how often $1 is right'],
  [/^polarity:/, 'whether it is denied'],
  [/^(news|background)$/, 'taken for $1'],
  [/^told:|^any>=/, 'how often the article tells it'],
  [/^doubtful-deal$/, 'how probable the deal is'],
  [/^rank:/, 'how often the article names the system'],
  [/^(?:short|long)$/, 'how long the article is'],
  [/^(?:[SG]|(?:sup|rec)\.)(?:\w+\.)?back([1-4])/, 'named $1 sentences before'],
  [/^(?:[SG]|(?:sup|rec)\.)(?:\w+\.)?back(?:far|title)/, 'named long before'],
  [/^(?:[SG]|(?:sup|rec)\.)(?:\w+\.)?back(?:ahead|never)/, 'not named before'],
  [/^(?:[SG]|(?:sup|rec)\.)nn?=(.+)$/, 'before “$1”'],
  [/^(?:[SG]|(?:sup|rec)\.)pp?=(.+)$/, 'after “$1”'],
  [/^[SG](?:near|after|before)/, 'where it stands to the trigger'],
  [/^[SG](?:\w+\.)?noun-clash$/, 'no noun of the sentence can mean it'],
  [/^[SG](?:\w+\.)?programme/, 'named as a programme'],
  [/^[SG](?:\w+\.)?rank|^[SG]share/, 'how often the article names the system'],
  [/^Sone-of-several$/, 'one of several systems in the sentence'],
  [/^[SG]not-rule-/, 'the rules chose another'],
  [/^(?:Sunlisted|[SG])$/, 'what kind of name it is'],
  [/^(?:sup|rec)\.v=(.+)$/, 'with the verb “$1”'],
  [/^(?:sup|rec)\.f=(\w+)$/, 'named by its $1'],
  [/^(?:sup|rec)\.(?:\w+\.)?(?:clause|outside)-(left|right)$/, 'on the $1 of the trigger'],
  [/^(?:sup|rec)\.\w+\.(left|right)--$/, 'on the $1 of the trigger'],
  [/^(?:sup|rec)\.\w+\.(?:left|right)-(.+)$/, 'after “$1”'],
  [/^(?:sup|rec)\.(?:\w+\.)?rank/, 'how often the article names the state'],
  [/^(?:sup|rec)\.(?:\w+\.)?(?:against|(?:vote|clause)-objector)/, 'worded in another role'],
  [/^(?:sup|rec)\.(?:\w+\.)?no-name$/, 'never named by its own name'],
  [/^(?:sup|rec)\.(?:\w+\.)?US$/, 'the United States'],
  [/^(?:sup|rec)\*against/, 'worded in another role beside the system'],
  [/^(?:sup|rec)\*remembered-other$/, 'not the party of the last event about the system'],
  [/^(?:sup|rec)\*unnamed-/, 'not named itself'],
  [/^(?:sup)\*(?:\w+\.)?stranger/, 'does not make the system'],
  [/^(?:rec)\*(?:\w+\.)?maker/, 'makes the system'],
  [/^(?:rec)\*(?:\w+\.)?co-maker/, 'makes the system with others'],
  [/^(?:sup|rec)\*(?:\w+\.)?open/, 'no maker of the system is listed'],
];

/** Most features that are put into words are the same few; those with a word of the text in them are without end. */
const MOST_KNOWN = 5_000;
const known = new Map<string, string>();

/** A feature in words, or its name where it has none. */
export function inWords(feature: string): string {
  const before = known.get(feature);
  if (before !== undefined) return before;
  const words = phraseOf(feature);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(feature, words);
  return words;
}

function phraseOf(feature: string): string {
  for (const [pattern, phrase] of PHRASES) {
    const match = pattern.exec(feature);
    if (match) return phrase.replace('$1', () => (match[1] ?? '').replace(/[@_]+/g, ' ').trim());
  }
  return feature;
}
