import { analyse } from '../analysis';
import { sceneOf } from './scene';
import { spelledIn } from './spelling';

/** How the first system of an article is written. */
function spelled(text: string, title: string | null = null): string {
  const scene = sceneOf(analyse(text, title));
  const [system] = scene.systems;
  if (!system) throw new Error('no system');
  return spelledIn(scene, system);
}

describe('the spelling of a system', () => {
  it('is that of most of its mentions where they differ from the lexicon in accents', () => {
    expect(
      spelled('Brazil ordered four Scorpène submarines. The Scorpènes came from France, the first Scorpene too.'),
    ).toBe('Scorpène');
    expect(spelled('Brazil ordered four Scorpene submarines from France.')).toBe('Scorpene');
    expect(spelled('Spain will buy the Hurjet from Turkey.')).toBe('Hurjet');
  });

  it('is that of the lexicon where anything else differs, and titles do not count', () => {
    expect(spelled('Turkey bought the S 400 from Russia.')).toBe('S-400');
    expect(spelled('Poland took over six Typhoon fighter jets from the United Kingdom.')).toBe('Eurofighter');
    expect(spelled('Brazil ordered four Scorpene submarines.', 'France sells the Scorpène')).toBe('Scorpene');
  });
});
