const PLAIN = /^[\x20-\x7e]*$/;
const SPECIAL: Readonly<Record<string, string>> = {
  ı: 'i',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ß: 'ss',
  æ: 'ae',
  '’': "'",
  '‘': "'",
  ʼ: "'",
};

/** Lower case without diacritics, so that `Erdoğan`, `ERDOGAN` and `Erdogan` are one form. */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return bare.replace(/[ıøłđßæ’‘ʼ]/g, (sign) => SPECIAL[sign] ?? sign);
}
