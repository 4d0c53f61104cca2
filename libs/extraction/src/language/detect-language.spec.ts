import { detectLanguage } from './detect-language';

describe('detectLanguage', () => {
  it.each([
    [
      'en',
      'The ministry said that it had signed the contract and that the first of the jets would arrive in May of next year.',
    ],
    [
      'de',
      'Das Ministerium hat den Vertrag unterzeichnet und die ersten Flugzeuge werden im Mai nach Peru geliefert, sagte er.',
    ],
    [
      'fr',
      'Le ministère a signé le contrat et les premiers avions seront livrés au mois de mai dans le nord du pays, selon lui.',
    ],
    [
      'es',
      'El ministerio firmó el contrato y los primeros aviones llegarán en mayo a la base, según dijo un portavoz del gobierno.',
    ],
    [
      'tr',
      'Bakanlık sözleşmeyi imzaladı ve ilk uçaklar için ödeme yapıldı, daha sonra teslimat olacak, bu çok önemli bir adım olarak görüldü.',
    ],
    ['ru', 'Министерство подписало контракт.'],
    ['uk', 'Міністерство підписало договір і літаки.'],
    ['ar', 'وقعت الوزارة العقد'],
    ['ko', '국방부가 계약을 체결했다'],
  ])('knows %s', (code, text) => {
    expect(detectLanguage(text)).toBe(code);
  });

  it('takes short and empty texts for English', () => {
    expect(['', 'Oui, merci.', '12 34'].map(detectLanguage)).toEqual(['en', 'en', 'en']);
  });
});
