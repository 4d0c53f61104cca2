import { type Features, named, step, stepOf } from '../model/features';
import { isImplausible } from './implausible';
import { isBest } from './party-features';
import { type PartyCandidate, type SystemCandidate } from './scene';
import { asNumber, type DealMemory, groupOf, type Question, type Slot, type Traits } from './slots';

/** Features of a party together with a system: what the table of makers and the votes about that system say. */
export function pairFeatures(system: SystemCandidate, party: PartyCandidate, role: Slot, question: Question): Features {
  return [
    ...pairView(system, party, role, groupOf(question.type)),
    ...pairMemory(question.memory, system, party, role),
  ];
}

/** What the last event about a system says for a party. */
export function pairMemory(memory: DealMemory, system: SystemCandidate, party: PartyCandidate, role: Slot): Features {
  const remembered = memory.bySystem.get(system.name);
  if (!remembered) return [];
  const same = (role === 'sup' ? remembered.supplier : remembered.recipient) === party.code;
  return [named`${role}*remembered-${same ? 'same' : 'other'}`];
}

const MAKERS = ['open', 'maker', 'co-maker', 'stranger'] as const;

/** What the lexicon and the whole article say for a party of a system, for a group of types. */
export function pairView(system: SystemCandidate, party: PartyCandidate, role: Slot, group: string): Features {
  return pairTraits(system, party, role).features(group);
}

/** The same as the few traits that it follows from. */
export function pairTraits(system: SystemCandidate, party: PartyCandidate, role: Slot): Traits {
  const { code } = party;
  const listed = system.suppliers.indexOf(code);
  const maker = system.suppliers.length === 0 ? 0 : listed === 0 ? 1 : listed > 0 ? 2 : 3;
  const { buyers, sellers } = system.facts;
  const [own, other] = role === 'sup' ? [sellers, buyers] : [buyers, sellers];
  const [votes, against] = [own.get(code) ?? 0, other.get(code) ?? 0];
  const best = isBest(own, code);
  const unnamed = party.places.length === 0;
  const number = asNumber(
    2,
    [role === 'sup' ? 0 : 1, 2],
    [maker, 4],
    [stepOf(votes), 7],
    [stepOf(against), 7],
    [+best, 2],
    [+unnamed, 2],
  );
  return {
    number,
    features: (group) => {
      const place = MAKERS[maker] as string;
      const features: Features = [
        named`${role}*${place}`,
        named`${role}*${group}.${place}`,
        named`${role}*votes${step(votes)}`,
        named`${role}*${place}-votes${step(votes)}`,
        named`${role}*against${step(against)}`,
      ];
      if (best) features.push(named`${role}*best`, named`${role}*${place}-best`);
      if (unnamed) features.push(named`${role}*unnamed-${place}`);
      return features;
    },
  };
}

/** Features of the whole triple. */
export function jointFeatures(
  question: Question,
  system: SystemCandidate,
  supplier: PartyCandidate,
  recipient: PartyCandidate,
): Features {
  return [...jointView(system, supplier, recipient), ...jointMemory(question, system, supplier, recipient)];
}

export function jointView(system: SystemCandidate, supplier: PartyCandidate, recipient: PartyCandidate): Features {
  const features: Features = [];
  if (isImplausible(supplier.code, recipient.code)) features.push('j.implausible');
  if (system.suppliers.includes(recipient.code) && system.suppliers.includes(supplier.code))
    features.push('j.partners');
  return features;
}

export function jointMemory(
  { memory, sentence }: Question,
  system: SystemCandidate,
  supplier: PartyCandidate,
  recipient: PartyCandidate,
): Features {
  const { last } = memory;
  if (last?.system !== system.name || last.supplier !== supplier.code || last.recipient !== recipient.code) return [];
  return [last.sentence === sentence ? 'j.same-s' : 'j.same'];
}
