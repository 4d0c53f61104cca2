/** C0 and C1 control characters other than tab and line feed: they carry nothing and PostgreSQL refuses NUL. */
const CONTROLS = /(?![\n\t])\p{Cc}/gu;

/**
 * The text as it is stored, hashed and quoted from: line ends as LF, NFC, no byte order mark, no control characters, no
 * blanks at the ends of lines, no blank lines at either end; lone surrogates become U+FFFD. Normalising twice changes
 * nothing. Offsets of reports count UTF-16 units of this text.
 */
export function normaliseText(raw: string): string {
  return raw
    .replace(/\r\n?|\u0085|[\u2028\u2029]/g, '\n')
    .replace(/\ufeff/g, '')
    .replace(CONTROLS, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .normalize('NFC')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/^\n+|\n+$/g, '');
}
