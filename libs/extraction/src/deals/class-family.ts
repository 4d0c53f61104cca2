import families from '../../lexicon/class-families.json';

const FAMILIES = new Map(Object.entries(families as Record<string, string[]>));

/** Whether a noun of one class ("the jets", "missiles") can stand for a system of another. */
export function covers(noun: string, systemClass: string): boolean {
  return (
    noun === 'generic' ||
    noun === systemClass ||
    (FAMILIES.get(noun)?.includes(systemClass) ?? false) ||
    (FAMILIES.get(systemClass)?.includes(noun) ?? false)
  );
}

const LEADING = new Set([
  ...'fighter bomber trainer transport-aircraft maritime-aircraft aew-aircraft tanker-aircraft attack-helicopter helicopter drone air-defence missile-defence'.split(
    ' ',
  ),
  ...'ballistic-missile cruise-missile anti-ship-missile rocket-artillery artillery tank ifv apc armoured-vehicle frigate corvette destroyer submarine'.split(
    ' ',
  ),
  ...'patrol-vessel amphibious-ship aircraft-carrier mine-ship'.split(' '),
]);

/** Whether goods of a class lead a package, rather than being ammunition or parts of one. */
export function leadsAPackage(systemClass: string): boolean {
  return LEADING.has(systemClass);
}
