export function detectLanguage(_text: string): string {
  return 'en';
}
