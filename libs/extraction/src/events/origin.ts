import { fold } from '../text/fold';

const AGENCIES =
  "TASS|Interfax|RIA Novosti|Sputnik|Reuters|Bloomberg|Anadolu|AFP|Agence France-Presse|Associated Press|AP|Xinhua|Yonhap|Kyodo|PTI|Press Trust of India|ANI|Defense News|Defence News|Janes|Jane’s|Jane's|Kommersant|Vedomosti|Izvestia|Hurriyet|Hürriyet|Daily Sabah|Al Jazeera|CNN|CNN Turk|BBC|NTV|Le Figaro|La Tribune|Le Monde|Der Spiegel|Financial Times|New York Times|Washington Post|Wall Street Journal|The Guardian|The Hindu|Times of India|Nikkei|Politico|Axios|Breaking Defense|Defense One|Haaretz|Jerusalem Post|Al Arabiya|Corriere della Sera|El Pais|El País|Handelsblatt|Bild|Dawn|Global Times|Yeni Safak|A Haber|Antara|Bernama|Focus Taiwan|CNA|MTI|PAP|Tanjug|IRNA|Fars|Tasnim|Rzeczpospolita";
const REPORTED = new RegExp(
  `(?:\\b(?:told|quoted by|cited by|according to|reported by|by)\\s+(?:the\\s+)?(?:[\\w-]+\\s+){0,3}?(${AGENCIES})\\b)|\\b(${AGENCIES})(?:\\s+(?:news\\s+)?(?:agency|daily|newspaper|broadcaster|television|channel))?\\s+(?:reported|quoted|cited|said|reports|has\\s+reported|wrote|quotes|learned)`,
  'u',
);

/** Whom a sentence names as its source ("TASS reported"), as a plain lower-case name; null where it speaks for itself. */
export function originOf(sentence: string): string | null {
  const match = REPORTED.exec(sentence);
  const name = match?.[1] ?? match?.[2];
  return name === undefined ? null : fold(name);
}
