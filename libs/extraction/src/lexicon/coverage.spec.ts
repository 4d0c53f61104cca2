import cities from '../../lexicon/cities.json';
import companies from '../../lexicon/companies.json';
import institutions from '../../lexicon/institutions.json';
import officials from '../../lexicon/officials.json';
import states from '../../lexicon/states.json';
import systems from '../../lexicon/systems.json';
import { findMentions } from '../mentions/find-mentions';
import { tokenize } from '../text/tokenize';

/** The members of the United Nations, by ISO 3166-1 code. */
const MEMBERS = (
  'AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU CV CY ' +
  'CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ IR IS IT JM ' +
  'JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU MV MW MX MY MZ NA ' +
  'NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD ' +
  'TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VC VE VN VU WS YE ZA ZM ZW'
).split(' ');
/** City states, whose capital has the state's name. */
const CITY_STATES = new Set(['MC', 'SG', 'SM']);

/** Codes of states that buy and sell much, whose officials, bodies and towns the news names without the state's name. */
const TRADERS = (
  'AE AU BE BR CA CH CN CZ DE DK DZ EG ES FI FR GB GR ID IL IN IQ IR IT JP KR KW MA MY NG NL NO PH PK PL PT QA RO RU SA SE SG SK TH ' +
  'TR TW UA US VN ZA'
).split(' ');

/** Fewest systems of each class. */
const CLASSES = new Map<string, number>([
  ['fighter', 85],
  ['bomber', 10],
  ['trainer', 59],
  ['transport-aircraft', 75],
  ['maritime-aircraft', 17],
  ['aew-aircraft', 20],
  ['tanker-aircraft', 6],
  ['attack-helicopter', 22],
  ['helicopter', 87],
  ['drone', 171],
  ['loitering-munition', 43],
  ['air-defence', 169],
  ['missile-defence', 14],
  ['ballistic-missile', 86],
  ['cruise-missile', 60],
  ['anti-ship-missile', 52],
  ['anti-tank-missile', 71],
  ['air-to-air-missile', 41],
  ['air-to-ground-munition', 54],
  ['rocket-artillery', 58],
  ['artillery', 106],
  ['tank', 75],
  ['ifv', 56],
  ['apc', 142],
  ['armoured-vehicle', 49],
  ['frigate', 89],
  ['corvette', 40],
  ['destroyer', 32],
  ['submarine', 66],
  ['patrol-vessel', 103],
  ['amphibious-ship', 41],
  ['aircraft-carrier', 14],
  ['mine-ship', 27],
  ['radar', 108],
  ['electronic-warfare', 74],
  ['torpedo', 34],
  ['engine', 65],
  ['small-arms', 104],
  ['satellite', 49],
]);

/** The arms makers that SIPRI ranks highest, over its lists of recent years, as the news names them. */
const LARGEST_MAKERS: Readonly<Record<string, string>> = {
  US:
    'Lockheed Martin; RTX; Northrop Grumman; Boeing; General Dynamics; L3Harris; HII; Leidos; Booz Allen Hamilton; Amentum; CACI; ' +
    'Honeywell; General Electric; SAIC; Peraton; KBR; General Atomics; Textron; V2X; Oshkosh; ManTech; Parsons; Sierra Nevada; ' +
    'Parker Hannifin; Moog Inc; Curtiss-Wright; TransDigm; Viasat; Bechtel; Fluor Corporation; Howmet Aerospace; Leonardo DRS; ' +
    'Teledyne; Jacobs Engineering; Ball Aerospace; AeroVironment; SpaceX; Day & Zimmermann; Huntington Ingalls Industries; Anduril',
  GB: 'BAE Systems; Rolls-Royce; Babcock; QinetiQ; Serco; Melrose Industries; Meggitt; Ultra Electronics',
  RU:
    'Rostec; United Shipbuilding Corporation; Almaz-Antey; United Aircraft Corporation; Tactical Missiles Corporation; Uralvagonzavod; ' +
    'Russian Helicopters; High Precision Systems; KRET; United Engine Corporation',
  CN: 'AVIC; NORINCO; CETC; CASC; CSSC; China South Industries; CASIC; Aero Engine Corporation of China',
  FR: 'Thales; Dassault Aviation; Naval Group; Safran; MBDA; KNDS; CEA; Nexter; Airbus',
  DE: 'Rheinmetall; ThyssenKrupp; Hensoldt; Diehl; Krauss-Maffei Wegmann',
  IT: 'Leonardo; Fincantieri',
  IL: 'Elbit Systems; Israel Aerospace Industries; Rafael',
  JP: 'Mitsubishi Heavy Industries; Kawasaki Heavy Industries; Fujitsu; Mitsubishi Electric; NEC; IHI; Japan Marine United',
  KR: 'Hanwha Aerospace; LIG Nex1; Korea Aerospace Industries; Hyundai Rotem; Poongsan; Hanwha Ocean',
  TR: 'Aselsan; Turkish Aerospace Industries; Baykar; Roketsan; MKE',
  IN: 'Hindustan Aeronautics; Bharat Electronics; Mazagon Dock; Ordnance Factory Board; Munitions India; Bharat Dynamics',
  SE: 'Saab',
  NO: 'Kongsberg; Nammo',
  ES: 'Navantia; Indra',
  PL: 'PGZ',
  UA: 'Ukroboronprom',
  CZ: 'Czechoslovak Group',
  SG: 'ST Engineering',
  TW: 'NCSIST',
  AE: 'EDGE Group',
  AU: 'Austal',
  CH: 'RUAG',
  CA: 'CAE',
  BR: 'Embraer',
  ID: 'Defend ID',
  FI: 'Patria',
  SA: 'Saudi Arabian Military Industries',
};

/** Bodies that buy, sell, license or judge, by the state that they act for. */
const BODIES: readonly (readonly [string, string])[] = [
  ['DSCA', 'US'],
  ['Pentagon', 'US'],
  ['Rosoboronexport', 'RU'],
  ['DGA', 'FR'],
  ['BAAINBw', 'DE'],
  ['FMV', 'SE'],
  ['NDMA', 'NO'],
  ['DALO', 'DK'],
  ['SSB', 'TR'],
  ['DAPA', 'KR'],
  ['ATLA', 'JP'],
  ['armasuisse', 'CH'],
  ['SIBAT', 'IL'],
  ['DRDO', 'IN'],
  ['Tawazun Council', 'AE'],
  ['GAMI', 'SA'],
  ['Armament Agency', 'PL'],
  ['Ukrspecexport', 'UA'],
  ['Armscor', 'ZA'],
  ['DSTA', 'SG'],
  ['UKDSE', 'GB'],
  ['DGAM', 'ES'],
  ['GDDIA', 'GR'],
  ['Bundestag', 'DE'],
  ['Knesset', 'IL'],
  ['Riksdag', 'SE'],
  ['Sejm', 'PL'],
  ['Lok Sabha', 'IN'],
];

const stateOf = (text: string) => {
  const [item] = findMentions(tokenize(text, 0));
  return item?.kind === 'state' || item?.kind === 'company' ? item.code : null;
};
const countOf = (rows: readonly { readonly state: string }[], code: string) =>
  rows.filter(({ state }) => state === code).length;

describe('what the gazetteers cover', () => {
  it('is every member of the United Nations, with an adjective and a capital', () => {
    const rows = new Map(states.map((row) => [row.code, row]));
    expect(new Set(MEMBERS).size).toBe(193);
    const poor = MEMBERS.filter((code) => {
      const row = rows.get(code);
      return row === undefined || row.demonyms.length === 0 || (row.capitals.length === 0 && !CITY_STATES.has(code));
    });
    expect(poor).toEqual([]);
  });

  it('is enough systems of every class', () => {
    const thin = [...CLASSES].flatMap(([name, fewest]) => {
      const count = systems.filter((row) => row.class === name).length;
      return count < fewest ? [`${name}: ${count} of ${fewest}`] : [];
    });
    expect(thin).toEqual([]);
  });

  it.each(Object.entries(LARGEST_MAKERS))('is each of the largest makers of %s', (code, names) => {
    expect(names.split('; ').filter((name) => stateOf(name) !== code)).toEqual([]);
  });

  it.each(BODIES)('is %s of %s', (name, code) => {
    expect(stateOf(name)).toBe(code);
  });

  it('is bodies, office-holders and towns of every state that buys or sells much', () => {
    const thin = TRADERS.filter(
      (code) => countOf(institutions, code) < 4 || countOf(officials, code) < 3 || countOf(cities, code) < 4,
    );
    expect(thin).toEqual([]);
  });

  it('is at least three makers in each of forty states', () => {
    const makers = new Map<string, number>();
    for (const { state } of companies) makers.set(state, (makers.get(state) ?? 0) + 1);
    expect([...makers.values()].filter((count) => count >= 3).length).toBeGreaterThanOrEqual(40);
  });
});
